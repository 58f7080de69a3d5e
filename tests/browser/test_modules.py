"""The pure modules of the front end, row by row in one page: hundreds of rows a second, and no server."""

import json
import re
from collections.abc import Callable, Iterator
from typing import Any

import pytest

from pwa.languages.negotiate import negotiate, negotiation_table
from pwa.languages.table import Language
from pwa.release.assets import WORKER_PARTS, joined
from tests.support.modules import module_page

MINUTE = 60_000
HOUR = 60 * MINUTE
NOW = 1_795_550_400_000
Ask = Callable[[str, str, list[Any]], Any]


@pytest.fixture(scope="module")
def modules(browser: Any) -> Iterator[Any]:
    """One page of a site below its host's root; each test may store what it likes."""
    with module_page(browser, "http://modules.test/below/") as page:
        yield page


@pytest.fixture
def ask(modules: Any) -> Ask:
    """What each row of arguments gives: `ask(module, function, rows)`. Storage is empty before."""
    modules.evaluate("() => localStorage.clear()")
    code = """async ([path, name, rows]) => {
        const module = await import(path);
        return rows.map((row) => module[name](...row) ?? null);
    }"""

    def call(path: str, name: str, rows: list[Any]) -> Any:
        return modules.evaluate(code, [f"/below/static/{path}", name, rows])

    return call


