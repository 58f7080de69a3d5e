"""What is wrong in content/ is said with file, line and remedy, all of it at once, and nothing half loads."""

import re
from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

import pytest

from pwa.content.load import load
from pwa.problems import ContentError

Edit = Callable[[str, str, str], int]


class Fault(NamedTuple):
    """`old` becomes `new` in a file; the message stands `below` lines after the edit, or on line 1 if that is None."""

    file: str
    old: str
    new: str
    below: int | None
    message: str


SETTINGS = '  settings: "Settings"'
STROKE = "covers: [rf07_stroke]"
DARK_PEE = 'We take the safe side."\n        switches_off: [rub, warmth'
TOWEL = '        choose: "I cannot reach my foot"\n'
FAULTS = {
    # YAML itself
    "malformed": Fault("relief", '"I am stretching"', '"I am stretching" now', 0, "cannot be read as YAML"),
    # YAML reads on to the next quote, seven lines below.
    "a quote that is not closed": Fault("relief", '"I am stretching"', '"I am stretching', 7, "here or just above"),
    "a conflict of git": Fault(
        "relief", "    rest: 10", "<<<<<<< HEAD\n    rest: 10\n=======\n    rest: 9\n>>>>>>> b", 0, "delete the marker"
    ),
    "a tab": Fault("relief", "    rest: 10", "\trest: 10", 0, "a tab"),
    "a wrong indent": Fault("relief", "    rest: 10", "      rest: 10", 0, "wrong indent"),
    "a control character": Fault("relief", '"Stretch"', '"Str\x08etch"', 0, "cannot be read as YAML"),
    "a tag that builds an object": Fault(
        "relief", 'name: "Stretch"', "name: !!python/object/apply:os.getcwd []", 0, "is a tag, which is not used here"
    ),
    "a section that the page for the doctor shows, and that is not there": Fault(
        "doctor", "section: others", "section: whose", 0, "there is no section 'whose' in topic 'when-to-see-whom'"
    ),
    "a key that is no word": Fault("relief", "    rest: 10", "    {rest}: 10", 0, "key"),
    "a duplicate key": Fault("relief", "    rest: 10", "    rest: 10\n    rest: 10", 1, "keep one of them"),
    "an escaped control character": Fault("relief", '"Stretch"', '"Str\\x08etch"', 0, "character in 'Str?etch'"),
    "a control character where no text is": Fault("sources", '"HealthDay,', '"\\x0cHealthDay,', 0, "control character"),
    # the model
    "a Chinese title that says to be English": Fault(
        "sources", '骨筋膜室综合征"\n    lang: zh', '骨筋膜室综合征"', -1, "a title in Chinese characters"
    ),
    "an unknown key": Fault("relief", "    rest: 10", "    pause: 10", 0, "unknown key 'pause'; remove it"),
    "an unknown key with the name of a field": Fault(
        "emergency", '{number: "993", for: police}', '{number: "993", for_: police}', 0, "unknown key 'for_'"
    ),
    "a missing required key": Fault("relief", TOWEL, "", -1, "required key 'choose' is missing"),
    "a word for a number": Fault("relief", "    rest: 10", '    rest: "ten"', 0, "found 'ten'"),
    "a number for a sentence": Fault("relief", '"I cannot reach my foot"', "5", 0, "sentence in quotes"),
    "an empty sentence": Fault("relief", '"I cannot reach my foot"', '""', 0, "sentence in quotes"),
    "a sentence of blanks": Fault("relief", '"I cannot reach my foot"', '"  "', 0, "sentence in quotes"),
    "a sentence that nobody sees": Fault(
        "relief", '"I cannot reach my foot"', '"\\u200b\\u00ad"', 0, "sentence in quotes"
    ),
    "a number that YAML takes for another": Fault(
        "relief", "    hold: 30", "    hold: 030", 0, "write it in plain digits"
    ),
    "a country code that YAML takes for no": Fault("emergency", "code: BN", "code: NO", 0, "found 'False'"),
    "a warmth that burns": Fault("relief", "celsius: 45", "celsius: 450", 0, "less than or equal to 45; found '450'"),
    "a warmth that is none": Fault("relief", "celsius: 40", "celsius: 4", 0, "greater than or equal to 30; found '4'"),
    "a time below zero": Fault("relief", "check_minutes: 5", "check_minutes: -5", 0, "equal to 1; found '-5'"),
    "a hold of an hour": Fault("relief", "    hold: 30", "    hold: 3600", 0, "hold: input should be less than"),
    "a claim of no years": Fault("claims", "years: 55", "years: 550", 0, "less than or equal to 120; found '550'"),
    "a number to dial with letters": Fault(
        "interface",
        'China it does not.", number: "112"',
        'China it does not.", number: "one"',
        0,
        "number: string should",
    ),
    "an unknown urgency": Fault("red_flags", "rf02_faint, urgency: em", "rf02_faint, urgency: hem", 0, "'hem"),
    "an unknown certainty": Fault("relief", "[PREG]\n        certainty: w", "[PREG]\n        certainty: s", 1, "'sell"),
    "no source": Fault("relief", "sources: [AAOS, CNCRAMP3]", "sources: []", 0, "sources"),
    "an address that is a script": Fault(
        "sources", '"https://torbayphysio.com/problemareas/calf-tears/"', '"javascript:alert(1)"', 0, "url"
    ),
    "a phone number with letters": Fault("emergency", '{number: "1450"}', '{number: "145O"}', 0, "145O"),
    "a wrong value in the interface": Fault("interface", SETTINGS, f"{SETTINGS}\n  more: 5", 1, "more"),
    "a wrong value under a name like a type": Fault("interface", SETTINGS, "  strength: {text: 5}", 0, "text"),
    # texts
    "a duplicate id": Fault("relief", "id: jerking", "id: pointing", 1, "ids are unique"),
    "a placeholder without a field": Fault("relief", "            minutes: 5\n", "", -1, "add 'minutes: <number>'"),
    "a placeholder that names a word": Fault(
        "relief", '"Knee straight. Pull both ends', '"Knee {picture}. Pull both ends', 0, "'{picture}' has no value"
    ),
    "a placeholder that names a closed list": Fault(
        "relief", '"I am stretching"', '"I am stretching {advice}"', 0, "'{advice}' has no value"
    ),
    "a placeholder with a capital": Fault("relief", '"{minutes} to', '"{Minutes} to', 0, "{Minutes}"),
    "a placeholder with a space": Fault("relief", '"{minutes} to', '"{ minutes } to', 0, "{ minutes }"),
    "a placeholder that is not closed": Fault("relief", '"{minutes} to', '"{minutes to', 0, "{minutes"),
    "a digit in a safety sentence": Fault("relief", '"Slowly. Hold', '"2 steps. Hold', 0, "a number stands"),
    "a space at the end": Fault("relief", "cramps. It makes", "cramps.  It makes", 0, "spaces"),
    # across files
    "an unknown source": Fault("relief", "[AAOS, CNCRAMP3]", "[AAOS, NOWHERE]", 0, "source 'NOWHERE' is not in"),
    "a sign that nothing covers": Fault(
        "warning_signs", "[rf60_family]", "[rf51_frequent]", None, "no sign covers rf60_family"
    ),
    "a sign that the evidence has not": Fault("warning_signs", STROKE, STROKE[:-1] + ", rf99]", 0, "'rf99' is not in"),
    "a sign too calm for what it covers": Fault(
        "warning_signs",
        f"emergency_now\n        on_card: true\n        {STROKE}",
        f"same_day\n        on_card: true\n        {STROKE}",
        2,
        "at least urgency emergency",
    ),
    "a sign that leaves on what the evidence forbids": Fault(
        "warning_signs",
        f"{DARK_PEE}, stretch, walk]",
        f"{DARK_PEE}, walk]",
        -1,
        "'rf10_dark_pee' switches off 'stretch'",
    ),
    "a span that ends before it begins": Fault("claims", "max_minutes: 20", "max_minutes: 2", 0, "(2) is less than"),
    "an item of the evidence twice": Fault("red_flags", "id: rf03_cold_pale_leg", "id: rf02_faint", 0, "rf02_faint"),
    "a drawing that is not there": Fault("relief", "picture: partner", "picture: partners", 0, "pictures/partners.svg"),
    "a sign of the gate that is not there": Fault(
        "relief", "sign: one-leg-swollen", "sign: one-leg", 0, "no sign 'one-leg'"
    ),
    "a country that is none": Fault("emergency", "code: AR ", "code: QQ ", 0, "'QQ' is no territory"),
    "a country twice": Fault("emergency", "code: AR ", "code: AE ", 0, "AE"),
    "a topic with the address of a screen": Fault(
        "learn_cramps", "id: causes", "id: behind-the-steps", 0, "another page has this address; choose another id"
    ),
    "a source twice": Fault("sources", "key: ACSMSD", "key: ACHIL", 6, "ids are unique"),
}


