"""The words of the table "Load in numbers"; it says what was run, never what may come of it."""

from __future__ import annotations

from diary.domain.load import LoadMeasure
from diary.domain.load_numbers import WeekNumbers
from diary.texts.numbers import Formats
from diary.words import _

# The minus of print, which is as wide as the plus.
_MORE, _LESS = "+", "\u2212"


def load_numbers_title() -> str:
    """What the table is called."""
    return _("Load in numbers")


def load_numbers_note() -> str:
    """What has to stand beside the table: how the numbers are made, and what they do not say."""
    return _(
        "These numbers describe how much you ran and nothing else. In studies of runners they did "
        "not show who would get a sore knee. None of them is a limit, and Kneelog never reminds "
        "you because of them. They are here for those who know them, such as your physical "
        "therapist.\n"
        "Change: against the week before. Monotony: the average of the seven days divided by how "
        "much they differ; strain: the week times monotony. Weighted averages: recent days count "
        "more; the older ones fade out, after 17 days in that of 7 days and after 65 in that of "
        "28. Acute to chronic: the week against the average of four weeks with it, or of the "
        "three weeks before it. An empty cell means that too little is known: a number is left "
        "out when a day it is made of was away, lies in two weeks or more without any entry, or "
        "had a run without what is counted."
    )


def load_numbers_headings(measure: LoadMeasure, formats: Formats) -> tuple[str, ...]:
    """The headings with their units, in the order of the columns."""
    unit = {
        LoadMeasure.DISTANCE: formats.unit_label(),
        LoadMeasure.DURATION: _("min"),
        LoadMeasure.EFFORT: _("effort times minutes"),
    }[measure]
    return (
        _("Week from"),
        _("Week, {unit}").format(unit=unit),
        _("Change, %"),
        _("Monotony"),
        _("Strain"),
        _("Average of 7 days, weighted, {unit} a day").format(unit=unit),
        _("Average of 28 days, weighted, {unit} a day").format(unit=unit),
        _("7 days to 28 days, weighted"),
        _("Acute to chronic, 4 weeks"),
        _("Acute to chronic, 3 weeks before"),
    )


def week_words(week: WeekNumbers, amount: str) -> str:
    """The load of a week with what is missing from it: "31.2 so far", "at least 412"."""
    if week.is_incomplete:
        amount = _("at least {amount}").format(amount=amount)
    return amount if week.is_over else _("{amount} so far").format(amount=amount)


def not_known() -> str:
    """The load of a week none of whose runs has what is counted."""
    return _("not known")


def change_words(change: float, formats: Formats) -> str:
    """By how many per cent a week is more or less than the one before: "+10", "0"."""
    number = formats.number(abs(change) * 100, 0)
    if number == "0":
        return number
    return f"{_MORE if change > 0 else _LESS}{number}"
