"""What `catalog check` prints: faults first, those of safety texts before others; many missing texts as a count.

In a new language each text is missing, and three real faults would be lost among thousands of lines.
"""

from collections.abc import Iterator

from pwa.content.text import is_safety
from pwa.languages.checking.check import Finding
from pwa.languages.table import Language
from pwa.problems import program, visible
from pwa.workshop.terminal import count, paint

# As many missing texts are named one by one.
FEW = 20


def report(findings: list[Finding], language: Language, every: bool) -> Iterator[str]:
    """The lines of one language.

    Args:
        findings: all of them.
        language: whose they are.
        every: whether each missing text is named, however many there are.
    """
    missing = [finding for finding in findings if finding.rule == "missing"]
    counted = missing if len(missing) > FEW and not every else []
    named = [finding for finding in findings if finding not in counted] if counted else findings
    for finding in sorted(named, key=_urgency):
        place, level = f"{finding.file}:{finding.line}", paint(finding.level, finding.level)
        yield "\n".join([f"{place}: {level}: {visible(finding.message)} [{finding.rule}]", *finding.details])
    if counted:
        safety = sum(_is_safety(finding) for finding in counted)
        yield (
            f"{counted[0].file}: not translated yet: {count(safety, 'safety text')}, "
            f"{count(len(counted) - safety, 'other text')}\n"
            f"    to begin: {program()} catalog next {language.tag}\n"
            f"    to list them: {program()} catalog check {language.tag} --missing"
        )


def _urgency(finding: Finding) -> tuple[bool, bool, bool]:
    return finding.rule == "missing", not finding.error, not _is_safety(finding)


def _is_safety(finding: Finding) -> bool:
    return finding.key is not None and is_safety(*finding.key)
