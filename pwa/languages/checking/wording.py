"""What can be wrong in the form of a translation, whatever it means: placeholders, markup, marks and letters."""

import re
import unicodedata
from collections import Counter
from collections.abc import Iterator
from functools import cache
from itertools import islice

from pwa.content.text import PLACEHOLDER
from pwa.languages.checking.patterns import HAN
from pwa.languages.checking.rules import Fault, Rules

# What other programs fill in would be read out as it stands: %s, %1$d, ${name}.
MARKUP = re.compile(
    r"(?<![\d%])%(?:\(\w+\)|\d\$)?[sd](?!\w)|\$\{|</?[A-Za-z][^<>]*>|<!--|&#?\w+;|\*\*|\[[^\]]*\]\(|https?://[^\s，。）)]+|\n"
)
# What each of them has: most texts have none of it.
PERHAPS_MARKUP = re.compile(r"[%$<&*\[\n]|://")
NOT_TEXT = re.compile(r"[=\[]|TODO|FIXME|TBD")
NOT_WORDS = re.compile(rf"[{{｛][^}}｝]*[}}｝]|{MARKUP.pattern}")
CLOSING = "”’\"')）」』》 \u00a0"
# A mark of the end and what it may be here, where the rules of the language do not say it; …… are three dots.
END_MARKS = {"!": "!！", ":": ":：", "…": "…"}
# Zero-width and direction letters, the soft hyphen, fillers, what no font has, and what stands for a broken letter.
# What turns the letters around it round, and the end of a C string: nobody needs them, and what is read is not what
# stands in the file.
CONTROL = re.compile("[\u0000\u202a-\u202e\u2066-\u2069]")
# UTF-8 read as Latin-1 or Windows-1252, or as GBK: â€™ for ’, Â° for °, 锟斤拷 for what could not be read twice.
MOJIBAKE = re.compile("â€|ï»¿|Ã[\u0080-\u00bf\u201a-\u2122]|Â[\u00a0-\u00bf]|锟斤拷|烫烫烫")
INVISIBLE = re.compile("[\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180f\u200b-\u200f\u2028-\u202e\u2060-\u206f\u2800\u3164\ue000-\uf8ff\ufe00-\ufe0f\ufeff\uffa0\ufff9-\ufffd\x00-\x09\x0b-\x1f\x7f-\x9f\U000e0000-\U0010ffff]")  # fmt: skip  # noqa: E501
# Marks on marks; one that no letter has in itself is left after NFC, as in Yoruba.
PILED = re.compile("[\u0300-\u036f]{2}")
# A letter that an old charset has not: whoever saved in it has lost them all.
LOST = re.compile(r"[a-z]\?[a-z]|\?{2}")
LETTER_NAMES = re.compile(r"^(\w+)")
# What a PDF gives for Chinese letters when its text is copied: they look alike, and nothing finds them.
COPIED = re.compile("[\u2e80-\u2fdf\uf900-\ufaff\U0002f800-\U0002fa1f]")
# Little pictures that a phone puts in, and what a mail program leaves of a line that it has broken.
EMOJI = re.compile("[\u2300-\u23ff\u2600-\u27bf\u2b00-\u2bff\U0001f000-\U0001faff]")
MAILED = re.compile(r"=(?:[0-9A-F]{2}|(?=\s)|$)")
# ½, ③, Ⅲ, ³: numbers that nobody counts; 〇 is a zero among Chinese digits.
SIGN = re.compile(
    "[\u00b2\u00b3\u00b9\u00bc-\u00be\u2070-\u2089\u2150-\u218b\u2460-\u249b\u24ea-\u24ff\u2776-\u2793\u3220-\u3229\u3280-\u3289]"
)
# "[REVIEW]", "【待审】": what somebody notes for the next one.
NOTED = re.compile(r"\[[^\]]*\]|【[^】]*】|\b(?:TODO|FIXME|TBD)\b")
ANY_BRACE = re.compile("[{}｛｝]")
WIDE_BRACES, BRACES = re.compile("[｛｝]"), re.compile("[{}]")
WORD, LATIN = re.compile(r"[^\W\d_]+"), re.compile("[A-Za-z]{2,}")
IN_BRACKETS = re.compile(r"[(（][^()（）]*[)）]")
TWO_SPACES = re.compile(r"[^\S\n]{2}")
SPACE_AT_HAN = re.compile(rf"{HAN}[ \u3000]+[{{\d\u3400-\u9fff]|[}}\d][ \u3000]+{HAN}")
SPACE_AT_MARK = re.compile(r"\w [,;:.!?](?!\w)")
LEAST_TWICE = 8
TWICE = re.compile(r"(?<![\w-])([^\W\d_]+)\s+\1(?![\w-])", re.I)


