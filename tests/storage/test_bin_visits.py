"""Totals and notes of the PT in the bin: they go for good after thirty days."""

import sqlite3
from contextlib import closing
from pathlib import Path

from diary.domain.change import Change, ChangeSet
from diary.storage.integrity import check_file
from tests.builders import FixedClock, a_diary, a_note, a_run, a_total, filling
from tests.storage.test_bin import Opening


def count(path: Path, table: str) -> int:
    with closing(sqlite3.connect(path)) as connection:
        (number,) = connection.execute(f"SELECT count(*) FROM {table}").fetchone()
    return int(number)


def test_totals_and_notes_of_the_pt_are_gone_after_thirty_days(
    path: Path, opened: Opening, clock: FixedClock
) -> None:
    store = opened(path)
    content = a_diary(totals={"total-1": a_total()}, pt_notes={"note-1": a_note()})
    store.write(store.write(filling(content)).inverse())
    store.close()
    for number, days in enumerate((31, 1)):
        clock.turn(days=days)
        store = opened(path)
        store.write(ChangeSet((Change(None, a_run(f"run-{number}")),)))
        store.close()
    assert (count(path, "totals"), count(path, "pt_notes")) == (0, 0)
    assert check_file(path) == []
