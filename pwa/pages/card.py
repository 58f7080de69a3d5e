"""The card for the bedside, and the code of the site's address: what the page of handing on prints."""

from typing import Any

import segno
from flask import url_for
from markupsafe import Markup

from pwa.content.model import Content
from pwa.pages.templating import origin


def card(content: Content) -> dict[str, Any]:
    """What stands on the card: the steps in order, and the signs that it has room for."""
    signs = [sign for group in content.warning_signs.groups for sign in group.signs if sign.on_card]
    return {
        "steps": {step.id: step for step in content.relief.steps},
        "gate": content.relief.gate,
        "ten_minutes": content.relief.ten_minutes,
        "danger": content.relief.danger,
        "worst": signs,
        "ambulance": next(found for found in content.warning_signs.outcomes if found.urgency == "emergency_now"),
    }


def site_address() -> str:
    """Where the app is for everybody, in the language of each; nothing where SITE_URL does not say the host."""
    return f"{origin()}{url_for('site.index')}" if origin() else ""


def qr_code(address: str) -> Markup:
    """The address as a QR code (ISO/IEC 18004) with its quiet zone, as SVG whose colours are classes."""
    if not address:
        return Markup()
    # M: paper is folded and stained.
    svg = segno.make_qr(address, error="m").svg_inline(svgclass="qr", lineclass="qr-line", omitsize=True)
    return Markup(svg.replace("<svg ", '<svg aria-hidden="true" ', 1))  # noqa: S704 - made of an address of ours
