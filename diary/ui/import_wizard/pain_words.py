"""Columns that look like scores of a knee, in words: what was left out and what they would be."""

from __future__ import annotations

from collections.abc import Sequence

from diary.domain.table_match import ColumnUse, TableLook
from diary.services.import_plan import ImportPlan
from diary.texts.tables import odd_scores_text
from diary.ui.import_wizard.column_row import column_title
from diary.words import _, plural

# A table of a watch has dozens that nobody asks about.
_UNUSED_MOST = 6


def pains_text(look: TableLook, uses: Sequence[ColumnUse]) -> str:
    """Which columns of a table look like pain."""
    names = ", ".join(f"“{column_title(look, use.column)}”" for use in uses)
    text = plural(
        "{n} column looks like pain: {names}.", "{n} columns look like pain: {names}.", len(uses)
    )
    return text.format(n=len(uses), names=names)


def left_out_text(plan: ImportPlan) -> str:
    """How many columns of all tables look like pain and are not imported; empty for none."""
    count = sum(len(look.pains) for look in _wanted(plan))
    if not count:
        return ""
    return plural(
        "{n} column looks like pain and was left out.",
        "{n} columns look like pain and were left out.",
        count,
    ).format(n=count)


def odd_text(plan: ImportPlan) -> str:
    """The cells of columns of scores that are no scores, of all tables; empty for none."""
    return " ".join(filter(None, (odd_scores_text(look) for look in _wanted(plan))))


def unused_text(plan: ImportPlan) -> str:
    """The other columns that are not imported, where they are few enough to be read."""
    names = [
        f"“{column_title(look, column)}”"
        for look in _wanted(plan)
        for column in range(len(look.header))
        if look.match.use_of(column) is None and column not in {use.column for use in look.pains}
    ]
    if not 0 < len(names) <= _UNUSED_MOST:
        return ""
    return _("Not imported: {names}.").format(names=", ".join(names))


def _wanted(plan: ImportPlan) -> list[TableLook]:
    return [look for look in plan.tables() if look.key not in plan.left_out]
