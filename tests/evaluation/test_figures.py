"""The figures that people read in the help are those that were measured."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from diary.paths import resource_path
from tests.evaluation.__main__ import DELAY_HEAD, HEAD
from tests.evaluation.generators import GENERATORS

MEASURED = (Path(__file__).parent / "README.md").read_text("utf-8")
HELP = resource_path("help", "how_reminders.md").read_text("utf-8")
FALSE_ALARMS_MOST, FOUND_LEAST = 1.2, 0.95
WEEKS = 52


def cells(rule: str, generator: str) -> list[list[float]]:
    """The numbers of each column, of both seeds: rate, nulls, found, delays, flares."""
    lines = re.findall(rf"^\| {rule} \| {generator} \| (.+) \|$", MEASURED, re.MULTILINE)
    assert len(lines) == 2, (rule, generator)
    columns = [
        [first, second]
        for first, second in zip(*(line.split(" | ") for line in lines), strict=True)
    ]
    return [[float(cell.split(" ")[0].split("/")[0]) for cell in column] for column in columns]


def mean(values: list[float]) -> float:
    return sum(values) / len(values)


def help_row(start: str) -> list[str]:
    lines: list[str] = re.findall(rf"^\| {re.escape(start)} \| (.+) \|$", HELP, re.MULTILINE)
    assert len(lines) == 1
    return lines[0].split(" | ")


@pytest.mark.parametrize("generator", GENERATORS)
def test_rising_pain_is_within_what_was_asked_for(generator: str) -> None:
    rate, _nulls, found, *_rest = cells("R-WORSE", generator)
    assert max(rate) <= FALSE_ALARMS_MOST
    assert min(found) >= FOUND_LEAST


def test_the_table_has_the_head_that_is_printed() -> None:
    assert MEASURED.count(HEAD) == 2
    assert MEASURED.count(DELAY_HEAD) == 1


@pytest.mark.parametrize(
    ("start", "rule", "column", "times"),
    [
        ("False reminders in 100 weeks", "R-WORSE", 0, 1),
        ("The same, quieter notes included", "R-WATCH or R-WORSE", 0, 1),
        ("Of 100 times that pain rose, found within 8 weeks", "R-WORSE", 2, 100),
        ("Days until it comes, when pain rises slowly over 6 weeks", "R-WORSE", 3, 1),
        ("Of 100 flares that are over after about 8 days, it comes in", "R-WORSE", 4, 100),
        ("Pain that stays", "R-PERSIST", 0, 1),
        ("Not settled by morning", "R-NEXTDAY", 0, 1),
        ("A run that was too much", "R-RESP", 0, 1),
    ],
)
def test_the_help_gives_the_figures_that_were_measured(
    start: str, rule: str, column: int, times: int
) -> None:
    told = [float(cell.split(" ")[0]) for cell in help_row(start)]
    for cell, generator in zip(told, GENERATORS, strict=False):
        measured = times * mean(cells(rule, generator)[column])
        # What is told is rounded to the last digit that is shown.
        digit = 0.1 if times == 1 and column == 0 else 1
        assert abs(cell - measured) <= digit / 2 + 1e-9 + 0.01


def test_what_only_makers_ask_for_stands_beside_the_figures() -> None:
    assert "rule book" not in HELP
    assert "## Compared with the rule book" in MEASURED


def test_what_it_means_in_a_year_follows_from_the_figures() -> None:
    rates = [rate for each in GENERATORS for rate in cells("R-WORSE", each)[0]]
    assert 0.45 <= mean(rates) / 100 * WEEKS <= 0.55
    assert "**one false reminder in two years**" in HELP
    notes = [rate for each in GENERATORS for rate in cells("R-WATCH or R-WORSE", each)[0]]
    assert 1.4 <= mean(notes) / 100 * WEEKS <= 1.6
    assert "about three in two years for each knee" in HELP
    stable = [rate for each in GENERATORS for rate in cells("R-WORSE", each)[1]]
    assert 7 <= 100 / (mean(stable) * WEEKS) <= 8
    assert "one in seven or eight years" in HELP
    persist = [rate for each in GENERATORS for rate in cells("R-PERSIST", each)[0]]
    assert {round(rate / 100 * WEEKS) for rate in persist} == {4, 5}
    runs = [rate for each in GENERATORS for rate in cells("R-RESP", each)[0]]
    assert (round(min(runs) / 100 * WEEKS), round(max(runs) / 100 * WEEKS)) == (6, 12)
