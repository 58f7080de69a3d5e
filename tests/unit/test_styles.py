"""The tokens: what a style names is a step of a scale, and each step is used; a colour is the same wherever it stands.

stylelint.config.js lets no length past the scales; that a name exists, it cannot know.
"""

import re
from itertools import pairwise

from pwa.files import root
from pwa.pages import manifest, pictures
from pwa.release.model import Release

STATIC = root() / "pwa" / "static"
TOKENS = (STATIC / "common" / "tokens.css").read_text(encoding="utf-8")
SCALES = "type|space|radius|target"


def test_each_name_of_a_scale_is_a_step_of_it_and_each_step_is_used() -> None:
    steps = set(re.findall(rf"^  (--(?:{SCALES})[\w-]*):", TOKENS, re.MULTILINE))
    styles = [path.read_text(encoding="utf-8") for path in STATIC.rglob("*.css")]
    used = {name for style in styles for name in re.findall(rf"var\((--(?:{SCALES})[\w-]*)\)", style)}
    assert used == steps


def test_a_scale_has_few_steps_a_tenth_apart_at_least() -> None:
    for scale, most in {"type": 8, "space": 9, "radius": 3}.items():
        steps = [int(step) for step in re.findall(rf"--{scale}-(\d+):", TOKENS)]
        assert len(steps) <= most
        assert all(later >= earlier * 1.1 for earlier, later in pairwise(steps))


def colours(style: str) -> dict[str, str]:
    return dict(re.findall(r"--([\w-]+): (#[0-9a-f]{6});", style))


def luminance(colour: str) -> float:
    """WCAG 2.2, "relative luminance"."""
    parts = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    red, green, blue = (part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    darker, lighter = sorted((luminance(one), luminance(other)))
    return (lighter + 0.05) / (darker + 0.05)


def test_night_and_day_are_of_one_colour_in_tokens_pages_manifest_and_drawings() -> None:
    night, day = colours(TOKENS), colours((STATIC / "common" / "day.css").read_text(encoding="utf-8"))
    for page in ("base.html", "choose.html"):
        template = (STATIC.parent / "templates" / page).read_text(encoding="utf-8")
        for scheme, palette in (("dark", night), ("light", day)):
            wanted = f'<meta name="theme-color" media="(prefers-color-scheme: {scheme})" content="{palette["ground"]}">'
            assert wanted in template
    assert night["ground"] == manifest.NIGHT
    tokens = {"body": "text", "body-soft": "muted", "muscle": "action", "arrow": "action", "help": "calm"}
    assert {**{part: night[token] for part, token in tokens.items()}, "ground": night["muted"]} == pictures.NIGHT


def test_what_has_no_tokens_has_their_colours() -> None:
    """The bar above the cramp screen, the page of last resort, the code to be photographed, the translators' sheet."""
    night, day = colours(TOKENS), colours((STATIC / "common" / "day.css").read_text(encoding="utf-8"))
    templates = STATIC.parent / "templates"
    base, rescue = ((templates / name).read_text(encoding="utf-8") for name in ("base.html", "rescue.html"))
    assert f'<meta name="theme-color" content="{night["ground"]}">' in base
    text, action = night["text"], night["action"]
    assert f'<body bgcolor="{night["ground"]}" text="{text}" link="{action}" vlink="{action}">' in rescue
    share = (STATIC / "share" / "share.css").read_text(encoding="utf-8")
    assert re.findall(r"#[0-9a-f]{6}", share) == [night["text"], night["ground"]]
    sheet = (STATIC.parent / "workshop" / "sheet" / "assets" / "sheet.css").read_text(encoding="utf-8")
    by_day, by_night = map(colours, sheet.split("@media (prefers-color-scheme: dark)"))
    for palette, own in ((day, by_day), (night, by_night)):
        assert {name: own[name] for name in ("ground", "text", "muted", "action", "danger")}.items() <= palette.items()


def test_the_two_ways_into_the_day_lead_to_the_same_day() -> None:
    """Chosen, and as the phone is set."""
    chosen, phone = (STATIC / "common" / "day.css").read_text(encoding="utf-8").split("@media")
    assert colours(chosen) == colours(phone)
    assert colours(chosen).keys() == colours(TOKENS).keys()


def test_all_text_has_a_contrast_of_seven_to_one_on_the_ground_by_night_and_by_day() -> None:
    """WCAG 2.2, 1.4.6 (AAA). What stands on other surfaces, axe sees in every state (test_every_state.py)."""
    for palette in (colours(TOKENS), colours((STATIC / "common" / "day.css").read_text(encoding="utf-8"))):
        for name in ("text", "muted", "action", "calm", "caution", "danger"):
            assert contrast(palette[name], palette["ground"]) >= 7, name
        assert contrast(palette["on-action"], palette["action-fill"]) >= 7


def test_the_card_for_a_helper_is_printed_alone_by_styles_that_every_browser_of_the_floor_knows() -> None:
    """Firefox below 121 and iOS below 15.4 drop a rule with :has, and the card would lie on the page."""
    style = (STATIC / "signs" / "outcome.css").read_text(encoding="utf-8").partition("@media print")[2]
    assert re.search(r"^  dialog\[open\] ~ \* \{\n    display: none;", style, re.MULTILINE)
    assert ":has" not in style
    main = (
        (STATIC.parent / "templates" / "warning_signs.html").read_text(encoding="utf-8").partition("block main %}")[2]
    )
    assert re.sub(r"\{#.*?#\}|\s", "", main).startswith("<dialog")


def test_no_name_is_quoted_in_the_styles_that_travel(release: Release) -> None:
    styles = [entry.body.decode() for path, entry in release.entries.items() if path.endswith(".css")]
    assert len(styles) > 10
    assert [found for style in styles for found in re.findall(r'\[[\w-]+[~^$*|]?="[a-z][\w-]*"\]', style)] == []
