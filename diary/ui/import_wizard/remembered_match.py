"""A match of columns remembered from an earlier table: shown as it reads this one, or doubted."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from diary.domain.reading import ReadProblem
from diary.domain.table_dates import written_time
from diary.domain.table_match import ColumnUse, DateOrder, TableLook, TableMatch
from diary.domain.table_samples import decoded_cell
from diary.texts.numbers import Formats
from diary.ui.import_wizard.decoded_words import read_as_text
from diary.ui.import_wizard.match_words import DATES, LENGTHS_OR_TIMES
from diary.words import _

# How the reader of tables calls a day that it could not read: "row 3: on 25/03/2026".
_DAY_LOST = ": on "
_TOLD_MOST = 3


def fitting_order(text: str, match: TableMatch) -> DateOrder | None:
    """Another order than that of the match in which a day can be read."""
    orders = (order for order in DateOrder if order is not match.date_order)
    return next((order for order in orders if written_time(text, order) is not None), None)


def misfit_of(look: TableLook, warnings: Iterable[ReadProblem], zone: str) -> str:
    """A cell that speaks against a match that was remembered; empty when nothing does.

    It is a day that only another order reads, or a cell of a column of which no sample fits.
    """
    lost = (warning.detail.partition(_DAY_LOST)[2] for warning in warnings)
    days = (text for text in lost if text and fitting_order(text, look.match))
    return next(days, "") or next(_odd_samples(look, zone), "")


def last_time_text(looks: Sequence[TableLook], zone: str, formats: Formats) -> str:
    """How tables are read that nobody was asked about, such as "“8,25” is read as 8.25 km."."""
    told: dict[str, None] = {}
    for look in looks[:_TOLD_MOST]:
        for fields in (DATES, LENGTHS_OR_TIMES):
            use = next((each for each in look.match.uses if each.field in fields), None)
            sample = next(iter(_samples(look, use)), "") if use else ""
            if use and sample:
                told.setdefault(read_as_text(sample, use, look.match, zone, formats))
    if len(looks) > _TOLD_MOST:
        told.setdefault(_("And {n} more.").format(n=len(looks) - _TOLD_MOST))
    return " ".join(filter(None, told))


def _odd_samples(look: TableLook, zone: str) -> Iterator[str]:
    """The first sample of each column of days, lengths or times in which none can be read."""
    for use in look.match.uses:
        if use.field not in DATES | LENGTHS_OR_TIMES:
            continue
        cells = _samples(look, use)
        if cells and not any(
            decoded_cell(cell, use, look.match, zone).is_readable for cell in cells
        ):
            yield cells[0]


def _samples(look: TableLook, use: ColumnUse) -> list[str]:
    cells = (row[use.column] for row in look.samples if use.column < len(row))
    return [cell for cell in cells if cell.strip()]