def faults(english: str, here: str, rules: Rules) -> Iterator[Fault]:
    """Each fault of form."""
    yield from placeholders(english, here)
    yield from markup(english, here)
    yield from end_mark(english, here, rules)
    yield from letters(here, rules)
    if not here.isascii() or NOT_TEXT.search(here):
        yield from not_text(english, here, rules)
    yield from spaces(here, rules)
    yield from doubled(english, here, rules)
    yield from length(english, here, rules)
    if rules.half_width:
        yield from punctuation(here, rules)
    if rules.traditional_letters:
        yield from traditional(here, rules)


def placeholders(english: str, here: str) -> Iterator[Fault]:
    """Placeholders lost, added, renamed, or written with other braces."""
    if not ANY_BRACE.search(english + here):
        return
    wanted, given = (Counter(PLACEHOLDER.findall(side)) for side in (english, here))
    for name in sorted(set(wanted) - set(given)):
        yield "placeholder", f"{{{name}}} is missing; keep it exactly as it is in the English"
    for name in sorted(set(given) - set(wanted)):
        yield "placeholder", f"{{{name}}} is not in the English; a placeholder must not be renamed"
    for name in sorted(set(given) & set(wanted)):
        if given[name] != wanted[name]:
            yield "placeholder", f"{{{name}}} stands {wanted[name]} times in the English and {given[name]} times here"
    if WIDE_BRACES.search(here):
        yield "placeholder", "full-width braces; write the placeholder with { and }"
    elif BRACES.search(PLACEHOLDER.sub("", here)) and not BRACES.search(PLACEHOLDER.sub("", english)):
        yield "placeholder", "a brace that belongs to no placeholder; write {name}, in small letters, without spaces"


def markup(english: str, here: str) -> Iterator[Fault]:
    """Markup, links and line breaks lost or added."""
    if not PERHAPS_MARKUP.search(english + here):
        return
    wanted, given = (Counter(MARKUP.findall(side)) for side in (english, here))
    for lost in wanted - given:
        yield "markup", f"{_shown(lost)} is lost; keep it as it is in the English"
    for added in given - wanted:
        yield "markup", f"{_shown(added)} is not in the English"


def _shown(piece: str) -> str:
    return "a line break" if piece == "\n" else piece


def end_mark(english: str, here: str, rules: Rules) -> Iterator[Fault]:
    """Another mark at the end than the English has; nothing is asked for where writers use no such mark."""
    marks = END_MARKS | {".": rules.stops, "?": rules.questions}
    wanted, given = (last_mark(side) for side in (english, here))
    if marks.get(wanted) and given not in marks[wanted]:
        yield "end-mark", f"ends with “{given}”; the English ends with “{wanted}”"
    elif wanted not in marks and given in "".join(marks.values()):
        yield "end-mark", f"ends with “{given}”; the English has no mark at its end"


def last_mark(text: str) -> str:
    """The last letter of a text, whatever closes it."""
    return (text.rstrip(CLOSING) or " ")[-1]


# Each letter of each text is asked, and there are few.
@cache
def _script(letter: str) -> str:
    """The script of a letter as Unicode names it: LATIN, CJK; "" for what has no name."""
    match = LETTER_NAMES.match(unicodedata.name(letter, ""))
    return match[1] if match else ""


def letters(here: str, rules: Rules) -> Iterator[Fault]:
    """Letters that nobody sees, or of a script that the language is not written in."""
    if found := CONTROL.findall(here):
        yield "control", f"letters that turn a text round or end it: {_codes(found)}; delete them (retype the text)"
    if found := [letter for letter in INVISIBLE.findall(CONTROL.sub("", here)) if letter not in rules.invisible_ok]:
        yield "invisible", f"invisible letters: {_codes(found)}; delete them (retype the words around)"
    if PILED.search(unicodedata.normalize("NFC", here)):
        yield "letters", "several marks are piled on one letter; retype the word"
    if "?" in here and (match := LOST.search(MARKUP.sub(" ", here))):
        yield "letters", f"“{match[0]}”: letters were lost when the file was saved in an old encoding; save it as UTF-8"
    if match := MOJIBAKE.search(here):
        yield "letters", f"“{match[0]}” is a letter that a program read in another encoding; retype the word"
    if scripts := rules.scripts:
        known = {*scripts, "MICRO", "FEMININE", "MODIFIER"}
        # A word of the place in brackets helps who stands there: IGD, 急诊.
        plain = IN_BRACKETS.sub("", here)
        if alien := [letter for letter in dict.fromkeys(plain) if letter.isalpha() and _script(letter) not in known]:
            yield "letters", f"letters of another script: {' '.join(alien)}; retype the word"


