"""How far each language is, in words, and what to do next. Counted from the files; fuzzy never counts as done."""

from pwa.languages.checking.check import unchecked
from pwa.languages.standing import Stage, Standing
from pwa.languages.table import ENGLISH
from pwa.problems import program, visible
from pwa.workshop.terminal import count, paint

COLOURS: dict[Stage, str] = {"draft": "warning", "beta": "strong", "released": "good"}
MEANING: dict[Stage, str] = {
    "draft": "not all safety texts are translated and checked; the app says so, search engines are asked to pass by",
    "beta": "all safety texts are translated; the app says that not all of them are signed",
    "released": "all safety texts are translated and signed",
}


def report(standing: Standing) -> str:
    """The lines of one language."""
    language = standing.language
    if language.folder == ENGLISH:
        return _english(standing)
    stage = standing.stage
    lines = [f"{paint('strong', language.name)} ({language.folder}): {paint(COLOURS[stage], stage)}, {MEANING[stage]}"]
    for name, safety in (("safety texts", True), ("other texts", False)):
        texts = len(standing.keys("missing", "fuzzy", "failing", "unsigned", "signed", safety=safety))
        counts = [f"{len(standing.keys('unsigned', 'signed', safety=safety))} translated"]
        counts += [f"{len(standing.keys(state, safety=safety))} {state}" for state in ("fuzzy", "failing", "missing")]
        if safety:
            counts.append(f"{len(standing.keys('signed', safety=True))} signed")
        lines.append(f"  {texts:>4} {name + ':':<13} {', '.join(counts)}")
    if not standing.checked:
        lines.append(f"  {paint('warning', unchecked(language.folder))}")
    lines += [f"  {'next:' if number == 0 else '':<6}{step}" for number, step in enumerate(next_steps(standing))]
    return "\n".join(lines)


def next_steps(standing: Standing) -> list[str]:
    """What to do, the most urgent first."""
    tag = standing.language.tag
    steps = []
    if any(key not in standing.messages for key in standing.states):
        steps.append(f"bring the file up to the English: {program()} catalog update")
    if failing := len(standing.keys("failing", safety=True) + standing.keys("failing", safety=False)):
        steps.append(f"mend {count(failing, 'failing text')}: {program()} catalog check {tag}")
    if fuzzy := len(standing.keys("fuzzy", safety=True)):
        steps.append(f"look again at {count(fuzzy, 'fuzzy safety text')}: the English has changed")
    if missing := len(standing.keys("missing", safety=True)):
        steps.append(f"translate {count(missing, 'safety text')}; while one is missing, its group stays English")
    if rest := len(standing.keys("missing", "fuzzy", safety=False)):
        steps.append(f"translate {count(rest, 'other text')}")
    if unsigned := len(standing.keys("unsigned", safety=True)):
        steps.append(
            f"have {count(unsigned, 'safety text')} signed by a second person: {program()} catalog review {tag}, "
            f'then {program()} catalog sign {tag} --who "their name" --role "nurse"'
        )
    return steps or ["nothing; thank you"]


def _english(standing: Standing) -> str:
    signed, unsigned = (len(standing.keys(state, safety=True)) for state in ("signed", "unsigned"))
    names = {visible(f"{signature.who}, {signature.role}") for signature in standing.signatures}
    said = "no clinician has signed any of them" if not signed else f"{signed} signed by {'; '.join(sorted(names))}"
    line = f"{paint('strong', 'English')} (en): the original, {signed + unsigned} safety texts; {said}"
    return line + (f"\n  next: have them read by a clinician: {program()} catalog review en" if unsigned else "")
