"""How the columns of the run table share its width: first what their texts need, then the rest."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from diary.ui.models.run_columns import Column

# How the columns share the width that is left over; those of names and words get more of it.
_SHARES = {
    Column.KIND: 2,
    Column.SURFACE: 4,
    Column.HILLS: 2,
    Column.SHOE: 4,
    Column.RESPONSE: 6,
}


def shared_widths(
    room: int, columns: Sequence[Column], least: Mapping[Column, int], needed: Mapping[Column, int]
) -> dict[Column, int]:
    """The width of each column in a room.

    `least` is what the usual texts take, `needed` what the present ones do, where that is known: a
    column gives up what it has no text for, and of the others those get theirs first that lack
    the least.
    """
    widths = {column: min(least[column], needed.get(column, least[column])) for column in columns}
    spare = room - sum(widths.values())
    lacking = {column: needed[column] - widths[column] for column in columns if column in needed}
    for column in sorted(lacking, key=lambda column: lacking[column]):
        extra = max(0, min(spare, lacking[column]))
        widths[column] += extra
        spare -= extra
    shares = sum(_SHARES.get(column, 1) for column in columns)
    for column in columns:
        # Each takes its part of what is still left, so that nothing is lost to rounding.
        share = _SHARES.get(column, 1)
        extra = max(spare, 0) * share // shares
        spare, shares = spare - extra, shares - share
        widths[column] += extra
    return widths