def not_text(english: str, here: str, rules: Rules) -> Iterator[Fault]:
    """What programs and people leave beside the words: digits of another script, pictures, notes, rests of a mail."""
    known = {*rules.scripts, "DIGIT", "FULLWIDTH"}
    digits = [letter for letter in here if letter.isdecimal() and _script(letter) not in known]
    if digits and rules.scripts:
        yield "letters", f"digits of another script: {' '.join(dict.fromkeys(digits))}; write 0 to 9"
    for pattern, said in (
        (SIGN, "is a number that is written as one sign; write it in digits"),
        (COPIED, "is a letter that only looks like the right one, as text copied from a PDF has it; retype the word"),
        (EMOJI, "is a picture; delete it"),
        (MAILED, "is what a mail program has left of a broken line; delete it"),
        (NOTED, "is a note to somebody; delete it"),
    ):
        if (match := pattern.search(here)) and match[0] not in english:
            yield "letters", f"“{match[0]}” {said}"


def _codes(letters: list[str]) -> str:
    return ", ".join(dict.fromkeys(f"U+{ord(letter):04X}" for letter in letters))


def spaces(here: str, rules: Rules) -> Iterator[Fault]:
    """Spaces at the ends, in a row, and where the script has none."""
    if here != here.strip():
        yield "spaces", "a space at the beginning or the end; delete it"
    if TWO_SPACES.search(here):
        yield "spaces", "two spaces in a row; keep one"
    if not rules.spaced and SPACE_AT_HAN.search(here):
        yield "spaces", "a space beside a Chinese character; write without it"
    if rules.spaced and SPACE_AT_MARK.search(here):
        yield "spaces", "a space before a mark; delete it"


def doubled(english: str, here: str, rules: Rules) -> Iterator[Fault]:
    """The same twice. Reduplication is grammar: pelan-pelan has its hyphen, 慢慢 and 看看 are words."""
    if len(here) > LEAST_TWICE and (half := _half(here)) and not _half(english):
        yield "doubled", f"“{half}” stands there twice; delete one"
        return
    if rules.spaced:
        if (match := TWICE.search(here)) and not TWICE.search(english):
            yield "doubled", f"“{match[0]}” is doubled; delete one"
        return
    if match := rules.doubled_pattern.search(rules.doubled_ok_pattern.sub("", here)):
        yield "doubled", f"“{match[0]}” is doubled; delete one"


def _half(text: str) -> str:
    """What a text says twice and nothing else; "" for any other. A pattern takes minutes for a long one."""
    number, odd = divmod(len("".join(text.split())), 2)
    if odd or not number:
        return ""
    end = next(islice((place for place, letter in enumerate(text, 1) if not letter.isspace()), number - 1, None))
    first, second = text[:end].strip(), text[end:].strip()
    return first if first == second else ""


def length(english: str, here: str, rules: Rules) -> Iterator[Fault]:
    """Texts left in English or far too short."""
    plain, ours = (PLACEHOLDER.sub("", side).strip() for side in (english, here))
    words = WORD.findall(plain.lower())
    if english == here and any(word not in (*rules.unchanged_ok, *rules.latin_ok) for word in words):
        yield "unchanged", "the same as the English; translate it"
        return
    if len(plain) > 20 and len(ours) < len(plain) * rules.too_short:
        yield "too-short", f"{len(ours)} letters for {len(plain)} in English; is something left out?"
    if rules.english_left:
        # The English term in brackets behind the translated one helps who has heard it: sengatan panas (heat stroke).
        left = rules.english_left_pattern.findall(IN_BRACKETS.sub(" ", NOT_WORDS.sub(" ", here)))
        if len(left) > 1 or any(word.lower() in words for word in left):
            yield "unchanged", f"English words are left: {', '.join(dict.fromkeys(left))}"
    if rules.latin_ok:
        left = LATIN.findall(IN_BRACKETS.sub(" ", NOT_WORDS.sub(" ", here)))
        left = [word for word in left if word.lower() not in rules.latin_ok and not word.isupper()]
        left = [word for word in left if word.lower() in english.lower()]
        if left:
            yield "unchanged", f"English words are left: {', '.join(dict.fromkeys(left))}"


def punctuation(here: str, rules: Rules) -> Iterator[Fault]:
    """Half-width marks beside Chinese characters; 10:30, {done}/{total} and CC BY 4.0 stay as they are."""
    plain = PLACEHOLDER.sub("0", here)
    marks = re.escape(rules.half_width)
    wide = r"[\u3400-\u9fff“”‘’（）《》。，、；：？！…]"
    found = re.findall(rf"(?<={wide})\s*([{marks}\"'])|([{marks}\"'])\s*(?={wide})|(?<=\w)\s*([,;!?.])$", plain)
    if found:
        used = " ".join(dict.fromkeys(mark for group in found for mark in group if mark))
        yield "punctuation", f"half-width {used} in Chinese; write the full-width mark"


def traditional(here: str, rules: Rules) -> Iterator[Fault]:
    """Letters of the Traditional script in a text of the Simplified one."""
    if found := [letter for letter in dict.fromkeys(here) if letter in rules.traditional_letters]:
        yield "traditional", f"letters of the Traditional script: {' '.join(found)}; write the Simplified ones"
