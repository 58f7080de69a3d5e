"""The whole of content/: which file holds which model, and all of them together, in one language.

The models of the files are beside this one: relief, bedtime, morning, signs, emergency, sources, claims, topics,
doctor, interface, search.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from pwa.content.base import Node
from pwa.content.bedtime import Bedtime
from pwa.content.claims import Claims
from pwa.content.doctor import Doctor
from pwa.content.emergency import Emergency
from pwa.content.interface import Interface
from pwa.content.morning import MorningAfter
from pwa.content.relief import Relief
from pwa.content.search import SearchWords
from pwa.content.signs import RedFlags, WarningSigns
from pwa.content.sources import Sources
from pwa.content.topics import GROUPS, Compare, TopicGroup


@dataclass(frozen=True)
class ContentFile:
    """The model of a file, and what a breadcrumb for translators begins with; a file without texts needs none."""

    model: type[Node]
    subject: str = ""


# By the name of the file, in the order in which the texts are listed.
FILES: dict[str, ContentFile] = {
    "interface": ContentFile(Interface, "Interface"),
    "relief": ContentFile(Relief, "Cramp now"),
    "bedtime": ContentFile(Bedtime, "Bedtime stretch"),
    "morning_after": ContentFile(MorningAfter, "The morning after"),
    "warning_signs": ContentFile(WarningSigns, "Warning signs"),
    "red_flags": ContentFile(RedFlags),
    "emergency": ContentFile(Emergency, "Emergency numbers"),
    "sources": ContentFile(Sources, "Sources"),
    "claims": ContentFile(Claims, "Claims"),
    **dict.fromkeys(GROUPS, ContentFile(TopicGroup, "Learn")),
    "compare": ContentFile(Compare, "Is it a cramp?"),
    "doctor": ContentFile(Doctor, "For my doctor"),
    "search": ContentFile(SearchWords),
}


@dataclass(frozen=True, eq=False)
class Content:
    """All of content/, in English; a Text says itself in the language of whoever asks."""

    interface: Interface
    relief: Relief
    bedtime: Bedtime
    morning_after: MorningAfter
    warning_signs: WarningSigns
    red_flags: RedFlags
    emergency: Emergency
    sources: Sources
    claims: Claims
    # By the name of the file.
    learn: dict[str, TopicGroup]
    compare: Compare
    doctor: Doctor
    # The words of English; other languages bring their own (pwa/languages/search_words.py).
    search: SearchWords

    @classmethod
    def of(cls, files: Mapping[str, Any]) -> "Content":
        """The content from the node of each file, by the names of FILES."""
        own = {name: files[name] for name in FILES if name not in GROUPS}
        return cls(**own, learn={name: files[name] for name in GROUPS})

    @property
    def files(self) -> dict[str, Node]:
        """The node of each file, by the names of FILES and in their order."""
        return {name: self.learn[name] if name in GROUPS else getattr(self, name) for name in FILES}

    def with_files(self, files: Mapping[str, Any]) -> "Content":
        """The same with other nodes in the place of these."""
        return Content.of({**self.files, **files})
