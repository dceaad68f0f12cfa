"""All files of real devices in one import: every one ends with a status, repeats are found."""

from __future__ import annotations

from collections import Counter
from datetime import datetime, timedelta
from pathlib import Path

from diary.domain.reading import ImportStatus
from diary.services.events import EventBus
from diary.services.import_plan import PlannedRun
from diary.services.importing import Importing
from diary.services.journal import Journal
from diary.storage.store import create_store
from tests.builders import FixedClock, counted_ids
from tests.formats.corpus import CORPUS, needs_corpus, rows
from tests.reading import open_reader

pytestmark = needs_corpus


def test_the_whole_corpus_in_one_import(tmp_path: Path) -> None:
    files = {
        row["id"]: str(CORPUS / row["file"])
        for row in rows("manifest.csv")
        if row["format"] in {"fit", "tcx", "gpx"}
    }
    clock = FixedClock()
    store = create_store(tmp_path / "diary.sqlite3", clock, counted_ids(10_000))
    journal = Journal(EventBus())
    journal.attach(store)
    importing = Importing(journal, open_reader, clock, counted_ids(), store.traces_in_bin)
    paths = [Path(path) for path in files.values()]

    outcome = importing.commit(importing.look(paths))
    statuses = Counter(each.status for each in outcome.plan.files)
    assert sum(statuses.values()) == len(files) == 119
    assert statuses[ImportStatus.NOT_A_RUN] == 21
    assert statuses[ImportStatus.FAILED] == 8
    assert ImportStatus.SKIPPED not in statuses
    assert outcome.exit_status == 1
    assert len(journal.diary.runs) == outcome.added

    by_path = {each.path: each.runs for each in outcome.plan.files}
    groups: dict[str, list[PlannedRun]] = {}
    for row in rows("same_run_groups.csv"):
        start = datetime.fromisoformat(row["start_utc"])
        groups.setdefault(row["group"], []).extend(
            planned
            for planned in by_path[files[row["id"]]]
            if planned.run.started_at and abs(planned.run.started_at - start) < timedelta(seconds=2)
        )
    for group in groups.values():
        statuses_of_group = [planned.status for planned in group]
        assert statuses_of_group.count(ImportStatus.ADDED) == 1
        assert set(statuses_of_group) == {ImportStatus.ADDED, ImportStatus.DUPLICATE}

    again = importing.commit(importing.look(paths))
    assert (again.added, again.exit_status) == (0, 1)
    assert again.duplicates == outcome.added + outcome.duplicates
    store.close()
