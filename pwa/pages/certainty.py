"""The words for how sure a statement is: one word to a level, but two where advice and facts need different ones.

"Do not heat numb skin: may help" would mean its opposite, and a cause cannot help; sign and colour are
those of the level.
"""

from typing import Any

ADVICE = ("do now", "step", "outcome")


def word(item: Any) -> str:
    """The name of the label that says how sure a statement or a claim is."""
    text = getattr(item, "text", None) or getattr(item, "lead", None)
    advice = text is not None and text.kind in ADVICE
    return "may_be_so" if item.certainty == "may_help" and not advice else str(item.certainty)
