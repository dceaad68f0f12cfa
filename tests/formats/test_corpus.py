"""The files of real devices, where they are at hand: none stops the reader, all numbers agree."""

from __future__ import annotations

import csv
import os
from collections import Counter, defaultdict
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from functools import cache
from itertools import count
from pathlib import Path

import fitdecode
import pytest

from diary.domain.reading import Caution, ReadFile, Refusal
from diary.domain.run import Run
from diary.formats.activity_files import read_activity_file
from diary.formats.fit_walk import SESSION, parts, walk

CORPUS = Path(
    os.environ.get("KNEELOG_CORPUS")
    or Path(__file__).resolve().parents[2].parent / "shared" / "corpus"
)
pytestmark = [
    pytest.mark.corpus,
    pytest.mark.skipif(
        not (CORPUS / "manifest.csv").exists(),
        reason="the files of real devices are not here (KNEELOG_CORPUS)",
    ),
]
IMPORTED_AT = datetime(2026, 11, 20, tzinfo=UTC)
STARTS_WITHIN = timedelta(seconds=1.5)
# By field of truth.csv: the run's field, the share and the amount it may differ by.
TOLERANCES = {
    "distance_m": ("distance_m", 0.001, 0.5),
    "timer_s": ("moving_s", 0.0, 0.6),
    "elapsed_s": ("elapsed_s", 0.0, 0.6),
    "avg_hr": ("avg_hr", 0.0, 0.5),
    "max_hr": ("max_hr", 0.0, 0.5),
    "ascent_m": ("ascent_m", 0.0, 0.5),
}
# What differs, and why.
KNOWN_DIFFERENCES = {
    ("f0037", "avg_hr"): "0 is a sensor that was not there",
    ("f0037", "max_hr"): "0 is a sensor that was not there",
    ("f0100", "avg_hr"): "0 is a sensor that was not there",
    ("f0100", "max_hr"): "0 is a sensor that was not there",
    ("f0094", "distance_m"): "two points at latitudes 100 and 200 are left out",
    ("f0107", "avg_cadence_rpm"): "the mean here leaves out the zeros of standing still",
    ("f0043", "start_utc"): "recorded in 1901: no usable date",
}


def rows(name: str) -> list[dict[str, str]]:
    with (CORPUS / name).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


@cache
def found(path: str) -> ReadFile:
    ids = count(1)
    (read,) = read_activity_file(
        CORPUS / path,
        zone="Europe/Lisbon",
        new_id=lambda: f"{path} {next(ids)}",
        imported_at=IMPORTED_AT,
    )
    return read


def activities() -> Iterator[tuple[str, ReadFile]]:
    for row in rows("manifest.csv"):
        if row["format"] in {"fit", "tcx", "gpx"}:
            yield row["id"], found(row["file"])


def test_every_file_ends_with_runs_or_a_code() -> None:
    errors: Counter[str] = Counter()
    for _file_id, read in activities():
        assert bool(read.runs) != (read.error is not None)
        errors[read.error.code if read.error else "runs"] += 1
    assert errors == {
        "runs": 90,
        Refusal.NOT_AN_ACTIVITY: 21,
        Refusal.NO_DATE: 8,
    }


def test_other_files_are_unsupported() -> None:
    for row in rows("manifest.csv"):
        if row["format"] not in {"fit", "tcx", "gpx"}:
            read = found(row["file"])
            assert read.error is not None
            assert read.error.code == Refusal.UNSUPPORTED


def differences(file_id: str, truth: dict[str, str], run: Run) -> Iterator[tuple[str, str]]:
    for name, (field, share, amount) in TOLERANCES.items():
        if not truth[name]:
            continue
        wanted, value = float(truth[name]), getattr(run, field)
        if value is None or abs(value - wanted) > max(share * wanted, amount):
            yield file_id, name
    # Steps of both feet here, of one leg there.
    one_leg, steps = float(truth["avg_cadence_rpm"] or 0), run.cadence_spm
    if one_leg and steps is not None and abs(steps / 2 - one_leg) > 0.1:
        yield file_id, "avg_cadence_rpm"