def test_stretching_holds_rests_and_ends_at_the_last_hold(ask: Ask) -> None:
    dose = {"hold": 30, "rest": 10, "rounds": 3}
    seconds = [*range(0, 121)]
    phases = ask("cramp/phases.js", "stretching", [[dose, second * 1000] for second in seconds])
    for second, phase in zip(seconds, phases, strict=True):
        ended = second >= 3 * 40 - 10
        holding = second % 40 < 30
        assert phase["ended"] == ended, second
        assert phase["word"] == ("well_done" if ended else "hold" if holding else "rest"), second
        assert phase["round"] == (3 if ended else second // 40 + 1), second
        left = 0 if ended else 30 - second % 40 if holding else 40 - second % 40
        assert phase["left"] == left * 1000, second
        assert 0 <= phase["done"] <= 1, second


def test_warming_looks_at_the_skin_at_each_check_and_never_goes_past_the_longest(ask: Ask) -> None:
    dose = {"minutes": 10, "maxMinutes": 20, "checkMinutes": 5}
    words = [phase["word"] for phase in ask("cramp/phases.js", "warming", [[dose, m * MINUTE] for m in range(25)])]
    wanted = {**dict.fromkeys(range(10), "warm_now"), **dict.fromkeys(range(10, 20), "may_stop")}
    wanted |= {5: "look_at_skin", 10: "look_at_skin", 15: "look_at_skin", **dict.fromkeys(range(20, 25), "take_off")}
    assert words == [wanted[minute] for minute in range(25)]
    ended = [phase["ended"] for phase in ask("cramp/phases.js", "warming", [[dose, m * MINUTE] for m in range(25)])]
    assert ended == [minute >= 20 for minute in range(25)]


def test_rubbing_ends_at_its_longest(ask: Ask) -> None:
    phases = ask("cramp/phases.js", "rubbing", [[{"maxMinutes": 2}, second * 1000] for second in range(130)])
    assert [phase["word"] for phase in phases] == ["rubbing"] * 120 + ["rubbed"] * 10
    assert [phase["left"] for phase in phases] == [max(0, 120 - second) * 1000 for second in range(130)]


@pytest.mark.parametrize(
    ("milliseconds", "said"),
    [(-1, "0:00"), (0, "0:00"), (59_999, "0:59"), (245_000, "4:05"), (HOUR - 1, "59:59"), (3_729_000, "1:02:09")],
)
def test_a_clock_says_minutes_and_hours(ask: Ask, milliseconds: int, said: str) -> None:
    assert ask("cramp/session.js", "clock", [[milliseconds]]) == [said]


def kept(modules: Any, key: str, value: Any) -> None:
    modules.evaluate("([key, value]) => localStorage.setItem(key, value)", [f"/below/:{key}", value])


SESSION = {"started": NOW - MINUTE, "seen": NOW, "view": "rub", "variant": "foot", "starts": {"hold": NOW}}
BROKEN = {
    "nothing": "",
    "no JSON": "{",
    "null": "null",
    "a list": "[]",
    "a word": '"x"',
    "neither start nor seen": json.dumps({**SESSION, "started": None, "seen": None}),
    "a start in words": json.dumps({**SESSION, "started": "today"}),
    "a start to come": json.dumps({**SESSION, "started": NOW + 1}),
}


@pytest.mark.parametrize("value", BROKEN.values(), ids=BROKEN)
def test_a_session_that_cannot_go_on_is_none(ask: Ask, modules: Any, value: str) -> None:
    kept(modules, "cramp-session", value)
    assert ask("cramp/session.js", "recall", [[NOW]]) == [None]


def test_a_session_of_another_version_is_read_as_far_as_it_fits(ask: Ask, modules: Any) -> None:
    usual = ask("cramp/night.js", "fresh", [[SESSION["started"]]])[0] | {
        "started": SESSION["started"],
        "state": "cramp",
    }
    for name, value, wanted in [
        ("view", "rub", "rub"),
        ("view", 7, "stretch"),
        ("clear", True, True),
        ("clear", "yes", False),
        ("starts", {"hold": NOW}, {"hold": NOW}),
        ("starts", {"hold": "now"}, {}),
        ("starts", [1], {}),
        ("answers", {"clot": "no"}, {"clot": "no"}),
        ("answers", {"clot": 1}, {}),
        ("state", "eased", "eased"),
        ("state", "lost", "cramp"),
        ("seen", "now", SESSION["started"]),
        ("unheard", 1, None),
    ]:
        kept(modules, "cramp-session", json.dumps({"started": SESSION["started"], name: value}))
        found = ask("cramp/session.js", "recall", [[NOW]])[0]
        assert found == usual | ({name: wanted} if name in usual else {}), (name, value)


@pytest.mark.parametrize(
    ("old", "state"), [({}, "cramp"), ({"eased": True}, "eased"), ({"over": True, "eased": True}, "over")]
)
def test_a_session_of_a_version_without_states_has_one(ask: Ask, modules: Any, old: Any, state: str) -> None:
    kept(modules, "cramp-session", json.dumps({**SESSION, **old}))
    assert ask("cramp/session.js", "recall", [[NOW]])[0]["state"] == state


def test_after_two_hours_a_cramp_that_nobody_ended_is_over(ask: Ask) -> None:
    usual = ask("cramp/night.js", "fresh", [[NOW]])[0]
    cramp = usual | {"started": NOW, "state": "cramp"}
    found = ask("cramp/night.js", "returned", [[cramp, NOW + 2 * HOUR], [cramp, NOW + 2 * HOUR + 1]])
    assert [one["session"]["state"] for one in found] == ["absent", "reading"]


ANSWERS = {
    "fits": ({"at": NOW, "ids": ["a"]}, ["a"]),
    "a day old": ({"at": NOW - 24 * HOUR, "ids": ["a"]}, []),
    "no time": ({"ids": ["a"]}, []),
    "ids that are none": ({"at": NOW, "ids": [1]}, []),
    "no list": ({"at": NOW, "ids": "a"}, []),
    "a list": ([], []),
}


@pytest.mark.parametrize(("value", "ticked"), ANSWERS.values(), ids=ANSWERS)
def test_ticks_that_do_not_fit_are_none(ask: Ask, modules: Any, value: Any, ticked: list[str]) -> None:
    kept(modules, "ticked-signs", json.dumps(value))
    assert (ask("signs/answers.js", "answered", [[NOW]])[0] or []) == ticked


WANTED = ["zh-CN,en", "zh-TW,en", "zh,id", "in-ID", "ms-MY", "jv", "fr", "", "not a tag,id", "yue-HK", "EN-us", "id_ID"]


@pytest.mark.parametrize(
    "languages", [("en", "id", "zh_Hans"), ("en", "zh_Hant", "zh_Hans"), ("en", "ms", "id"), ("en",)]
)
def test_page_and_worker_negotiate_as_the_server_does(ask: Ask, languages: tuple[str, ...]) -> None:
    ours = [Language(folder) for folder in languages]
    table = negotiation_table(ours)
    found = ask("common/negotiation.js", "negotiate", [[wanted.split(","), table] for wanted in WANTED])
    assert found == [negotiate(wanted, ours).tag for wanted in WANTED]


PLACES = [
    {
        "path": "/pregnancy/",
        "title": "Pregnancy",
        "rows": ["Cramps are common late in pregnancy.", "Magnesium helps little."],
    },
    {"path": "/zh/", "title": "怀孕", "rows": ["怀孕后期小腿抽筋很常见。"]},
    {"path": "/id/", "title": "Kehamilan", "rows": ["Kram sering terjadi pada ibu hamil."]},
    {"path": "/quinine/", "title": "Quinine", "rows": ["Never for cramps."]},
    {"path": "/signs/", "title": "Warning signs", "rows": ["Call an ambulance."]},
    {"path": "/numbers/", "title": "Numbers", "rows": []},
]
WORDS = {
    "leads": [
        ["/signs/", ["stroke", "急诊", "heart attack"]],
        ["/numbers/", ["ambulance", "急诊", "a and e"]],
        ["/gone/", ["gone"]],
    ],
    "means": {"tonic water": "quinine", "孕妇": "怀孕"},
    "ignore": ["what", "is", "怎么办"],
}
QUERIES = {
    "pregnancy": [0],
    "pregnansy": [0],
    "magnesium": [0],
    "怀孕": [1],
    "孕": [1],
    "孕妇怎么办": [1],
    "hamil": [2],
    "tonic water": [3],
    "tonnic water": [3],
    "what is quinine": [3],
    # What leads somewhere comes before the page that says the word, also misspelt or half typed; the worse first.
    "ambulance": [5, 4],
    "Ambulance!": [5, 4],
    "ambulanse": [5, 4],
    "ambul": [5, 4],
    "stroke": [4],
    "is it a stroke": [4],
    "急诊怎么办": [4, 5],
    "A. and E.": [5],
    "gone": [],
    "zzz": [],
    "": [],
    "?!": [],
}


def test_search_finds_the_places(modules: Any) -> None:
    code = """async ([places, words, queries]) => {
        const { find, makeIndex } = await import("/below/static/learn/search-index.js");
        const index = makeIndex(places, words);
        return queries.map((query) => find(index, query).map(({ place }) => place));
    }"""
    found = modules.evaluate(code, [PLACES, WORDS, list(QUERIES)])
    wanted = QUERIES.values()
    assert {
        typed: places[: len(first) or None] for typed, places, first in zip(QUERIES, found, wanted, strict=True)
    } == QUERIES


@pytest.mark.parametrize(
    ("text", "terms", "marked"),
    [
        ("Less coffee may help.", ["coffee"], ["coffee"]),
        ("Cramps; a cramp.", ["cramp"], ["Cramps", "cramp"]),
        ("Pada kehamilan", ["hamil"], ["kehamilan"]),
        ("Déjà vu", ["deja"], ["Déjà"]),
        ("小腿抽筋很常见", ["小腿", "腿抽", "抽筋"], ["小腿抽筋"]),
        ("抽筋，抽筋", ["抽筋"], ["抽筋", "抽筋"]),
        ("Satu kali", ["kalium"], []),
        ("A twitch, a stretch", ["twitches", "stretching"], ["twitch", "stretch"]),
        ("Nothing here", ["zzz"], []),
        ("", ["zzz"], []),
    ],
)
def test_what_answers_is_marked_and_no_letter_is_lost(ask: Ask, text: str, terms: list[str], marked: list[str]) -> None:
    (found,) = ask("learn/search-words.js", "passages", [[text, terms]])
    assert [passage for passage, answers in found if answers] == marked
    assert "".join(passage for passage, _ in found) == text


COUNTRIES = [
    {"code": "at", "names": ["Austria"]},
    {"code": "us", "names": ["United States", "usa", "america"]},
    {"code": "ru", "names": ["Russia"]},
    {"code": "gb", "names": ["United Kingdom", "uk", "england"]},
    {"code": "ua", "names": ["Ukraine"]},
    {"code": "id", "names": ["Indonesia"]},
    {"code": "in", "names": ["India"]},
    {"code": "tr", "names": ["Türkiye", "turkey"]},
    {"code": "kr", "names": ["韩国", "南韩"]},
    {"code": "hk", "names": ["中国香港特别行政区"]},
    {"code": "cn", "names": ["中国", "大陆"]},
]
TYPED = {
    "us": ["us"],
    "US": ["us"],
    "U.S.A.": ["us"],
    "uk": ["gb", "ua"],
    "in": ["in", "id"],
    "id": ["id"],
    "united": ["us", "gb"],
    "kingdom": ["gb"],
    "turk": ["tr"],
    "TURKIYE": ["tr"],
    "stria": ["at"],
    "南韩": ["kr"],
    "香港": ["hk"],
    "中国": ["cn", "hk"],
    "xyzzy": [],
    " ": [country["code"] for country in COUNTRIES],
}


def test_a_country_is_found_by_its_code_first_then_by_its_names(ask: Ask) -> None:
    found = ask("emergency/country-match.js", "matching", [[COUNTRIES, typed] for typed in TYPED])
    codes = [[COUNTRIES[at]["code"] for at in places] for places in found]
    assert dict(zip(TYPED, codes, strict=True)) == TYPED


def moved(modules: Any, base: str, before: dict[str, str]) -> dict[str, str]:
    """What localStorage holds after the storage module of a site at `base` has met `before`."""
    code = """async ([base, before]) => {
        localStorage.clear();
        for (const [key, value] of Object.entries(before)) localStorage.setItem(key, value);
        await import(`${base}static/common/storage.js?${Math.random()}`);
        return { ...localStorage };
    }"""
    found = modules.evaluate(code, [base, before])
    assert found.pop(f"{base}:moved") == "true"
    return dict(found)


OLD = {
    "cramp-session": '{"started":1,"view":"rub"}',
    "ticked-signs": '{"at":1,"ids":["a"]}',
    "aids": '{"sound":true,"voice":false,"vibration":false}',
    "look": '{"theme":"day"}',
    "cramps": '[{"started":1,"ended":2}]',
}


def test_old_keys_move_under_the_base_once(modules: Any) -> None:
    # At the root they are moved; below it another copy may need them.
    assert moved(modules, "/", OLD) == {f"/:{key}": value for key, value in OLD.items()}
    assert moved(modules, "/below/", OLD) == OLD | {f"/below/:{key}": value for key, value in OLD.items()}


def test_what_another_app_of_the_host_keeps_is_neither_believed_nor_touched(modules: Any) -> None:
    others = {
        "look": '{"theme":"day","font":"serif"}',
        "aids": '{"walker":true}',
        "cramps": '[{"started":1,"pain":7}]',
        "cramp-session": '{"started":"today","view":"rub"}',
        "ticked-signs": '{"at":1,"ids":[1]}',
        "country": "ID",
        "language": "id",
        "own": "1",
    }
    assert moved(modules, "/", others) == others
    assert moved(modules, "/below/", others) == others


def test_what_is_kept_already_is_not_overwritten(modules: Any) -> None:
    mine = {"/:look": '{"theme":"night"}'}
    assert moved(modules, "/", {"look": '{"theme":"day"}'} | mine) == mine


def test_a_storage_that_throws_is_answered(browser: Any) -> None:
    code = """async () => {
        Object.defineProperty(window, "localStorage", { get() { throw new DOMException("no", "SecurityError"); } });
        const { read, write, remove, isText } = await import("/static/common/storage.js");
        write("a", "b");
        remove("a");
        return read("a", isText, "default");
    }"""
    with module_page(browser, "http://modules.test/") as page:
        assert page.evaluate(code) == "default"


def test_every_name_of_the_worker_is_there_once() -> None:
    """Its modules are joined into one script (pwa/release/assets.py)."""
    names = re.findall(r"^(?:export )?(?:async )?(?:function|const|let) (\w+)", joined(WORKER_PARTS), re.MULTILINE)
    assert len(names) > 40
    assert sorted(names) == sorted(set(names))
