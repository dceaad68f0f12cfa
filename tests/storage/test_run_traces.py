"""What tells the runs in the bin again."""

from datetime import UTC, datetime

from diary.domain.same_run import Sameness, sameness, trace_of
from diary.storage.store import SqliteStore
from tests.builders import a_diary, a_run, a_source, filling


def test_what_lies_in_the_bin_is_known_again(store: SqliteStore) -> None:
    at = datetime(2026, 11, 20, 6, 40, tzinfo=UTC)
    imported = a_run(
        "imported", started_at=at, timezone="Asia/Tokyo", elapsed_s=2800.0, source=a_source()
    )
    gone = a_diary(runs=[imported, a_run("typed", moving_s=None)])
    store.write(filling(a_diary(runs=[a_run("kept", note="here")])))
    assert store.traces_in_bin() == []
    store.write(filling(gone))
    store.write(filling(gone).inverse())
    found = {trace.id: trace for trace in store.traces_in_bin()}
    assert found == {run.id: trace_of(run) for run in gone.runs.values()}
    store.empty_bin_now()
    (left,) = store.traces_in_bin()
    assert sameness(left, trace_of(imported)) is Sameness.SOURCE
    assert (left.times_s, left.distance_m, left.started_at) == ((), 8200.0, at)
    store._connection.execute("UPDATE runs SET started_at = 'then' WHERE id = 'imported'")
    assert store.traces_in_bin() == []