def test_numbers_agree_with_independent_readers() -> None:
    truths = defaultdict(list)
    for truth in rows("truth.csv"):
        if truth["start_utc"] and not truth["member"]:
            truths[truth["id"]].append(truth)
    unlike: set[tuple[str, str]] = set()
    for file_id, read in activities():
        left = list(read.runs)
        for truth in truths[file_id]:
            start = datetime.fromisoformat(truth["start_utc"])
            same = [
                run
                for run in left
                if run.started_at and abs(run.started_at - start) < STARTS_WITHIN
            ]
            if not same:
                unlike.add((file_id, "start_utc"))
                continue
            left.remove(same[0])
            unlike.update(differences(file_id, truth, same[0]))
            if truth["local_offset_s"] and abs(int(truth["local_offset_s"])) <= 14 * 3600:
                offset = timedelta(seconds=int(truth["local_offset_s"]))
                at = datetime.fromisoformat(f"2020-01-01T00:00:00{same[0].timezone}")
                assert at.utcoffset() == offset
        # One file has no truth: its points lack places, which the independent reader refuses.
        assert not left or file_id == "f0081"
    assert unlike == KNOWN_DIFFERENCES.keys()


@pytest.mark.parametrize(
    ("file_id", "caution"),
    [
        ("f0017", Caution.CRC_WRONG),
        ("f0018", Caution.CRC_WRONG),
        ("f0036", Caution.CRC_WRONG),
        ("f0020", Caution.CUT_SHORT),
        ("f0021", Caution.CUT_SHORT),
        ("f0024", Caution.CUT_SHORT),
        ("f0036", Caution.CUT_SHORT),
        ("f0041", Caution.CUT_SHORT),
        ("f0025", Caution.DATE_IMPLAUSIBLE),
        ("f0026", Caution.DATE_IMPLAUSIBLE),
        ("f0043", Caution.DATE_IMPLAUSIBLE),
        ("f0124", Caution.DATE_IMPLAUSIBLE),
        ("f0049", Caution.FIELD_DROPPED),
        ("f0054", Caution.ZONE_GUESSED),
    ],
)
def test_odd_files_are_named(file_id: str, caution: Caution) -> None:
    warnings = {
        warning.code for each, read in activities() if each == file_id for warning in read.warnings
    }
    assert caution in warnings


def decoded_sessions(content: bytes) -> list[dict[int, object]]:
    sessions: list[dict[int, object]] = []
    try:
        with fitdecode.FitReader(  # type: ignore[no-untyped-call]  # it annotates nothing
            content,
            processor=None,
            check_crc=fitdecode.CrcCheck.DISABLED,
            error_handling=fitdecode.ErrorHandling.IGNORE,
        ) as frames:
            sessions.extend(
                {
                    each.def_num: each.raw_value
                    for each in frame.fields
                    if each.field_def and not each.field_def.is_dev
                }
                for frame in frames
                if frame.frame_type == fitdecode.FIT_FRAME_DATA and frame.global_mesg_num == SESSION
            )
    except fitdecode.FitError:
        # What came before the damage stands.
        return sessions
    return sessions


@pytest.mark.slow
def test_the_walk_reads_what_fitdecode_reads() -> None:
    compared = 0
    for row in rows("manifest.csv"):
        if row["format"] != "fit":
            continue
        content = (CORPUS / row["file"]).read_bytes()
        walked = [each for part in parts(content)[0] for each in walk(content, part).sessions]
        decoded = decoded_sessions(content)
        assert len(walked) == len(decoded), row["id"]
        for ours, theirs in zip(walked, decoded, strict=True):
            for number, value in ours.items():
                assert theirs[number] == value, (row["id"], number)
                compared += 1
    assert compared > 1000
