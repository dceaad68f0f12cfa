"""The files of real devices, where they are at hand: every one has the result written down here.

`README.md` beside this file says why, where a number is not the one of the independent readers.
"""

from __future__ import annotations

import csv
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta

import pytest

from diary.domain.reading import Caution
from diary.domain.run import Run
from tests.formats.corpus import ACTIVITY_FORMATS, RESULTS, found, needs_corpus, rows, runs

pytestmark = needs_corpus
README = RESULTS.with_name("README.md")
DISTANCE_SHARE, DISTANCE_M, TIME_S = 0.01, 10.0, 1.0
SHARE_WANTED = 0.99
# No run: recorded in 1901, before which day there is no diary.
WITHOUT_DATE = frozenset({"f0043"})
# By file and field of truth.csv, each explained in README.md.
EXCEPTIONS = frozenset({("f0094", "distance_m")})
# Far narrower than what is asked for above, so that no reader drifts unseen.
NARROW = {
    "distance_m": ("distance_m", 0.001, 0.5),
    "timer_s": ("moving_s", 0.0, 0.6),
    "elapsed_s": ("elapsed_s", 0.0, 0.6),
    "avg_hr": ("avg_hr", 0.0, 0.5),
    "max_hr": ("max_hr", 0.0, 0.5),
    "ascent_m": ("ascent_m", 0.0, 0.5),
}
NARROW_EXCEPTIONS = frozenset(
    {
        ("f0037", "avg_hr"),
        ("f0037", "max_hr"),
        ("f0094", "distance_m"),
        ("f0100", "avg_hr"),
        ("f0100", "max_hr"),
        ("f0107", "avg_cadence_rpm"),
    }
)


# ---- every file has a named result -------------------------------------------------------------


def result_row(file_id: str) -> dict[str, str]:
    """What was found in a file, in the words of `corpus_results.csv`: how often each."""
    reads = found(file_id)
    results = Counter(str(read.error.code) if read.error else "read" for read in reads)
    sports = Counter(run.sport.value for read in reads for run in read.runs)
    warnings = {str(each.code) for read in reads for each in read.warnings}
    return {
        "id": file_id,
        "result": counted(results),
        "activities": counted(sports),
        "warnings": " ".join(sorted(warnings)),
    }


def counted(kinds: Counter[str]) -> str:
    return " ".join(f"{kind}:{kinds[kind]}" for kind in sorted(kinds))


def test_every_file_has_the_result_that_is_written_down() -> None:
    with RESULTS.open(encoding="utf-8", newline="") as file:
        written = list(csv.DictReader(file))
    assert [result_row(each["id"]) for each in rows("manifest.csv")] == written


# ---- the numbers are right ---------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Pair:
    """A row of the truth beside the run that starts in the same second."""

    truth: dict[str, str]
    run: Run

    @property
    def file_id(self) -> str:
        return self.truth["id"]

    def is_near(self, field: str, name: str, share: float, amount: float) -> bool:
        """True when a field of the truth is within share or amount of ours, or not given."""
        if not self.truth[field]:
            return True
        wanted, value = float(self.truth[field]), getattr(self.run, name)
        return value is not None and abs(value - wanted) <= max(share * wanted, amount)


def truths() -> list[dict[str, str]]:
    """The rows of activities that have a start and a distance."""
    return [
        row
        for row in rows("truth.csv")
        if row["format"] in ACTIVITY_FORMATS and row["start_utc"] and row["distance_m"]
    ]


def pairs() -> Iterator[Pair]:
    """Each truth with the run that starts with it, each run once."""
    left = {row["id"]: runs(row["id"]) for row in truths()}
    for truth in truths():
        start = datetime.fromisoformat(truth["start_utc"])
        same = [run for run in left[truth["id"]] if run.started_at == start]
        if same:
            left[truth["id"]].remove(same[0])
            yield Pair(truth, same[0])


