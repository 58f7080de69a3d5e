"""What readers type into a search field where the pages say it in another word, or where it matters what comes first.

Words belong to one language and translate nothing, so each language has a file of its own: content/search.yaml is that
of English, `translations/<folder>/search.yaml` that of another. What is searched are the pages: pwa/static/learn/.
"""

from collections.abc import Iterator
from typing import Annotated

from pydantic import Field

from pwa.content.base import Node
from pwa.content.topics import TOPIC, Next
from pwa.content.yaml_file import YamlFile
from pwa.problems import Problem

# As the search folds what is typed (pwa/static/common/fold.js): small letters; numbers stand in quotes.
Typed = Annotated[str, Field(pattern=r"^[^A-Z.,;:!?()\"]+$")]


class SearchWords(Node):
    """The words of one language.

    Attributes:
        leads: by screen or topic, what is typed by readers who should find it first; what is worse stands first.
        means: what is typed, and the words of the pages that it stands for.
        ignore: words that say nothing about what is searched ("how", "what").
        countries: by ISO 3166 code, what people call a country beside the name that the page shows.
    """

    leads: dict[Next, list[Typed]] = Field(default={})
    means: dict[Typed, Typed] = Field(default={})
    ignore: list[Typed] = Field(default=[])
    countries: dict[Annotated[str, Field(pattern="^[A-Z]{2}$")], list[Typed]] = Field(default={})

    def problems(self, file: YamlFile, topics: set[str], countries: set[str]) -> Iterator[Problem]:
        """What leads nowhere: topics and countries that are not among these."""
        for step in self.leads:
            if step.startswith(TOPIC) and step.removeprefix(TOPIC) not in topics:
                message = f"there is no topic '{step}'; correct the id, or remove the line"
                yield Problem(file.name, file.line(("leads", step)), message)
        for code in sorted(set(self.countries) - countries):
            message = f"there is no country '{code}' in content/emergency.yaml; correct the code, or remove the line"
            yield Problem(file.name, file.line(("countries", code)), message)
