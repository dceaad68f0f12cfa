"""One bad file is read; whatever is not as promised is a breach."""

from __future__ import annotations

import signal
import traceback
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from datetime import UTC, datetime
from itertools import count
from pathlib import Path
from types import FrameType
from unittest.mock import patch

from diary.domain.reading import Caution, ReadFile, ReadProblem, ReadRequest, Refusal
from diary.formats import reading
from diary.formats.wire import Found, answer_in, framed

HANG_S = 5.0
REQUEST = ReadRequest("Europe/Lisbon", datetime(2026, 11, 20, 19, 0, tzinfo=UTC))
_LENGTH_BYTES = 4
_CODES = {*Refusal, *Caution}
_new_number = count(1)


class HangError(BaseException):
    """A file took longer than any file may; not to be caught by what guards a reader."""


def breaches_of(path: Path) -> tuple[list[str], Sequence[ReadFile]]:
    """What is wrong with how a file is read, and what was found in it."""
    faults: list[str] = []
    true_problem: Callable[[Exception], ReadProblem] = vars(reading)["_problem"]

    def problem(error: Exception) -> ReadProblem:
        faults.append(_last_line(error))
        return true_problem(error)

    found: list[ReadFile] = []
    try:
        with patch.object(reading, "_problem", problem), _limited():
            found.extend(reading.read_path(path, REQUEST, lambda: f"run-{next(_new_number)}"))
    except HangError as error:
        return [f"hangs: {_last_line(error)}"], found
    except Exception as error:  # noqa: BLE001 - this is what is looked for
        return [f"raises {_last_line(error)}"], found
    breaches = [f"crashes: {fault}" for fault in faults]
    if not found:
        breaches.append("no result")
    for file in found:
        breaches.extend(_breaches_in(file))
    return breaches, found


def _breaches_in(file: ReadFile) -> Iterator[str]:
    if not (file.runs or file.scores or file.table) and file.error is None:
        yield "neither a run nor an error"
    problems = [*file.warnings, *((file.error,) if file.error is not None else ())]
    for problem in problems:
        if problem.code not in _CODES:
            yield f"unknown code {problem.code}"
        if problem.run_id is not None and all(run.id != problem.run_id for run in file.runs):
            yield "warns of a run that is not there"
    if file.error is not None and file.error.code not in set(Refusal):
        yield f"an error that is none: {file.error.code}"
    ids = {run.id for run in file.runs}
    if len(ids) < len(file.runs) or not ids >= set(file.gear):
        yield "ids that do not fit"
    answer = answer_in(framed(Found(file))[_LENGTH_BYTES:])
    if answer != Found(file):
        yield "is another after its way to the parent"


@contextmanager
def _limited() -> Iterator[None]:
    """Raise `HangError` after too much time of calculation; other work of the machine is none."""

    def on_alarm(_signal: int, _frame: FrameType | None) -> None:
        raise HangError

    before = signal.signal(signal.SIGPROF, on_alarm)
    signal.setitimer(signal.ITIMER_PROF, HANG_S)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_PROF, 0)
        signal.signal(signal.SIGPROF, before)


def _last_line(error: BaseException) -> str:
    frames = [
        each for each in traceback.extract_tb(error.__traceback__) if "diary" in each.filename
    ]
    where = f"{Path(frames[-1].filename).name}:{frames[-1].lineno}" if frames else "?"
    return f"{type(error).__name__} in {where}"