def test_start_distance_and_time_are_those_of_independent_readers() -> None:
    assert len(truths()) == 126
    dated = [row for row in truths() if row["id"] not in WITHOUT_DATE]
    paired = list(pairs())
    assert [pair.truth for pair in paired] == dated
    unlike = {
        (pair.file_id, field)
        for pair in paired
        for field, name, share, amount in (
            ("distance_m", "distance_m", DISTANCE_SHARE, DISTANCE_M),
            ("timer_s", "moving_s", 0.0, TIME_S),
        )
        if not pair.is_near(field, name, share, amount)
    }
    assert unlike == EXCEPTIONS
    assert 1 - len({file_id for file_id, _ in unlike}) / len(dated) >= SHARE_WANTED


def test_no_reader_drifts() -> None:
    unlike = set()
    for pair in pairs():
        for field, (name, share, amount) in NARROW.items():
            if not pair.is_near(field, name, share, amount):
                unlike.add((pair.file_id, field))
        # Steps of both feet here, of one leg there.
        one_leg, steps = float(pair.truth["avg_cadence_rpm"] or 0), pair.run.cadence_spm
        if one_leg and steps is not None and abs(steps / 2 - one_leg) > 0.1:
            unlike.add((pair.file_id, "avg_cadence_rpm"))
    assert unlike == NARROW_EXCEPTIONS


def test_every_run_of_a_file_is_one_of_the_truth() -> None:
    paired = {pair.run.id for pair in pairs()}
    files = {row["id"] for row in rows("truth.csv") if row["format"] in ACTIVITY_FORMATS}
    unpaired = {run.id for each in files for run in runs(each)} - paired
    # Points without places, which the independent reader refuses to read at all.
    assert {run_id.partition(" ")[0] for run_id in unpaired} == {"f0081"}


def test_zones_are_those_that_are_written_out() -> None:
    compared = 0
    for pair in pairs():
        offset_s = int(pair.truth["local_offset_s"] or 10**9)
        if abs(offset_s) <= 14 * 3600:
            at = datetime.fromisoformat(f"2020-01-01T00:00:00{pair.run.timezone}")
            assert at.utcoffset() == timedelta(seconds=offset_s), pair.file_id
            compared += 1
    assert compared > 30


@pytest.mark.parametrize(
    ("file_id", "zone"), [("f0063", "+01:00"), ("f0089", "+01:15"), ("f0095", "+01:00")]
)
def test_zones_of_tracks_are_kept(file_id: str, zone: str) -> None:
    (run,) = runs(file_id)
    assert run.timezone == zone


# ---- what a person would call wrong --------------------------------------------------------------


def test_several_activities_in_a_file_are_several_runs() -> None:
    triathlon = [run.sport.value for run in runs("f0040")]
    assert triathlon == ["swim", "other", "ride", "other", "run"]
    assert len(runs("f0019")) == 7
    assert len(runs("f0045")) == 7


def test_of_swim_parts_with_a_strap_the_heart_rate_is_found() -> None:
    swim, change, *_rest = runs("f0040")
    assert swim.avg_hr == 165
    assert change.avg_hr == 176


def test_steps_are_those_of_both_feet() -> None:
    for file_id in ("f0028", "f0101", "f0108"):
        for run in runs(file_id):
            assert run.cadence_spm is None or run.cadence_spm > 120


def test_warnings_are_about_the_file_they_stand_with() -> None:
    (read,) = found("f0041")
    assert {each.code for each in read.warnings} == {Caution.CUT_SHORT}
    assert read.runs[0].distance_m == pytest.approx(11_274.04, abs=0.01)


def test_each_exception_is_explained() -> None:
    explained = README.read_text(encoding="utf-8")
    for file_id, field in EXCEPTIONS | NARROW_EXCEPTIONS:
        assert any(file_id in line and field in line for line in explained.splitlines()), (
            file_id,
            field,
        )
    for file_id in WITHOUT_DATE:
        assert file_id in explained