@pytest.mark.parametrize("fault", FAULTS.values(), ids=FAULTS.keys())
def test_a_fault_is_named_with_its_line(project: Path, edit: Edit, fault: Fault) -> None:
    edited = edit(fault.file, fault.old, fault.new)
    line = 1 if fault.below is None else edited + fault.below
    with pytest.raises(ContentError) as caught:
        load(project / "content")
    found = [problem for problem in caught.value.problems if problem.line == line and fault.message in problem.message]
    assert found, f"expected line {line} and {fault.message!r} in:\n{caught.value}"
    assert str(found[0]).startswith(f"content/{fault.file}.yaml:{line}: ")


@pytest.mark.parametrize(
    ("file", "old", "new", "said"),
    [
        (
            "warning_signs",
            "id: tight-calf-or-cast",
            "id: tight",
            "there is no sign 'tight-calf-or-cast' in content/warning_signs",
        ),
        ("relief", "- id: warmth", "- id: heat", "content/relief.yaml:5: step 'warmth' is missing, and pages show it"),
        (
            "relief",
            "      - id: standing\n        ch",
            "      - id: up\n        ch",
            "relief.yaml:5: the way 'standing' is",
        ),
        ("interface", '  about: "About"', '  abuot: "About"', "content/interface.yaml:4: title 'about' is missing"),
        (
            "learn_living",
            "effect: -1.2, low: -1.8, high: -0.6",
            "effect: 0, low: 0, high: 0",
            "a chart needs a row that",
        ),
    ],
)
def test_what_pages_name_by_themselves_is_there(
    project: Path, edit: Edit, file: str, old: str, new: str, said: str
) -> None:
    """A build would end at code that is not at fault."""
    edit(file, old, new)
    with pytest.raises(ContentError, match=re.escape(said)) as caught:
        load(project / "content")
    assert len(caught.value.problems) == 1


