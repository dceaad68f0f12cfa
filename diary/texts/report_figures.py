"""What the tables below the figures of a visit report say."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from diary.domain.chart_columns import ChartColumns
from diary.domain.knee import Knee
from diary.texts.chart_columns import column_heading, columns_table_title
from diary.texts.labels import label
from diary.texts.numbers import Formats
from diary.texts.run_outlook import before_score
from diary.texts.run_response_chart import side_word
from diary.texts.safety import inside_sentence
from diary.words import _


def spots_note() -> str:
    """What a spot does not say."""
    return _("A spot is where it was felt on that day, not what hurts there or why.")


def load_head(columns: ChartColumns, knees: Sequence[Knee], formats: Formats) -> tuple[str, ...]:
    """The headings of the table of pain and load by day, or by week and longer."""
    unit = formats.unit_label()
    days = len(columns) == len(columns.span)
    scores = (
        (side_word(knee) for knee in knees)
        if days
        else (
            text
            for knee in knees
            for text in (
                _("{knee}, middle").format(knee=side_word(knee)),
                _("{knee}, highest").format(knee=side_word(knee)),
            )
        )
    )
    sums = (_("Last 7 days, {unit}"),) if days else (_("Days recorded"),)
    return (
        column_heading(columns),
        *scores,
        _("Distance, {unit}").format(unit=unit),
        *(text.format(unit=unit) for text in sums),
        _("What happened"),
    )


def load_caption(columns: ChartColumns) -> str:
    """What the table is, "Pain and load: day by day", and what a dash in it means."""
    how = inside_sentence(columns_table_title(columns))
    return _("Pain and load: {how}. {dash} nothing entered").format(how=how, dash=not_said_text())


def not_said_text() -> str:
    """What stands where nothing was entered, which is not 0: a dash."""
    return "\N{EN DASH}"


def late_score_text(value: int, *, is_late: bool) -> str:
    """A score, with a word when it was entered late."""
    return _("{value} (late)").format(value=value) if is_late else str(value)


def spots_caption() -> str:
    """What the table of spots is."""
    return _("Days on which each spot was named")


def spots_head(knees: Iterable[Knee]) -> tuple[str, ...]:
    """Its headings."""
    return (_("Spot"), *(label(knee) for knee in knees))


def feels_label(knee: Knee) -> str:
    """The line of what the pain feels like."""
    return _("{knee} feels like").format(knee=label(knee))


def worse_label(knee: Knee) -> str:
    """The line of what makes it worse."""
    return _("{knee} worse with").format(knee=label(knee))


def counted_text(counts: Mapping[str, int]) -> str:
    """Labels with days, the most frequent first: "dull ache 11, sharp 3"."""
    ordered = sorted(counts.items(), key=lambda each: -each[1])
    return ", ".join(f"{inside_sentence(name)} {days}" for name, days in ordered)


def at_least_text(amount: str) -> str:
    """An amount of days with runs that lack it."""
    return _("at least {amount}").format(amount=amount)


def responses_caption() -> str:
    """What the table below the figure of runs is."""
    return _("Pain around each run")


def responses_head(knees: Iterable[Knee], formats: Formats) -> tuple[str, ...]:
    """Its headings."""
    of_knees = (
        text.format(knee=side_word(knee))
        for knee in knees
        for text in (_("{knee} before / during / after / next morning"), _("{knee} result"))
    )
    distance = _("Distance, {unit}").format(unit=formats.unit_label())
    return (_("Run"), distance, *of_knees)


def moments_text(before: float | None, values: Sequence[int | None], formats: Formats) -> str:
    """Scores one behind the other: "1 / 3 / 4 / 1", a dash for what is not known."""
    if not any(value is not None for value in values):
        return ""
    shown = [None if before is None else before_score(before, formats)]
    shown += [None if value is None else str(value) for value in values]
    return " / ".join("\N{EN DASH}" if value is None else value for value in shown)


def marks_on_paper() -> str:
    """Where the marks of a chart are told in words on paper."""
    return _("More about the marks: page 2")


def result_title() -> str:
    """The heading of the results of runs where there is little room."""
    return _("Result")
