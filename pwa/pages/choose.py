"""The pages for readers whose language nobody knows: every language says what it is and leads on."""

from pwa.content.model import Content
from pwa.languages.negotiate import negotiation_table
from pwa.languages.table import Language
from pwa.pages.views import ENVIRONMENT, Site, interface


def choose_page(site: Site, localized: dict[Language, Content], heading: str) -> str:
    """The HTML of such a page. `heading` is the title in the interface that it has: `languages` or `not_found`."""
    choices = [{"language": language, "ui": interface(content)} for language, content in localized.items()]
    table = negotiation_table(list(localized))
    return ENVIRONMENT.get_template("choose.html").render(
        site=site, choices=choices, heading=heading, negotiation=table
    )