def test_a_fault_is_the_only_thing_said(project: Path, edit: Edit) -> None:
    line = edit("relief", "    rest: 10", "    pause: 10")
    with pytest.raises(ContentError) as caught:
        load(project / "content")
    said = "unknown key 'pause'; remove it, or look for a spelling mistake"
    assert str(caught.value) == f"content/relief.yaml:{line}: {said}"


def test_outcomes_in_another_order_are_named(project: Path, edit: Edit) -> None:
    line = edit("warning_signs", "outcomes:\n", "outcomes:\n")
    edit("warning_signs", 'urgency: same_day\n    title: "Talk', 'urgency: appointment\n    title: "Talk')
    edit("warning_signs", 'urgency: appointment\n    title: "Make', 'urgency: same_day\n    title: "Make')
    with pytest.raises(ContentError) as caught:
        load(project / "content")
    assert [problem.line for problem in caught.value.problems] == [line]
    assert "outcomes should be emergency_now, same_day, appointment, self_care_ok" in str(caught.value)


def test_a_box_for_a_self_care_item_is_told_why(project: Path, edit: Edit) -> None:
    line = edit("warning_signs", "covers: [rf07_stroke]", "covers: [rf07_stroke, rf80_short]")
    with pytest.raises(ContentError) as caught:
        load(project / "content")
    assert [problem.line for problem in caught.value.problems] == [line]
    assert "already covered" not in str(caught.value), "no other sign covers it: it needs no box"


