"""The words for how sure a statement is: one word to a level, but two where one would mislead.

"Do not heat numb skin: may help" would mean its opposite, and a cause cannot help; "well supported" says that good
sources agree, and one page agrees with nobody. Sign and colour are those of the level.
"""

import re
from typing import Any

ADVICE = ("do now", "step", "outcome")
# What is not a published page: our own choice, general knowledge, the documents that are judged.
OURS = re.compile(r"APP|KNOWLEDGE|DOC\d")


def word(item: Any) -> str:
    """The name of the label that says how sure a statement or a claim is."""
    text = getattr(item, "text", None) or getattr(item, "lead", None)
    if item.certainty == "may_help" and not (text is not None and text.kind in ADVICE):
        return "may_be_so"
    if item.certainty == "well_supported" and sum(not OURS.fullmatch(key) for key in item.sources) == 1:
        return "one_source"
    return str(item.certainty)
