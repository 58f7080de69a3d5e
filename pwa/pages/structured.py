"""What a page says of itself to machines (schema.org, as JSON-LD).

A script element with this type is a block of data: browsers never run it, so the content security policy does not
concern it. It names no reviewer until a clinician has signed the text.
"""

import json
from typing import Any

from markupsafe import Markup

from pwa.content.base import Review

# "<" as its escape: no text can end the element that holds the data.
ESCAPES = str.maketrans({"<": "\\u003c", ">": "\\u003e", "&": "\\u0026"})


def medical_page(name: str, description: str, language: str, review: Review, about: str | None = None) -> Markup:
    """The data of a page about health, ready to stand in a script element."""
    data: dict[str, Any] = {
        "@context": "https://schema.org",
        "@type": "MedicalWebPage",
        "name": name,
        "description": description,
        "inLanguage": language,
        "dateModified": review.changed,
        "isAccessibleForFree": True,
        "license": "https://creativecommons.org/licenses/by/4.0/",
    }
    if about:
        data["about"] = {"@type": about, "name": name}
    if review.reviewed_by:
        data |= {"lastReviewed": review.checked, "reviewedBy": {"@type": "Person", "name": review.reviewed_by}}
    body = json.dumps(data, ensure_ascii=False, separators=(",", ":"))
    return Markup(body.translate(ESCAPES))  # noqa: S704 - what could end the element is escaped
