"""Numbers as a reader understands them: a value, its unit, and on which side of it.

"120 minutes" is "2 jam", 半小时 is "30 minutes", and "never above 45" is 不要超过45. A placeholder is a number whose
name is its value. A word such as "both" or 一 only may stand for a number: it is matched where it can be.
"""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace

from pwa.languages.checking.pieces import fold
from pwa.languages.checking.read_rules import units
from pwa.languages.checking.rules import Fault, Rules

# Full-width digits and signs count as the narrow ones.
NARROW = str.maketrans("０１２３４５６７８９．，％～－", "0123456789.,%~-")
FIGURE = re.compile(r"\d|\{")
WAYS = {2: "above", -2: "below", 1: "after", -1: "within"}


@dataclass(frozen=True)
class Quantity:
    """A number in a text; `way` as in rules.Side, 0 for none; `sure` when it must have its like on the other side."""

    value: float | str
    unit: str
    way: int
    sure: bool
    word: bool
    start: int
    end: int

    @property
    def measure(self) -> tuple[float | str, str]:
        """The same for 120 minutes and 2 hours."""
        if not self.unit:
            return self.value, ""
        unit = units()[self.unit]
        if isinstance(self.value, str):
            return self.value, self.unit
        return round(self.value * unit.holds, 6), unit.measures

    def __str__(self) -> str:
        """As a finding says it: 2 hour, {seconds} second."""
        value = f"{self.value:g}" if isinstance(self.value, float) and self.value % 1 == 0 else str(self.value)
        return f"{value} {self.unit}".rstrip()


@dataclass(frozen=True)
class Numbers:
    """A text, its numbers, and the text with numbers, their units and turned comparisons blanked out."""

    text: str
    quantities: tuple[Quantity, ...]
    rest: str


def numbers_in(text: str, rules: Rules) -> Numbers:
    """The numbers of a text by the rules of its language."""
    narrow = text if text.isascii() else text.translate(NARROW)
    if not (FIGURE.search(narrow) or rules.number_in_words.finds(fold(narrow))):
        return Numbers(text, (), text)
    plain = rules.not_number_pattern.sub(lambda match: " " * len(match[0]), narrow)
    found = [_quantity(narrow, match, rules) for match in rules.number_pattern.finditer(plain)]
    for index in range(len(found) - 2, -1, -1):
        between = narrow[found[index].end : found[index + 1].start]
        if not found[index].unit and rules.range_pattern.fullmatch(between):
            found[index] = replace(found[index], unit=found[index + 1].unit)
    blank = list(text)
    for index, quantity in enumerate(found):
        after_range = index > 0 and bool(rules.range_pattern.fullmatch(narrow[found[index - 1].end : quantity.start]))
        way, start = (0, quantity.start) if after_range else _way(narrow, quantity, rules)
        found[index] = replace(quantity, way=way)
        blank[start : quantity.end] = " " * (quantity.end - start)
    return Numbers(text, tuple(_joined(found, narrow, rules)), "".join(blank))


def _quantity(text: str, match: re.Match[str], rules: Rules) -> Quantity:
    unit, end = _unit(text, match.end(), rules)
    unit = unit or next(
        (name for name, before in rules.unit_before_patterns if before.search(text[: match.start()])),
        "",
    )
    value: float | str
    if match["place"]:
        value, sure = match["place"], True
    elif match["digits"]:
        value, sure = _digits(match["digits"], rules.decimal), True
    elif match["one"]:
        value, sure = 1.0, False
    else:
        value, sure = _words(match["word"], rules)
        # "one leg" is also 一条腿 and "a leg"; "one minute" is a dose, but 一天 is in many a phrase: 一天比一天.
        sure = sure and (value != 1 or (bool(unit) and rules.spaced))
    return Quantity(value, unit, 0, sure, not (match["place"] or match["digits"]), match.start(), end)


def _unit(text: str, place: int, rules: Rules) -> tuple[str, int]:
    match = rules.unit_pattern.match(text, place)
    if not match or match.lastindex is None:
        return "", place
    return rules.unit_names[match.lastindex - 1], match.end()


def _digits(text: str, decimal: str) -> float:
    """By the language's own marks; 4.0 is four everywhere, 1.000 is a thousand where the point groups."""
    group = "," if decimal == "." else "."
    if re.fullmatch(rf"[1-9]\d{{0,2}}(?:\{group}\d{{3}})+(?:\{decimal}\d+)?", text):
        return float(text.replace(group, "").replace(decimal, "."))
    parts = re.split("[.,]", text)
    return float(f"{parts[0]}.{parts[1]}") if len(parts) == 2 else float("".join(parts))


def _words(text: str, rules: Rules) -> tuple[float, bool]:
    """The value of number words in a row, and whether it is sure."""
    words = [match[0].lower() for match in rules.number_word_pattern.finditer(text)]
    if len(words) > 1 and all(rules.numbers.get(word, 99) in range(10) for word in words):
        return float("".join(str(int(rules.numbers[word])) for word in words)), True
    parts: list[float] = []
    for word in words:
        if word in rules.teens:
            parts.append((parts.pop() if parts else 0) + 10)
        elif word in rules.multipliers:
            many = rules.multipliers[word]
            smaller = [part for part in parts if part < many]
            parts = [part for part in parts if part >= many] + [(sum(smaller) or 1) * many]
        else:
            parts.append(rules.numbers.get(word, rules.perhaps.get(word, 0)))
    return sum(parts), not all(word in rules.perhaps for word in words)


