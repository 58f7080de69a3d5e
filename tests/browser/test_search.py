"""The search field: what people type, misspelt or in English too, finds the page; offline, in each language.

A line of a table: what is typed, and the page that must be among the first three results (none: the cramp screen).
"""

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from tests.support.phone import Phone
from tests.support.project import TAGS
from tests.support.server import Server

ENGLISH_TERMS = """
blood clot = is-it-a-cramp/#clot
magnesium = learn/minerals/
charley horse =
restless legs = learn/restless-legs/
pregnancy = learn/pregnancy/
quinine = learn/treatments/
twitch = is-it-a-cramp/#twitch
statin = learn/treatments/
ambulance = emergency/
potassium = learn/minerals/
compartment syndrome = is-it-a-cramp/#pressure
dvt = is-it-a-cramp/#clot
"""
TYPED = {
    "en": """
cramp =
cramp now =
leg cramps at night = learn/night-cramp/
stretching before bed = learn/habits/
coffee = learn/habits/
alcohol = learn/habits/
lactic acid = learn/causes/
calf pain = learn/calf-pain/
swollen leg = warning-signs/#one-leg-swollen
chest pain = warning-signs/#chest-or-breath
snake bite = warning-signs/#dark-pee
pop in the calf = warning-signs/#cramp-will-not-ease
sciatica = is-it-a-cramp/#nerve
blood test = learn/tests/
emg = learn/tests/
mri = learn/tests/
pregnant = learn/pregnancy/
midwife = learn/pregnancy/
elderly = learn/older-people/
buzzing phone = learn/twitching/
anxiety = learn/worry/
iron = learn/restless-legs/
red light bed = learn/what-does-not-help/
hot water bottle =
towel =
torn muscle = is-it-a-cramp/#strain
magn = learn/minerals/
magnesuim = learn/minerals/
quinnine = learn/treatments/
pregnency = learn/pregnancy/
resless legs = learn/restless-legs/
twich = is-it-a-cramp/#twitch
charly horse =
blod clot = is-it-a-cramp/#clot
""",
    "id": """
kram betis =
keram =
keram betis =
kram malam = learn/night-cramp/
sedang kram =
gumpalan darah = is-it-a-cramp/#clot
trombosis = is-it-a-cramp/#clot
hamil = learn/pregnancy/
ibu hamil = learn/pregnancy/
lansia = learn/older-people/
kaki gelisah = learn/restless-legs/
kedutan = learn/twitching/
cemas = learn/worry/
stres = learn/worry/
kina = learn/treatments/
kopi = learn/habits/
peregangan sebelum tidur = learn/habits/
asam laktat = learn/causes/
nyeri betis = learn/calf-pain/
kaki bengkak = warning-signs/#one-leg-swollen
nyeri dada = warning-signs/#chest-or-breath
tes darah = learn/tests/
saraf terjepit = is-it-a-cramp/#nerve
otot robek = is-it-a-cramp/#strain
nomor darurat = emergency/
ambulans = emergency/
handuk =
magnesium = learn/minerals/
magnesum = learn/minerals/
kehamlan = learn/pregnancy/
gumpalan darha = is-it-a-cramp/#clot
kedutn = learn/twitching/
kerram betis =
""",
    "zh-hans": """
抽筋 =
腿肚子转筋 =
小腿抽筋 =
夜间抽筋 = learn/night-cramp/
晚上抽筋怎么办 = learn/night-cramp/
正在抽筋 =
血栓 = is-it-a-cramp/#clot
静脉血栓 = is-it-a-cramp/#clot
怀孕 = learn/pregnancy/
孕妇抽筋 = learn/pregnancy/
老人 = learn/older-people/
不宁腿 = learn/restless-legs/
肌肉跳动 = is-it-a-cramp/#twitch
肉跳 = is-it-a-cramp/#twitch
焦虑 = learn/worry/
奎宁 = learn/treatments/
他汀 = learn/treatments/
咖啡 = learn/habits/
睡前拉伸 = learn/habits/
乳酸 = learn/causes/
小腿肚疼 = learn/calf-pain/
腿肿 = warning-signs/#one-leg-swollen
胸痛 = warning-signs/
验血 = learn/tests/
肌电图 = learn/tests/
腰椎间盘突出 = is-it-a-cramp/#nerve
肌肉拉伤 = is-it-a-cramp/#strain
急救电话 = emergency/
救护车 = emergency/
毛巾 =
缺铁 = learn/restless-legs/
镁 = learn/minerals/
补镁 = learn/minerals/
补钙 = learn/minerals/
magnesuim = learn/minerals/
""",
}


