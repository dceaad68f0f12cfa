"""Totals of forms as changes of the diary."""

from diary.domain.change import ChangeSet, apply
from diary.domain.diary import Diary
from diary.services.totals import put_total, remove_total
from tests.builders import a_total


def test_a_total_is_added_changed_and_taken_back() -> None:
    added = apply(Diary(), put_total(Diary(), a_total()))
    assert added.totals == {"total-1": a_total()}
    assert put_total(added, a_total()) == ChangeSet(())
    mended = apply(added, put_total(added, a_total(total=71)))
    assert mended.totals["total-1"].total == 71
    removed = remove_total(mended, "total-1")
    assert apply(mended, removed).totals == {}
    assert apply(apply(mended, removed), removed.inverse()) == mended
    assert remove_total(added, "gone") == ChangeSet(())