def _way(text: str, quantity: Quantity, rules: Rules) -> tuple[int, int]:
    """On which side of the number, and where the words that say so begin when a negation turns them round."""
    before = text[max(0, quantity.start - 40) : quantity.start]
    found = []
    for side in rules.sides:
        if match := side.before.search(before):
            # "Not above 45" is below it; "not easing after 10" is still after it.
            flip = rules.flip_pattern.search(before[: match.start()]) if abs(side.way) == 2 else None
            start = quantity.start - len(before) + (flip.start() if flip else match.start())
            found.append((abs(side.way), quantity.start - start, -side.way if flip else side.way))
        if match := side.behind.match(text, quantity.end):
            found.append((abs(side.way), len(match[0]) - 100, side.way))
    # Certain words before perhaps ones, then the longer: 不少于 is not 少于.
    _, length, way = max(found, default=(0, 0, 0))
    return way, quantity.start - max(0, length)


def _joined(found: list[Quantity], text: str, rules: Rules) -> Iterator[Quantity]:
    """1 hour 30 minutes as one quantity of 90 minutes, an hour and a half as 1.5 hours."""
    joint = re.compile(rf"(?:\s|,|零|{'|'.join(rules.lists) or ' '})*")
    last: Quantity | None = None
    for quantity in found:
        if last and _sums(last, quantity) and joint.fullmatch(text[last.end : quantity.start]):
            value = (_amount(last) + _amount(quantity)) / units()[quantity.unit].holds
            last = replace(quantity, value=value, way=last.way, sure=True, start=last.start)
            continue
        if (
            last
            and last.unit
            and isinstance(last.value, float)
            and _is_half(quantity)
            and not text[last.end : quantity.start].strip(" ")
        ):
            last = replace(last, value=last.value + 0.5, sure=True, end=quantity.end)
            continue
        if last:
            yield last
        last = quantity
    if last:
        yield last


def _amount(quantity: Quantity) -> float:
    """How many of the smallest unit; 0 for a placeholder, whose amount nobody knows."""
    amount = quantity.measure[0]
    return amount if isinstance(amount, float) else 0.0


def _is_half(quantity: Quantity) -> bool:
    return quantity.value == 0.5 and not quantity.unit


def _sums(first: Quantity, second: Quantity) -> bool:
    if not (first.unit and second.unit) or isinstance(first.value, str) or isinstance(second.value, str):
        return False
    larger, smaller = units()[first.unit], units()[second.unit]
    return larger.measures == smaller.measures == "time" and larger.holds > smaller.holds


def compare(english: Numbers, here: Numbers, ours: Rules, theirs: Rules) -> Iterator[Fault]:
    """(rule, message) for each number that differs in value, unit or side."""
    pairs: list[tuple[Quantity, Quantity]] = []
    left, right = list(english.quantities), list(here.quantities)
    if not theirs.numbers:  # no table: what "two" is called here, nobody knows
        left = [quantity for quantity in left if not quantity.word]
    _pair(left, right, pairs, lambda one, two: one.measure == two.measure and _agree(one.way, two.way))
    _pair(left, right, pairs, lambda one, two: one.measure == two.measure)
    _pair(left, right, pairs, lambda one, two: one.value == two.value and (one.sure or two.sure) and not one.unit)
    _pair(left, right, pairs, lambda one, two: one.value == two.value and one.sure and two.sure)
    for one, two in pairs:
        if one.unit and theirs.units and one.measure != two.measure:
            yield "units", f"units differ: {one} in English, {two} here"
        elif theirs.comparisons.above and (one.sure or one.way * two.way < 0) and not _agree(one.way, two.way):
            said = (WAYS.get(one.way, "no comparison"), WAYS.get(two.way, "none"))
            yield "comparison", f"the comparison differs at {two}: {said[0]} in English, {said[1]} here"
    # "Both" may be left out, but it is not ketiga.
    both = any(_many(one) for one in left) and any(_many(two) for two in right)
    lost, added = ([str(it) for it in side if it.sure or (both and _many(it))] for side in (left, right))
    if lost or added:
        yield "numbers", f"numbers differ: {', '.join(lost) or 'none'} in English, {', '.join(added) or 'none'} here"
    wanted = {one.unit for one in left if one.unit and not one.sure}
    if ours.any_bare_unit.finds(fold(english.rest)):
        wanted |= {unit for unit, pattern in ours.bare_unit_patterns if pattern.search(english.rest)}
    for unit in sorted(wanted):
        if unit in theirs.units and not re.search("|".join(theirs.units[unit]), here.text, re.I):
            yield "units", f"“{unit}” is in the English and not here"


def _pair(
    left: list[Quantity],
    right: list[Quantity],
    pairs: list[tuple[Quantity, Quantity]],
    alike: Callable[[Quantity, Quantity], bool],
) -> None:
    """Move what is alike from both lists into pairs; sure ones first, so that a 'perhaps' is left over."""
    for one in sorted(left, key=lambda quantity: not quantity.sure):
        for two in sorted(right, key=lambda quantity: not quantity.sure):
            if alike(one, two):
                left.remove(one)
                right.remove(two)
                pairs.append((one, two))
                break


def _many(quantity: Quantity) -> bool:
    return isinstance(quantity.value, float) and quantity.value > 1


def _agree(one: int, two: int) -> bool:
    """Whether two sides say the same: 'within' may be left out, 'above' may not."""
    return one * two > 0 or one == two or (0 in (one, two) and abs(one + two) == 1)
