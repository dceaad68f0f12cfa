"""Change sets for totals of forms that were filled in with a PT."""

from __future__ import annotations

from diary.domain.change import Change, ChangeSet
from diary.domain.diary import Diary
from diary.domain.total import Total
from diary.services.entries import NOTHING


def put_total(diary: Diary, total: Total) -> ChangeSet:
    """Add a total, or change the one of its id."""
    before = diary.totals.get(total.id)
    return NOTHING if before == total else ChangeSet((Change(before, total),))


def remove_total(diary: Diary, total_id: str) -> ChangeSet:
    """Put a total into the bin."""
    before = diary.totals.get(total_id)
    return NOTHING if before is None else ChangeSet((Change(before, None),))
