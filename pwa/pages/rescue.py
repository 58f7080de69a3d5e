"""The last resort: the first instruction in each language, inside the worker itself.

For the phone that has thrown away every stored page while there is no network: the worker's own code is kept elsewhere.
"""

from flask import render_template

from pwa.languages.domain import catalogs, current_language, force_language
from pwa.pages.interface import interface


def rescue_pages() -> dict[str, str]:
    """A page without styles or scripts by language tag; needs a request of the app."""
    found = {}
    content = catalogs().content
    for language in catalogs().languages:
        with force_language(language):
            found[language.tag] = render_template(
                "rescue.html",
                language=current_language(),
                first=content.relief.steps[0].variants[0],
                ui=interface(content),
            )
    return found