def test_a_file_that_is_not_utf_8_is_named_with_its_line(project: Path) -> None:
    path = project / "content" / "relief.yaml"
    path.write_bytes(path.read_bytes().replace(b'name: "Stretch"', b'name: "Str\xe9tch"'))
    line = path.read_bytes()[: path.read_bytes().index(b"\xe9")].count(b"\n") + 1
    with pytest.raises(ContentError, match=f"^content/relief.yaml:{line}: is not UTF-8 text; save the file as UTF-8$"):
        load(project / "content")


@pytest.mark.parametrize("name", ["interface", "relief", "warning_signs", "red_flags", "emergency", "sources"])
def test_a_missing_file_is_named(project: Path, name: str) -> None:
    (project / "content" / f"{name}.yaml").unlink()
    with pytest.raises(ContentError, match=f"^content/{name}.yaml:1: cannot be read: No such file"):
        load(project / "content")


@pytest.mark.parametrize("body", ["", "# nothing\n", "- a\n- b\n", "words\n"])
def test_a_file_that_holds_no_named_values_is_named(project: Path, body: str) -> None:
    (project / "content" / "relief.yaml").write_text(body, encoding="utf-8")
    with pytest.raises(ContentError, match=r"^content/relief\.yaml:1: should hold named values"):
        load(project / "content")


def test_faults_of_all_files_are_reported_at_once(project: Path, edit: Edit) -> None:
    lines = {
        "relief": edit("relief", "    rest: 10", "    pause: 10"),
        "interface": edit("interface", '  settings: "Settings"', "  settings: 5"),
        "emergency": edit("emergency", '{number: "1450"}', '{number: "145O"}'),
        "warning_signs": edit(
            "warning_signs", '"It may be a stroke. Some poisons do the same."', '"It may be {what}."'
        ),
    }
    (project / "content" / "sources.yaml").unlink()
    with pytest.raises(ContentError) as caught:
        load(project / "content")
    found = {(problem.file, problem.line) for problem in caught.value.problems}
    assert found == {(f"content/{name}.yaml", line) for name, line in lines.items()} | {("content/sources.yaml", 1)}


def test_several_faults_of_one_file_are_reported_in_their_order(project: Path, edit: Edit) -> None:
    first = edit("relief", "    rest: 10", "    pause: 10")
    second = edit("relief", "    check_minutes: 5", '    check_minutes: "5"')
    with pytest.raises(ContentError) as caught:
        load(project / "content")
    assert [problem.line for problem in caught.value.problems] == [first, second]


def test_a_fault_of_one_sentence_does_not_hide_that_of_another(project: Path, edit: Edit) -> None:
    first = edit("relief", '"Slowly. Hold on to something.', '"2 steps. Hold on to something.')
    second = edit("warning_signs", "covers: [rf07_stroke]", "covers: [rf07_stroke, rf99]")
    with pytest.raises(ContentError) as caught:
        load(project / "content")
    assert ("content/relief.yaml", first) in {(problem.file, problem.line) for problem in caught.value.problems}
    assert second  # found once the sentences are right: what holds across files is judged last


def test_a_tag_in_yaml_runs_nothing(project: Path, edit: Edit) -> None:
    ran = project / "ran"
    edit("relief", 'name: "Stretch"', f"name: !!python/object/apply:pathlib.Path.touch [!!python/name:{ran}]")
    with pytest.raises(ContentError):
        load(project / "content")
    assert not ran.exists()
