"""The emergency numbers against the evidence, field by field, and against libphonenumber's data: another list."""

import csv
import re
from collections.abc import Callable
from pathlib import Path

import phonenumbers
import pytest
from babel import Locale
from phonenumbers import shortnumberinfo

from pwa.content.emergency import REGIONS, Country
from pwa.content.load import load
from pwa.pages.countries import country_table
from pwa.problems import ContentError

COUNTRIES = load().emergency.countries
# Where libphonenumber does not know the evidence's number as an emergency one: each is one to ask about.
UNKNOWN = {
    ("CO", "125"), ("LA", "1195"), ("LA", "1623"), ("LK", "1990"), ("MM", "192"), ("MO", "110"), ("MO", "112"),
    ("NG", "112"), ("PE", "106"), ("TH", "1646"), ("TL", "110"), ("VN", "112"),
}  # fmt: skip
NUMBERS = [(country.code, phone.number) for country in COUNTRIES for phone in country.ambulance + country.emergency]


@pytest.mark.parametrize("country", COUNTRIES, ids=lambda country: country.code)
def test_the_first_ambulance_number_is_an_emergency_number_or_known_to_differ(country: Country) -> None:
    number = country.ambulance[0].number
    known = shortnumberinfo.is_emergency_number(number, country.code)
    assert known is ((country.code, number) not in UNKNOWN)
    if not known:
        assert country.confidence == "knowledge"


def test_the_list_of_differences_is_exact() -> None:
    differing = {(code, number) for code, number in NUMBERS if not shortnumberinfo.is_emergency_number(number, code)}
    assert differing == UNKNOWN


def test_every_code_is_a_region_that_libphonenumber_knows() -> None:
    assert {country.code for country in COUNTRIES} <= set(phonenumbers.SUPPORTED_REGIONS)


def test_each_region_has_its_countries_and_is_one_that_the_languages_have_a_name_for() -> None:
    assert {country.region for country in COUNTRIES} == set(REGIONS)
    assert set(REGIONS) <= set(Locale("en").territories)
    some = {country.code: country.region for country in COUNTRIES}
    # UN M49: Turkey and Cyprus are in Asia, all of Russia is in Europe, Mexico is in the Americas.
    assert (some["ID"], some["TR"], some["RU"], some["MX"], some["EG"], some["NZ"]) == (
        "142", "142", "150", "019", "002", "009",
    )  # fmt: skip


def test_a_country_of_no_region_stops_the_build(project: Path, edit: Callable[[str, str, str], int]) -> None:
    line = edit("emergency", '  - code: AR  # Argentina\n    region: "019"', '  - code: AR\n    region: "003"') + 1
    with pytest.raises(ContentError, match=f"^content/emergency.yaml:{line}: .*region: input should be '142', '150'"):
        load(project / "content")


# What the table's words say of a number; "or" and "also" say nothing.
LIMITS = {
    "police": "police", "fire": "fire", "rescue": "rescue", "mobile": "mobile", "many states": "state",
    "some areas": "some_areas", "some regions": "some_areas", "not in every district": "some_areas",
    "most provinces": "some_areas", "manitoba": "some_areas", "capital region": "some_areas",
    "older local lines": "older", "punjab and more": "some_areas", "local": "some_areas",
}  # fmt: skip
# What emergency.yaml has otherwise than the column, each for the reason that stands beside it there.
OTHERWISE = {
    ("HK", "emergency"): {("999", None), ("112", "mobile")},
    ("MO", "emergency"): {("999", None), ("110", None), ("112", None)},
    ("KH", "ambulance"): {("119", "some_areas")},  # source_note: no central number outside Phnom Penh
    ("PK", "ambulance"): {("1122", "some_areas"), ("115", None)},  # source_note: Edhi 115
    ("PK", "emergency"): {("15", "police"), ("1122", "some_areas")},
    ("TH", "ambulance"): {("1669", None), ("1646", "some_areas")},  # source_note: 1646 Bangkok
    ("CN", "advice"): {("12320", "information")},  # zgdjw.com: it informs and takes complaints
    ("ID", "advice"): {("1500 567", "information")},  # the ministry: it informs and takes complaints
    ("SG", "advice"): set(),  # 1777 is transport, not advice
    ("US", "advice"): set(),  # 211 is social help, not medical
}  # fmt: skip
NUMBER = re.compile(r"(?<!SNS )#?\d[\d -]*\d")  # SNS 24 is the name of a service


def numbers_in(cell: str) -> set[tuple[str, str | None]]:
    """(number, what it is only for) of a cell: "999 or 112", "112 mobile; 10111 police"."""
    found = set()
    for part in re.split(r"; |\bor\b|(?<=\d) \((?=\d|also)|(?<=\d\)) |\((?=112 mobile)|(?<=Health811)", cell):
        words = NUMBER.sub("", part).lower()
        limits = [limit for word, limit in LIMITS.items() if word in words]
        for number in NUMBER.findall(part)[:1]:
            found.add((number.replace("-", " "), limits[0] if limits else None))
    return found


def rows() -> list[dict[str, str]]:
    with (Path(__file__).parent / "evidence" / "emergency_numbers.tsv").open(encoding="utf-8") as file:
        return list(csv.DictReader(file, delimiter="\t"))


COLUMNS = {"ambulance": "ambulance", "emergency": "general_emergency", "advice": "medical_advice_line"}


@pytest.mark.parametrize("row", rows(), ids=lambda row: row["country_code"])
def test_each_row_is_the_evidences_number_by_number(row: dict[str, str]) -> None:
    (country,) = (country for country in COUNTRIES if country.code == row["country_code"])
    for field, column in COLUMNS.items():
        got = {(phone.number, phone.for_) for phone in getattr(country, field)}
        assert got == OTHERWISE.get((country.code, field), numbers_in(row[column])), field
    assert country.confidence == {"verified-by-page": "page", "from-knowledge": "knowledge"}[row["confidence"]]


def test_no_country_is_left_out_or_added() -> None:
    assert [country.code for country in COUNTRIES] == sorted(row["country_code"] for row in rows())


@pytest.mark.parametrize("row", rows(), ids=lambda row: row["country_code"])
def test_the_number_to_try_first_is_the_first_of_the_evidence(row: dict[str, str]) -> None:
    (country,) = (country for country in COUNTRIES if country.code == row["country_code"])
    assert country.ambulance[0].number == NUMBER.findall(row["ambulance"])[0].replace("-", " ")


def test_an_advice_number_from_knowledge_is_not_called_seen() -> None:
    for row in rows():
        (country,) = (country for country in COUNTRIES if country.code == row["country_code"])
        if "from knowledge" in row["medical_advice_line"] and row["confidence"] == "verified-by-page":
            assert {phone.confidence for phone in country.advice} == {"knowledge"}, country.code


def test_a_number_with_a_sign_is_not_dialled_from_a_link() -> None:
    (country,) = (country for country in COUNTRIES if country.code == "JP")
    assert [(phone.number, phone.dial) for phone in country.advice] == [("#7119", "")]


def test_every_city_of_a_time_zone_means_one_country() -> None:
    table = country_table(load())
    cities = [city for zones in table.values() for city in zones.split()]
    assert len(cities) == len(set(cities))
    assert all(table.values())
    where = {city: code for code, zones in table.items() for city in zones.split()}
    assert {"Jakarta": "ID", "Kolkata": "IN", "Calcutta": "IN", "London": "GB"}.items() <= where.items()
    # No place, or a place in two countries: no guess.
    assert {"CET", "EST5EDT", "Pacific", "West"} & set(cities) == set()
