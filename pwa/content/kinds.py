"""The kinds of text as types: a field declared with one of them is translatable, and its kind is its msgctxt.

The closed list itself, and which kinds can hurt somebody, stand in pwa/content/text.py.
"""

from typing import Annotated

from pwa.content.base import Node, marks
from pwa.content.text import KINDS, Text

WarningSignText = Annotated[Text, "warning sign"]
Reason = Annotated[Text, "reason"]
DoNow = Annotated[Text, "do now"]
DoNot = Annotated[Text, "do not"]
StepText = Annotated[Text, "step"]
Question = Annotated[Text, "question"]
OutcomeText = Annotated[Text, "outcome"]
Title = Annotated[Text, "title"]
Heading = Annotated[Text, "heading"]
Button = Annotated[Text, "button"]
Label = Annotated[Text, "label"]
Message = Annotated[Text, "message"]
Paragraph = Annotated[Text, "paragraph"]
Picture = Annotated[Text, "picture"]
AboutSource = Annotated[Text, "about source"]


def kind_of(model: type[Node], field: str) -> str:
    """The kind of a Text field. Raises TypeError when it was declared as a bare Text: that is a fault of the model."""
    kind = next((mark for mark in marks(model, field) if mark in KINDS), None)
    if kind is None:
        raise TypeError(f"{model.__name__}.{field} is a Text without a kind; declare it as one of pwa/content/kinds.py")
    return kind
