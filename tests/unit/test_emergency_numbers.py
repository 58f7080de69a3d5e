"""The emergency numbers against libphonenumber's data: another list, made by other people."""

import phonenumbers
import pytest
from phonenumbers import shortnumberinfo

from pwa.load import load

COUNTRIES = load().emergency.countries
# Where libphonenumber does not know the evidence's number as an emergency one: each is one to ask about.
UNKNOWN = {
    ("CO", "125"), ("LA", "1195"), ("LA", "1623"), ("LK", "1990"), ("MM", "192"), ("MO", "110"), ("MO", "112"),
    ("NG", "112"), ("PE", "106"), ("TH", "1646"), ("TL", "110"), ("VN", "112"),
}  # fmt: skip
NUMBERS = [(country.code, phone.number) for country in COUNTRIES for phone in country.ambulance + country.emergency]


@pytest.mark.parametrize("country", COUNTRIES, ids=lambda country: country.code)
def test_the_first_ambulance_number_is_an_emergency_number_or_known_to_differ(country):
    number = country.ambulance[0].number
    known = shortnumberinfo.is_emergency_number(number, country.code)
    assert known is ((country.code, number) not in UNKNOWN)
    if not known:
        assert country.confidence == "knowledge"


def test_the_list_of_differences_is_exact():
    differing = {(code, number) for code, number in NUMBERS if not shortnumberinfo.is_emergency_number(number, code)}
    assert differing == UNKNOWN


def test_every_code_is_a_region_that_libphonenumber_knows():
    assert {country.code for country in COUNTRIES} <= set(phonenumbers.SUPPORTED_REGIONS)


def test_every_country_stands_in_one_region():
    from pwa.views import REGIONS

    listed = [code for codes in REGIONS.values() for code in codes.split()]
    assert sorted(listed) == sorted(country.code for country in COUNTRIES)
