"""What the screens say around the content, by kind (content/interface.yaml): templates hold no text of their own."""

from typing import Annotated, Any, TypeVar

from pydantic import BeforeValidator, Field

from pwa.content.base import Name, Node
from pwa.content.kinds import Button, Heading, Label, Message, Paragraph, Picture, Title
from pwa.content.units import Dialled


class Entry(Node):
    """A sentence of the interface.

    `live` names the placeholders that the phone fills in later. `max` is how many letters there is room for, where
    there is a limit; a Chinese one takes the room of two.
    """

    live: list[str] = Field(default=[])
    max: int | None = Field(default=None, ge=1)
    number: Dialled | None = None


class TitleEntry(Entry):
    """The name of a screen."""

    text: Title


class HeadingEntry(Entry):
    """A heading inside a screen."""

    text: Heading


class ButtonEntry(Entry):
    """What stands on a button or a link."""

    text: Button


class LabelEntry(Entry):
    """A word or two beside something else."""

    text: Label


class MessageEntry(Entry):
    """What the app says about itself or about what just happened."""

    text: Message


class ParagraphEntry(Entry):
    """Sentences to read."""

    text: Paragraph


class PictureEntry(Entry):
    """What a picture shows, for whoever cannot see it."""

    text: Picture


def _long_form(value: Any) -> Any:
    """`next: "Next"` is short for `next: {text: "Next"}`."""
    return {"text": value} if isinstance(value, str) else value


AnyEntry = TypeVar("AnyEntry", bound=Entry)
Entries = dict[Name, Annotated[AnyEntry, BeforeValidator(_long_form)]]


class Interface(Node):
    """The whole of content/interface.yaml: entries by kind, then by name."""

    title: Entries[TitleEntry]
    heading: Entries[HeadingEntry]
    button: Entries[ButtonEntry]
    label: Entries[LabelEntry]
    message: Entries[MessageEntry]
    paragraph: Entries[ParagraphEntry]
    picture: Entries[PictureEntry]
