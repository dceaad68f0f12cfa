"""Numbers, lengths and times as cells of a table hold them.

A cell that can be read in one way only is read that way; one that can be read in two is read by
what was said about its table. Anything else is None, never a guess.
"""

from __future__ import annotations

import math
import re

from diary.domain.table_match import DecimalMark, TableUnit

_MISSING = frozenset(
    (
        "",
        "-",
        "--",
        "---",
        "\u2013",
        "\u2014",
        "?",
        "n/a",
        "na",
        "#n/a",
        "null",
        "none",
        "nil",
        "k.a.",
    )
)
# Blanks of all widths and the apostrophes that Swiss tables put between thousands.
_BLANKS = dict.fromkeys(map(ord, " \t\r\n\u00a0\u2007\u2009\u202f"), " ")
_BETWEEN_DIGITS = re.compile(r"(?<=\d)[ '\u2019](?=\d{3}(?!\d))")
_NUMBER = re.compile(
    r"([+-]?)(\d[\d.,]*|[.,]\d+)(e[+-]?\d{1,4})?(?:\s*([^\W\d_][^\d]{0,15}|%|/ ?10))?"
)
_THOUSANDS = 3
_NO_NUMBERS = {"nan": math.nan, "inf": math.inf, "infinity": math.inf, "-inf": -math.inf}
_LONGEST = 64
_MINUTES, _HOURS, _DAYS = 60.0, 3600.0, 86_400.0
_METRES = {
    TableUnit.KM: 1000.0,
    TableUnit.MILE: 1609.344,
    TableUnit.METRE: 1.0,
    TableUnit.CENTIMETRE: 0.01,
    TableUnit.FOOT: 0.3048,
}
_SECONDS = {TableUnit.SECOND: 1.0, TableUnit.MILLISECOND: 0.001, TableUnit.MINUTE: _MINUTES}
# What stands behind a number: metres, then seconds.
LENGTH_WORDS = {
    **dict.fromkeys(("km", "kms", "k", "kilometer", "kilometers", "kilometre", "kilometres"), 1e3),
    **dict.fromkeys(("kilometros", "kilómetros", "quilometros", "chilometri", "км"), 1e3),
    **dict.fromkeys(("mi", "mile", "miles", "meile", "meilen", "millas", "milles"), 1609.344),
    **dict.fromkeys(("m", "meter", "meters", "metre", "metres", "metros", "metri"), 1.0),
    **dict.fromkeys(("cm", "centimeter", "centimeters", "centimetre", "centimetres"), 0.01),
    **dict.fromkeys(("ft", "feet", "foot"), 0.3048),
    **dict.fromkeys(("yd", "yds", "yard", "yards"), 0.9144),
}
TIME_WORDS = {
    **dict.fromkeys(("h", "hr", "hrs", "hour", "hours", "std", "stunden", "uur"), _HOURS),
    **dict.fromkeys(("min", "mins", "m", "minute", "minutes", "minuten", "minutos"), _MINUTES),
    **dict.fromkeys(("s", "sec", "secs", "second", "seconds", "sek", "sekunden", "segundos"), 1.0),
    **dict.fromkeys(("ms", "msec", "milliseconds"), 0.001),
}
_CLOCK = re.compile(
    r"(?:(\d{1,3}) ?d(?:ays?)?,? ?|(\d{1,2})\.(?=\d\d:))?(\d{1,4}(?::\d{1,2}){1,2})([.,]\d+)?"
)
_TIME_PART = re.compile(r"([\d.,]+) ?([a-z]+)\.?(?: |$|(?=\d))")


def is_missing(text: str) -> bool:
    """True when a cell holds nothing, or one of the signs for it."""
    return text.translate(_BLANKS).strip().casefold() in _MISSING


def number_in(text: str, mark: DecimalMark) -> float | None:
    """The number in a cell, without what stands behind it.

    NaN and infinity are given as such, for whoever checks the range to name them.
    """
    found = _measured(text, mark)
    return None if found is None else found[0]


def length_m(text: str, unit: TableUnit | None, mark: DecimalMark) -> float | None:
    """A length in metres; a unit that stands in the cell goes before that of the column."""
    found = _measured(text, mark)
    if found is None:
        return None
    number, word = found
    if word:
        factor = LENGTH_WORDS.get(word)
        return None if factor is None else number * factor
    return number * _METRES.get(unit or TableUnit.KM, 1000.0)


def time_s(text: str, unit: TableUnit | None, mark: DecimalMark) -> float | None:
    """A time in seconds, from "00:08:29.1", "29:57", "1h 5m 3s" or a number."""
    plain = text.translate(_BLANKS).strip().casefold()
    if ":" in plain:
        return _clock_s(plain, has_hours=unit is TableUnit.HOUR_MINUTE)
    found = _measured(plain, mark)
    if found is not None and not found[1]:
        factor = _SECONDS.get(unit) if unit is not None else None
        return None if factor is None else found[0] * factor
    return _worded_s(plain, mark)


