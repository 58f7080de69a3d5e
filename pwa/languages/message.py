"""What one message of a .po file is, and a file of them: data, and what their flags, comments and notes say."""

import re
from dataclasses import dataclass, field

# What may stand behind `#,` beside fuzzy and says nothing of the translation; gettext 0.23 writes `#=` for these.
HARMLESS_FLAG = re.compile(
    r"(?:(?:no|possible|impossible)-)?[a-z-]+-format|(?:no-)?wrap|range:.*|[a-z-]+:.*|read-only|ignore-.*"
)
# A note and not Weblate's flag max-length: gettext's tools drop flags that they do not know.
ROOM = "At most this many letters: "
WAIVER = "check-ok:"
ID = re.compile(r"^\[([a-z0-9./-]+)\]$")


@dataclass
class Message:
    """One message of a .po file. `line` is where its msgid stands, `string_line` its msgstr.

    `comments` are the translator's, `notes` the author's; `previous` is what a fuzzy translation was made from.
    """

    context: str = ""
    english: str = ""
    translation: str = ""
    line: int = 0
    string_line: int = 0
    flags: list[str] = field(default_factory=list)
    comments: list[str] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)
    files: list[str] = field(default_factory=list)
    previous_context: str | None = None
    previous: str | None = None
    obsolete: bool = False

    @property
    def key(self) -> tuple[str, str]:
        """(kind, English), by which everything here is known."""
        return self.context, self.english

    @property
    def fuzzy(self) -> bool:
        """Whether its translation was made from another English, or somebody was not sure of it.

        So says also a flag that we do not know: it is of somebody's way to work, and none of them means "finished".
        """
        return any(not HARMLESS_FLAG.fullmatch(flag) for flag in self.flags)

    def mark(self, *, fuzzy: bool) -> None:
        """Fuzzy or finished."""
        self.flags = ["fuzzy"] if fuzzy else []

    @property
    def max_length(self) -> int | None:
        """How many letters there is room for, by the author's note."""
        said = [note.removeprefix(ROOM).strip() for note in self.notes if note.startswith(ROOM)]
        return next((int(number) for number in said if number.isdecimal()), None)

    @property
    def ids(self) -> list[str]:
        """The stable ids of its texts, from the author's notes."""
        return [match[1] for note in self.notes if (match := ID.match(note.strip()))]

    @property
    def waivers(self) -> list[str]:
        """What stands behind each `# check-ok:`."""
        return [line.removeprefix(WAIVER).strip() for line in self.comments if line.startswith(WAIVER)]


@dataclass(frozen=True)
class PoFile:
    """All of a file: what stands above and in its header, its entries, and those kept as obsolete (`#~`).

    `aside` holds what a returned file has and ours may not have, with the reason; `raw` what was read; `odd_spaces` the
    lines with a space beside a string that only we read.
    """

    comments: list[str]
    header: dict[str, str]
    entries: list[Message]
    obsolete: list[Message]
    aside: list[tuple[Message, str]] = field(default_factory=list)
    raw: bytes = field(default=b"", repr=False, compare=False)
    odd_spaces: tuple[int, ...] = field(default=(), compare=False)

    @property
    def twice(self) -> list[Message]:
        """The obsolete ones whose English stands above them too: gettext's tools refuse such a file."""
        above = {entry.key for entry in self.entries}
        found: list[Message] = []
        for entry in self.obsolete:
            if entry.key in above:
                found.append(entry)
            above.add(entry.key)
        return found
