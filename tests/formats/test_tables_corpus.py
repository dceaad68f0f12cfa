"""The tables of the corpus that no program is known by."""

from __future__ import annotations

from diary.domain.reading import Refusal
from diary.domain.run import Sport
from tests.formats import corpus

pytestmark = corpus.needs_corpus


def test_runs_that_somebody_typed() -> None:
    (found,) = corpus.found("f0123")
    assert [(run.on.isoformat(), run.sport, run.distance_m) for run in found.runs[:3]] == [
        ("2023-10-30", Sport.RUN, 4010.0),
        ("2023-10-22", Sport.RUN, 4500.0),
        ("2023-09-27", Sport.RIDE, 6850.0),
    ]
    assert {run.started_at for run in found.runs} == {None}
    assert [run.elapsed_s for run in found.runs[:2]] == [1137.0, 1423.0]


def test_points_of_a_track_are_no_activities() -> None:
    (found,) = corpus.found("f0086")
    assert found.runs == ()
    assert found.error is not None
    assert found.error.code == Refusal.NOT_AN_ACTIVITY
