"""The picture of the diary: honest, the same as its table, and readable in both themes on a narrow phone."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from tests.support.diary import NOW, OWN, nights, note, open_diary
from tests.support.layout import LUMINANCE
from tests.support.project import TAGS
from tests.support.records import call, cramp


def test_fewer_than_four_weeks_claim_no_trend_and_eight_stand_side_by_side(diary: Page) -> None:
    note(diary, nights(weeks=3))
    diary.reload()
    expect(diary.locator(".too-early")).to_have_text(
        "Too early to say whether it gets better or worse. Weeks noted so far: 2", use_inner_text=True
    )
    expect(diary.locator(".month-before")).to_be_hidden()
    note(diary, [cramp("first", "2026-09-20T03:00"), cramp("before", "2026-10-20T03:00")])
    diary.reload()
    expect(diary.locator(".month-before")).to_contain_text("Nights with a cramp: 1. Cramps: 1")
    expect(diary.locator(".too-early")).to_be_hidden()


def test_the_picture_and_its_table_say_the_same(diary: Page) -> None:
    records = nights()
    note(diary, records)
    call(diary, "put", "evenings", {"date": "2026-11-20", "done_at": 1})
    call(diary, "put", "evenings", {"date": "2026-11-21", "done_at": 1})
    diary.reload()
    diary.wait_for_selector(OWN, state="attached")
    assert diary.locator("#nights circle").count() == len(records)
    assert diary.locator("#nights rect.evening").count() == 2
    diary.click("#nights summary")
    times = " ".join(diary.locator("#nights tbody td:nth-child(2)").all_inner_texts())
    assert sorted(times.replace(",", "").replace("–", "").split()) == sorted(one["at"][11:] for one in records)
    assert diary.locator("#nights tbody td:nth-child(3)").all_inner_texts().count("✓") == 2
    diary.click("#weeks summary")
    rows = [row.split("\t") for row in diary.locator("#weeks tbody tr").all_inner_texts()]
    assert sum(int(row[1]) for row in rows) == len(records)
    assert sum(int(row[2]) for row in rows) == 2


@pytest.mark.parametrize("tag", TAGS)
def test_the_picture_is_readable_on_a_narrow_phone(new_page: Callable[..., Page], site: str, tag: str) -> None:
    page = new_page(viewport={"width": 320, "height": 568})
    open_diary(page, f"{site}/{tag}/")
    note(page, nights())
    page.clock.install(time=NOW)
    page.reload()
    page.wait_for_selector(OWN, state="attached")
    small = """() => [...document.querySelectorAll('.chart text')].filter((text) => {
        const { width, height, left, right } = text.getBoundingClientRect();
        return height < 11 || left < 0 || right > innerWidth || !width;
    }).map((text) => text.textContent)"""
    assert page.evaluate(small) == []
    over = """() => [...document.querySelectorAll('#nights text')].filter((text) => {
        const name = text.getBoundingClientRect();
        return [...document.querySelectorAll('#nights :is(.evening, circle)')].some((mark) => {
            const { left, right, top, bottom } = mark.getBoundingClientRect();
            return left < name.right && right > name.left && top < name.bottom && bottom > name.top;
        });
    }).length"""
    assert page.evaluate(over) == 0


# What is drawn, with its contrast to the ground that it lies on (WCAG 2.2, 1.4.11 and 1.4.6).
CONTRASTS = (
    f"() => {{{LUMINANCE}"
    + """
    const groundOf = (place) => {
        const colour = getComputedStyle(place).backgroundColor;
        return /, 0\\)$/.test(colour) ? groundOf(place.parentElement) : colour;
    };
    const found = {};
    const add = (name, colour, place) => {
        if (colour === "none") return;
        const both = [colour, groundOf(place)].map((one) => luminance(...channels(one)));
        const [dark, bright] = both.sort((one, other) => one - other);
        found[name] = Math.min(found[name] ?? 21, (bright + 0.05) / (dark + 0.05));
    };
    for (const part of document.querySelectorAll(".chart *")) {
        const { fill, stroke } = getComputedStyle(part);
        const name = part.localName === "text" ? "text" : part.classList[0];
        if (part.localName !== "line") add(name, fill, part);
        add(name, stroke, part);
    }
    for (const key of document.querySelectorAll(".key")) {
        const mark = getComputedStyle(key, "::before");
        const drawn = mark.borderTopStyle === "none" ? mark.backgroundColor : mark.borderTopColor;
        add(key.classList[1] ?? key.className, drawn, key);
    }
    return found;
}"""
)


@pytest.mark.parametrize("theme", ["day", "night"])
def test_what_is_drawn_is_seen_in_each_theme(diary: Page, theme: str) -> None:
    note(diary, nights())
    call(diary, "put", "evenings", {"date": "2026-11-20", "done_at": 1})
    diary.reload()
    diary.wait_for_selector(OWN, state="attached")
    diary.evaluate("(theme) => { document.documentElement.dataset.theme = theme; }", theme)
    found = diary.evaluate(CONTRASTS)
    assert set(found) == {"text", "cramp", "evening", "hour", "row", "key", "key-evening"}
    assert found.pop("text") >= 7
    assert min(found.values()) >= 3, found
