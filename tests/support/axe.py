"""axe on a page as it stands. It says only what is wrong: telling all that is right takes most of its time."""

from typing import Any

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page

LEVELS = {"type": "tag", "values": [
    "wcag2a", "wcag2aa", "wcag2aaa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice",
]}  # fmt: skip
# What the texts of a page decide: that each thing has a name, that languages are known, that labels say what is seen.
TEXTS = {"type": "tag", "values": ["cat.text-alternatives", "cat.name-role-value", "cat.language", "cat.forms"]}
COLOURS = {"type": "rule", "values": ["color-contrast", "color-contrast-enhanced"]}
RUN = """async ([runOnly, rules]) => {
    const { violations } = await axe.run(document, { runOnly, rules, resultTypes: ['violations'] });
    const where = (rule) => rule.nodes.slice(0, 3).map((node) => node.html.slice(0, 120)).join(' | ');
    return violations.map((rule) => `${rule.id}: ${where(rule)}`);
}"""


def violations(page: Page, only: dict[str, Any] = LEVELS, rules: dict[str, Any] | None = None) -> list[str]:
    """A line for each rule that is broken, with the first places where it is."""
    if not page.evaluate("() => 'axe' in window"):
        page.evaluate(Axe().axe_script)
    found: list[str] = page.evaluate(RUN, [only, rules or {}])
    return found
