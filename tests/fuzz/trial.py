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

from diary.domain.hand_over import HandOver, HandOverRefusedError
from diary.domain.reading import Caution, ReadFile, ReadProblem, ReadRequest, Refusal
from diary.formats import handover, reading
from diary.formats.handover_wire import answer_in as heard_answer
from diary.formats.handover_wire import framed_answer
from diary.formats.kneenotes import read_notes, write_notes
from diary.formats.wire import Found, answer_in, framed
from diary.texts.exchange import notes_problem_text
from diary.texts.hand_over import problem_texts, refused_text

HANG_S = 5.0
HAND_OVER, NOTES = ".kneelog", ".kneenotes"
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
    if path.suffix == HAND_OVER:
        breaches.extend(_breaches_of_hand_over(path.read_bytes()))
    if path.suffix == NOTES:
        breaches.extend(_breaches_of_notes(path.read_bytes()))
    return breaches, found


def _breaches_of_notes(content: bytes) -> Iterator[str]:
    """What is wrong with how notes of a PT are read; they come back as they were."""
    try:
        with _limited():
            read = read_notes(content)
            texts = [notes_problem_text(problem) for problem in read.problems]
    except HangError as error:
        yield f"hangs: {_last_line(error)}"
        return
    except Exception as error:  # noqa: BLE001 - this is what is looked for
        yield f"raises {_last_line(error)}"
        return
    is_refused = any(problem.is_refusal for problem in read.problems)
    if (read.notes is None) != is_refused or not all(texts):
        yield "is refused without a reason, or read with one"
    if read.notes is not None and read_notes(write_notes(read.notes)).notes != read.notes:
        yield "is another when written and read again"


def _breaches_of_hand_over(content: bytes) -> Iterator[str]:
    """What is wrong with how a file for somebody else is read; it is refused in words, or shown."""
    try:
        with _limited():
            answer: HandOver | HandOverRefusedError = handover.read(content)
    except HandOverRefusedError as error:
        answer = error
    except HangError as error:
        yield f"hangs: {_last_line(error)}"
        return
    except Exception as error:  # noqa: BLE001 - this is what is looked for
        yield f"raises {_last_line(error)}"
        return
    try:
        heard: HandOver | HandOverRefusedError = heard_answer(framed_answer(answer)[_LENGTH_BYTES:])
    except HandOverRefusedError as error:
        heard = error
    if isinstance(answer, HandOver):
        if heard != answer:
            yield "is another after its way to the parent"
        if not answer.is_complete and not answer.problems:
            yield "is not complete and says not why"
        list(problem_texts(answer))
    elif not isinstance(heard, HandOverRefusedError) or refused_text(heard) != refused_text(answer):
        yield "is refused for another reason after its way to the parent"


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