def decimal_mark_shown(text: str) -> DecimalMark | None:
    """The decimal mark that a number shows beyond doubt; None when it shows none."""
    match = _NUMBER.fullmatch(_plain(text))
    if match is None:
        return None
    digits = match[2]
    points, commas = digits.count("."), digits.count(",")
    if points and commas:
        return DecimalMark.POINT if digits.rfind(".") > digits.rfind(",") else DecimalMark.COMMA
    if points + commas != 1:
        # Several of one kind stand between thousands.
        several = DecimalMark.COMMA if points else DecimalMark.POINT
        return several if points + commas and _ungrouped(digits, several) else None
    mark = DecimalMark.POINT if points else DecimalMark.COMMA
    return None if _may_be_thousands(digits, mark) else mark


def _plain(text: str) -> str:
    if len(text) > _LONGEST:
        return ""
    plain = text.translate(_BLANKS).strip().casefold().removeprefix("'").replace("\u2212", "-")
    return _BETWEEN_DIGITS.sub("", plain)


def _measured(text: str, mark: DecimalMark) -> tuple[float, str] | None:
    """The number and the word behind it."""
    plain = _plain(text)
    if plain in _NO_NUMBERS:
        return _NO_NUMBERS[plain], ""
    match = _NUMBER.fullmatch(plain)
    if match is None:
        return None
    sign, digits, exponent, word = match.groups()
    written = _with_point(digits, mark)
    if written is None:
        return None
    return float(f"{sign}{written}{exponent or ''}"), (word or "").rstrip(". ")


def _with_point(digits: str, mark: DecimalMark) -> str | None:
    """The digits with a point before the decimals and nothing between thousands."""
    points, commas = digits.count("."), digits.count(",")
    if not points and not commas:
        return digits
    if points and commas:
        mark = DecimalMark.POINT if digits.rfind(".") > digits.rfind(",") else DecimalMark.COMMA
        return _ungrouped(digits, mark)
    only = DecimalMark.POINT if points else DecimalMark.COMMA
    if points + commas > 1:
        other = DecimalMark.COMMA if only is DecimalMark.POINT else DecimalMark.POINT
        return _ungrouped(digits, other)
    if only is not mark and _may_be_thousands(digits, only):
        return digits.replace(only, "")
    return digits.replace(only, ".")


def _may_be_thousands(digits: str, mark: DecimalMark) -> bool:
    before, _, after = digits.partition(mark)
    return len(after) == _THOUSANDS and 1 <= len(before) <= _THOUSANDS and before[0] != "0"


def _ungrouped(digits: str, mark: DecimalMark) -> str | None:
    """The digits with a point for the mark; None when what is between is no thousands."""
    between = "," if mark is DecimalMark.POINT else "."
    whole, _, decimals = digits.partition(mark)
    first, *groups = whole.split(between)
    is_grouped = 1 <= len(first) <= _THOUSANDS and all(len(each) == _THOUSANDS for each in groups)
    if mark in decimals or between in decimals or not is_grouped:
        return None
    return f"{whole.replace(between, '')}.{decimals or '0'}"


def _clock_s(text: str, *, has_hours: bool) -> float | None:
    match = _CLOCK.match(text)
    if match is None or not _is_end(text[match.end() :]):
        return None
    days = float(match[1] or match[2] or 0)
    parts = [float(part) for part in match[3].split(":")]
    if has_hours and len(parts) == 2:
        parts.append(0.0)
    parts[-1] += float((match[4] or "0").replace(",", "."))
    if parts[-1] >= _MINUTES or (len(parts) > 2 and parts[1] >= _MINUTES):
        return None
    seconds = days * _DAYS
    for part, factor in zip(reversed(parts), (1.0, _MINUTES, _HOURS), strict=False):
        seconds += part * factor
    return seconds


def _is_end(rest: str) -> bool:
    return rest.strip(" .") in ("", "h", "hr", "hrs", "min", "m", "s", "std", "uur")


def _worded_s(text: str, mark: DecimalMark) -> float | None:
    at, seconds = 0, 0.0
    if not text or len(text) > _LONGEST:
        return None
    while at < len(text):
        match = _TIME_PART.match(text, at)
        number = None if match is None else number_in(match[1], mark)
        if match is None or number is None or match[2] not in TIME_WORDS:
            return None
        seconds += number * TIME_WORDS[match[2]]
        at = match.end()
        while at < len(text) and text[at] in " ,":
            at += 1
    return seconds
