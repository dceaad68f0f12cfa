"""The runs and scores in another diary's `diary.json`, as something to add to this one.

Nothing of it replaces anything: each run gets an id of its own and keeps the one it had as the
`external_id` of its source, by which it is known again.
"""

from __future__ import annotations

import codecs
import re
from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from datetime import date
from pathlib import Path

from diary.domain.day import Day
from diary.domain.diary import Diary
from diary.domain.exchange_problem import ExchangeCode, ExchangeProblem
from diary.domain.knee import Knee, Moment
from diary.domain.reading import (
    Caution,
    ReadFile,
    ReadProblem,
    ReadRequest,
    ReadScore,
    Refusal,
)
from diary.domain.run import Run, RunSource, SourceFormat, start_order
from diary.formats.activity_files import refused_file
from diary.formats.archive import printable
from diary.formats.exchange import decode_diary
from diary.formats.exchange_shapes import FORMAT
from diary.formats.refused import RefusedError
from diary.formats.source import Source

# Twenty years are 16 million bytes.
LARGEST_BYTES = 64 * 1024 * 1024
_TAKEN = ("$.runs", "$.days", "$.shoes")
_OURS = re.compile(rb'"format"\s*:\s*"' + FORMAT.encode() + rb'"')


def is_kneelog(head: bytes) -> bool:
    """True when a file begins as `diary.json` does."""
    begin = head.removeprefix(codecs.BOM_UTF8).lstrip()
    return begin.startswith(b"{") and _OURS.search(begin) is not None


def read_kneelog(
    source: Source,
    path: Path,
    member: str | None,
    request: ReadRequest,
    new_id: Callable[[], str],
) -> Iterator[ReadFile]:
    """The activities, shoes by name and scores of the days, one `ReadFile`; never raises.

    `member` is its name in the archive at `path`.
    """
    try:
        content = source.read_all(LARGEST_BYTES)
    except RefusedError as error:
        yield refused_file(path, member, error.problem)
        return
    sha256 = source.sha256()
    decoded = decode_diary(content)
    if decoded.diary is None:
        yield refused_file(path, member, _refusal(decoded.problems, source), sha256)
        return
    diary = decoded.diary
    came_from = RunSource(
        name=printable(path.name),
        format=SourceFormat.KNEELOG,
        sha256=sha256,
        member=member,
        imported_at=request.imported_at,
    )
    ids = {run.id: new_id() for run in sorted(diary.runs.values(), key=start_order)}
    runs = tuple(_run(diary.runs[old], new, came_from, request) for old, new in ids.items())
    scores = tuple(_scores(diary.days))
    problem = None if runs or scores else ReadProblem(Refusal.NOT_AN_ACTIVITY)
    yield ReadFile(
        printable(str(path)),
        member,
        sha256,
        runs,
        tuple(_cautions(decoded.problems)),
        problem,
        _gear(diary, ids),
        scores,
    )


def _run(run: Run, new_id: str, came_from: RunSource, request: ReadRequest) -> Run:
    # A pair of shoes of that diary is known here by its name only.
    source = replace(came_from, external_id=run.id)
    sport = request.sport or run.sport
    return replace(run, id=new_id, shoe_id=None, sport=sport, source=source)


def _gear(diary: Diary, ids: Mapping[str, str]) -> dict[str, str]:
    return {
        ids[run.id]: diary.shoes[run.shoe_id].name
        for run in diary.runs.values()
        if run.shoe_id is not None
    }


def _scores(days: Mapping[date, Day]) -> Iterator[ReadScore]:
    for day in sorted(days.values(), key=lambda each: each.on):
        for knee in Knee:
            for moment in (Moment.MORNING, Moment.WORST):
                score = day.knee(knee).score(moment)
                if score is not None:
                    yield ReadScore(day.on, knee, moment, score.value)


def _cautions(problems: tuple[ExchangeProblem, ...]) -> Iterator[ReadProblem]:
    """What was odd in what is taken, each kind with how often it was there."""
    counts = Counter(each.code for each in problems if each.path.startswith(_TAKEN))
    for code, count in counts.items():
        yield ReadProblem(Caution.FIELD_DROPPED, f"{code} {count}")


def _refusal(problems: tuple[ExchangeProblem, ...], source: Source) -> ReadProblem:
    if source.is_cut:
        return ReadProblem(Refusal.TRUNCATED)
    first = next((each for each in problems if each.is_refusal), None)
    if first is None:
        return ReadProblem(Refusal.UNREADABLE)
    is_newer = first.code == ExchangeCode.NEWER_VERSION
    return ReadProblem(Refusal.UNSUPPORTED if is_newer else Refusal.UNREADABLE, first.path)
