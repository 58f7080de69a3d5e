"""The last resort: the first instruction in each language, inside the worker itself.

For the phone that has thrown away every stored page while there is no network: the worker's own code is kept elsewhere.
"""

from pwa.content.model import Content
from pwa.languages.table import Language
from pwa.pages.views import ENVIRONMENT, Page, Site, interface


def rescue_pages(site: Site, localized: dict[Language, Content]) -> dict[str, str]:
    """A page without styles or scripts by language tag."""
    template = ENVIRONMENT.get_template("rescue.html")
    return {
        language.tag: template.render(
            page=Page(site, content, language, "cramp_now"),
            first=content.relief.steps[0].variants[0],
            ui=interface(content),
        )
        for language, content in localized.items()
    }
