"""The walk over FIT files beside fitdecode, on every file of real devices that is at hand."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field

import fitdecode
import pytest

from diary.formats.fit_records import rebuilt
from diary.formats.fit_walk import (
    ACTIVITY,
    FILE_ID,
    HEART_RATE,
    RECORD,
    SESSION,
    TIMESTAMP,
    heart_rates,
    parts,
    walk,
)
from tests.formats.corpus import ids, needs_corpus, paths

pytestmark = [*needs_corpus, pytest.mark.slow]
# Fields of a session that become something of a run: start, sport and kind, times, distance,
# heart rate, cadence, climb, effort and the end.
TAKEN = frozenset({2, 5, 6, 7, 8, 9, 16, 17, 18, 22, 23, 92, 193, TIMESTAMP})
Fields = dict[int, object]


@dataclass
class Decoded:
    """What fitdecode gives of one file before it stops; fields by number, unscaled."""

    sessions: list[Fields] = field(default_factory=list)
    activities: list[Fields] = field(default_factory=list)
    file_types: list[object] = field(default_factory=list)
    records: int = 0
    heart_rates: Counter[tuple[object, object]] = field(default_factory=Counter)
    is_whole: bool = True

    def take(self, number: int, fields: Fields) -> None:
        if number == SESSION:
            self.sessions.append(fields)
        elif number == ACTIVITY:
            self.activities.append(fields)
        elif number == FILE_ID:
            self.file_types.append(fields.get(0))
        elif number == RECORD:
            self.records += 1
            if fields.get(HEART_RATE) is not None and fields.get(TIMESTAMP) is not None:
                self.heart_rates[fields[TIMESTAMP], fields[HEART_RATE]] += 1


def decoded(content: bytes) -> Decoded:
    found = Decoded()
    try:
        with fitdecode.FitReader(  # type: ignore[no-untyped-call]  # it annotates nothing
            content,
            processor=None,
            check_crc=fitdecode.CrcCheck.DISABLED,
            error_handling=fitdecode.ErrorHandling.IGNORE,
        ) as frames:
            for frame in frames:
                if frame.frame_type == fitdecode.FIT_FRAME_DATA:
                    found.take(frame.global_mesg_num, dict(given(frame)))
    except fitdecode.FitError:
        # What came before the damage stands.
        found.is_whole = False
    return found


def given(frame: fitdecode.FitDataMessage) -> Iterator[tuple[int, object]]:
    for each in frame.fields:
        if each.field_def and not each.field_def.is_dev and each.raw_value is not None:
            yield each.def_num, each.raw_value


@pytest.mark.parametrize("file_id", ids("fit"))
def test_the_walk_reads_what_fitdecode_reads(file_id: str) -> None:
    content = paths()[file_id].read_bytes()
    theirs = decoded(content)
    summaries = [walk(content, part) for part in parts(content)[0]]
    sessions = [each for summary in summaries for each in summary.sessions]

    assert len(sessions) == len(theirs.sessions)
    for ours, wanted in zip(sessions, theirs.sessions, strict=True):
        # Nothing is read that is not there, and nothing that is taken is overlooked.
        assert ours == {number: wanted.get(number) for number in ours}
        assert ours.keys() >= {each for each in TAKEN if isinstance(wanted.get(each), int | float)}
    types = [summary.file_type for summary in summaries if summary.file_type is not None]
    assert types == [each for each in theirs.file_types if each is not None]
    activities = [summary.activity for summary in summaries if summary.activity]
    for activity, wanted in zip(activities, theirs.activities, strict=False):
        assert activity == {number: wanted.get(number) for number in activity}
    assert any(summary.has_records for summary in summaries) == bool(theirs.records)

    rates = Counter(each for part in parts(content)[0] for each in heart_rates(content, part))
    # A compressed time is no full one: such records are only read where there is no summary.
    assert rates <= theirs.heart_rates


def test_files_without_a_summary_are_summed_up_by_fitdecode() -> None:
    handed_over = []
    for file_id in ids("fit"):
        content = paths()[file_id].read_bytes()
        for part in parts(content)[0]:
            summary = walk(content, part)
            if not summary.sessions and summary.has_records and summary.file_type in (None, 4):
                assert rebuilt(content, part) is not None
                handed_over.append(file_id)
    assert "f0036" in handed_over
    assert "f0006" in handed_over
