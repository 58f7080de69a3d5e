"""What no single node can know: sources that exist, signs that cover the evidence, steps that lead somewhere."""

from collections.abc import Iterable, Iterator

from pwa.content.base import URGENCIES, Node, Sourced
from pwa.content.claims import Claim
from pwa.content.doctor import PartOfLearn
from pwa.content.emergency import Country
from pwa.content.located import Located
from pwa.content.lookup import documents, section_of, topics, where_of
from pwa.content.model import Content
from pwa.content.morning import MorningAfter
from pwa.content.named import named
from pwa.content.search import SearchWords
from pwa.content.signs import Outcome, RedFlag, WarningSign
from pwa.content.topics import TOPIC, Condition, Row, Section, Topic
from pwa.content.walk import walk
from pwa.content.yaml_file import Place, YamlFile
from pwa.problems import Problem
from pwa.screens import taken


def across(content: Content, files: dict[str, YamlFile]) -> Iterator[Problem]:
    """Everything that is wrong between the nodes of a content whose files are right each by itself."""
    nodes = located(content, files)
    yield from _sources(content, nodes)
    yield from _claims(content, nodes)
    yield from _twice(nodes)
    yield from _coverage(content, nodes)
    yield from _topics(nodes)
    yield from _spans(nodes)
    yield from _next_steps(content, nodes)
    yield from _parts_of_learn(content, nodes)
    yield from named(content, nodes)
    yield from unplaced(nodes)
    yield from search_words(content, content.search, files["search"])


def located(content: Content, files: dict[str, YamlFile]) -> list[Located]:
    """Every node of the content, with where it stands."""
    return [
        Located(node, holders, files[str(place[0])], place[1:])
        for place, node, holders in walk(content)
        if isinstance(node, Node)
    ]


def unplaced(nodes: Iterable[Located]) -> Iterator[Problem]:
    """Statements that stand where no page would show them with their sources and claims."""
    for here in nodes:
        if isinstance(here.node, Sourced) and where_of(here.node, here.holders) is None:
            message = f"statement '{here.node.id}' stands in no screen that is known; name its screen in"
            yield here.problem(f"{message} where_of (pwa/content/lookup.py)", "id")


def search_words(content: Content, words: SearchWords, file: YamlFile) -> Iterator[Problem]:
    """What is wrong between the content and the words of a language for the search."""
    countries = {country.code for country in content.emergency.countries}
    return words.problems(file, {topic.id for topic in topics(content)}, countries)


def _sources(content: Content, nodes: list[Located]) -> Iterator[Problem]:
    known = {source.key for source in content.sources.sources}
    for here in nodes:
        if isinstance(here.node, Sourced | Row | Claim):
            for index, key in enumerate(here.node.sources):
                if key not in known:
                    message = f"source '{key}' is not in content/sources.yaml; add it there or correct the key"
                    yield here.problem(message, "sources", index)


def _claims(content: Content, nodes: list[Located]) -> Iterator[Problem]:
    """Claims against the documents and against the statements of the app."""
    claims = {claim.id for claim in content.claims.claims}
    known = {source.key for source in documents(content)}
    carried = {id_ for here in nodes if isinstance(here.node, Sourced) for id_ in here.node.claims}
    for here in nodes:
        if isinstance(here.node, Sourced):
            for index, id_ in enumerate(here.node.claims):
                if id_ not in claims:
                    message = f"claim '{id_}' is not in content/claims.yaml; correct the id"
                    yield here.problem(message, "claims", index)
        elif isinstance(here.node, Claim):
            claim = here.node
            for key in sorted(set(claim.documents) - known):
                yield here.problem(f"{claim.id}: '{key}' is not a document of content/sources.yaml", "id")
            if claim.reason is None and (claim.certainty != "well_supported" or claim.used == "omit"):
                yield here.problem(f"{claim.id}: say why; add 'reason: \"...\"'", "id")
            if claim.used != "omit" and claim.id not in carried:
                message = f"no statement carries it; write 'claims: [{claim.id}]' beside one, or 'used: omit' here"
                yield here.problem(f"{claim.id}: {message}", "id")


def _twice(nodes: list[Located]) -> Iterator[Problem]:
    """What has no text has no text id to be found by."""
    seen: dict[tuple[str, str], int] = {}
    for here in nodes:
        if isinstance(here.node, RedFlag):
            key, own = "id", here.node.id
        elif isinstance(here.node, Country):
            key, own = "code", here.node.code
        else:
            continue
        if (key, own) in seen:
            yield here.problem(f"{key} '{own}' is already used on line {seen[key, own]}", key)
        seen[key, own] = here.line(key)