def table(tag: str) -> list[tuple[str, str]]:
    lines = [*TYPED[tag].strip().splitlines(), *ENGLISH_TERMS.strip().splitlines()]
    return [(typed.strip(), path.strip()) for typed, path in (line.split("=") for line in lines)]


def results(page: Page, typed: str) -> list[str]:
    page.fill("#search", typed)
    page.wait_for_selector(".search [data-when]:visible")
    found: list[str] = page.locator(".found a").evaluate_all("all => all.map(one => one.getAttribute('href'))")
    return found


def searching(page: Page, address: str) -> None:
    page.goto(address)
    results(page, "cramp")


@pytest.mark.parametrize("tag", TAGS)
def test_what_people_type_is_among_the_first_three_results(page: Page, site: str, tag: str) -> None:
    searching(page, f"{site}/{tag}/learn/")
    assert len(TYPED[tag].strip().splitlines()) >= 25
    found = {typed: results(page, typed)[:3] for typed, _ in table(tag)}
    assert {typed: found[typed] for typed, path in table(tag) if f"/{tag}/{path}" not in found[typed]} == {}


@pytest.mark.quick
def test_a_result_is_the_page_and_the_sentence_that_matched(page: Page, site: str) -> None:
    searching(page, f"{site}/en/learn/")
    results(page, "coffee")
    expect(page.locator(".found .name").first).to_have_text("Habits that may help", use_inner_text=True)
    expect(page.locator(".found .small").first).to_have_text("Less coffee and alcohol may help.", use_inner_text=True)
    expect(page.locator(".search [role=status]")).to_have_text(
        f"Results: {page.locator('.found a').count()}", use_inner_text=True
    )
    page.locator(".found a").first.click()
    page.wait_for_url("**/en/learn/habits/")


def test_an_english_word_shows_the_sentence_in_the_language_of_the_page(page: Page, site: str) -> None:
    searching(page, f"{site}/id/learn/")
    assert "/id/is-it-a-cramp/#clot" in results(page, "blood clot")[:3]
    assert "Gumpalan darah di kaki" in page.locator(".found .name").all_inner_texts()


def test_every_address_of_a_result_is_there(page: Page, site: str) -> None:
    searching(page, f"{site}/zh-hans/learn/")
    for path in results(page, "血栓"):
        page.goto(site + path)
        anchor = path.partition("#")[2]
        assert not anchor or page.locator(f"#{anchor}").count() == 1


def test_nonsense_finds_nothing_and_says_so(page: Page, site: str) -> None:
    searching(page, f"{site}/en/learn/")
    assert results(page, "zxqvw") == []
    expect(page.locator(".search [role=status]")).to_have_text("Nothing found. Try another word.", use_inner_text=True)


def test_the_search_works_with_the_server_stopped(phone: Phone, server: Server) -> None:
    phone.make_ready(f"{server.address}/id/")
    server.stop()
    with phone.open() as context:
        page = context.pages[0]
        page.goto(f"{server.address}/id/learn/")
        assert "/id/" in results(page, "kram betis")[:3]


def test_without_scripts_there_is_no_field(new_page: Callable[..., Page], site: str) -> None:
    page = new_page(java_script_enabled=False)
    page.goto(f"{site}/en/learn/")
    expect(page.locator("#search")).to_be_hidden()
    expect(page.locator(".topics a").first).to_be_visible()