def _coverage(content: Content, nodes: list[Located]) -> Iterator[Problem]:
    """Each urgent item of the evidence has a box, as urgent, that switches off as much; each urgency has an outcome."""
    flags = {flag.id: flag for flag in content.red_flags.red_flags}
    left = {id_ for id_, flag in flags.items() if flag.urgency != "self_care_ok"}
    for here in nodes:
        if not isinstance(here.node, WarningSign):
            continue
        for id_ in here.node.covers:
            if id_ not in flags:
                yield here.problem(f"'{id_}' is not in content/red_flags.yaml", "covers")
            elif flags[id_].urgency == "self_care_ok":
                yield here.problem(f"'{id_}' is self-care and needs no box; remove it", "covers")
            else:
                left.discard(id_)
                yield from _too_calm(here, here.node, flags[id_])
    (whole,) = (here for here in nodes if here.node is content.warning_signs)
    if left:
        yield whole.problem(f"no sign covers {', '.join(sorted(left))}")
    order = [here.node.urgency for here in nodes if isinstance(here.node, Outcome)]
    if order != list(URGENCIES):
        yield whole.problem(f"outcomes should be {', '.join(URGENCIES)}, in this order", "outcomes")


def _too_calm(here: Located, sign: WarningSign, flag: RedFlag) -> Iterator[Problem]:
    if URGENCIES.index(sign.urgency) > URGENCIES.index(flag.urgency):
        yield here.problem(f"'{flag.id}' needs at least urgency {flag.urgency}", "covers")
    for advice in sorted(set(flag.switches_off) - set(sign.switches_off)):
        yield here.problem(f"'{flag.id}' switches off '{advice}', this sign does not", "covers")


def _topics(nodes: list[Located]) -> Iterator[Problem]:
    """Topics of one address, pictures without words, leads without a page, ranges without their result."""
    seen: dict[str, str] = {}
    for here in nodes:
        node = here.node
        if isinstance(node, Topic):
            if node.id in seen:
                yield here.problem(f"topic '{node.id}' is already in {seen[node.id]}", "id")
            if node.id in taken("topic"):
                yield here.problem(f"topic '{node.id}': another page has this address; choose another id", "id")
            seen[node.id] = here.file.name
            if (node.picture is None) != (node.alt is None):
                yield here.problem("give 'picture' and 'alt' together, or neither", "id")
        elif isinstance(node, Section) and (node.lead is None) != (node.more is None):
            yield here.problem("give 'lead' and 'more' together, or neither", "id")
        elif isinstance(node, Row) and not node.low <= node.effect <= node.high:
            yield here.problem("'effect' is not from 'low' to 'high'")


def _spans(nodes: list[Located]) -> Iterator[Problem]:
    """Spans of time whose end comes before their beginning."""
    for here in nodes:
        least, most = here.node.numbers.get("minutes"), here.node.numbers.get("max_minutes")
        if least is not None and most is not None and most < least:
            yield here.problem(f"'max_minutes' ({most}) is less than 'minutes' ({least})", "max_minutes")


def _next_steps(content: Content, nodes: list[Located]) -> Iterator[Problem]:
    """Topics that a reader is sent to, and that are not there."""
    known = {f"{TOPIC}{topic.id}" for topic in topics(content)}
    for here in nodes:
        for field, step in _leads(here.node):
            if step.startswith(TOPIC) and step not in known:
                yield here.problem(f"next: there is no topic '{step}'", *field)


def _parts_of_learn(content: Content, nodes: list[Located]) -> Iterator[Problem]:
    """Sections that the page for the doctor shows again, and that are not there."""
    for here in nodes:
        if isinstance(here.node, PartOfLearn) and section_of(content, here.node) is None:
            yield here.problem(f"there is no section '{here.node.section}' in topic '{here.node.topic}'", "section")


def _leads(node: Node) -> Iterator[tuple[Place, str]]:
    """Where a node sends the reader, each with the field that says so."""
    if isinstance(node, Topic | MorningAfter):
        yield from ((("next", index), step) for index, step in enumerate(node.next))
    elif isinstance(node, Section) and node.more:
        yield ("more",), node.more
    elif isinstance(node, Condition):
        yield ("next",), node.next
