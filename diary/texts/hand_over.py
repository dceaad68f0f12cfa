"""Plain words for hand-over files: what is wrong with one, and what was left out of it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from diary.domain.hand_over import (
    HandOver,
    HandOverCode,
    HandOverProblem,
    HandOverRefusedError,
    Part,
)
from diary.texts.exchange import exchange_problem_text
from diary.words import _, mark, plural

_REFUSED = {
    HandOverCode.NOT_A_HAND_OVER: mark(
        "This is not a Kneelog file for somebody else. Choose a file that ends in .kneelog."
    ),
    HandOverCode.NOT_A_FILE: mark("This is not a file that can be read. Choose another one."),
    HandOverCode.CUT_SHORT: mark("The file breaks off. Copy it again, or ask for it once more."),
    HandOverCode.UNREADABLE: mark("The file is damaged. Copy it again, or ask for it once more."),
    HandOverCode.TOO_LARGE: mark(
        "The file holds far more than a diary. It was not opened. Ask whoever made it."
    ),
    HandOverCode.TIMEOUT: mark(
        "Reading the file took too long. Close other programs, then try again."
    ),
    HandOverCode.NAME_TWICE: mark("“{name}” is in the file twice. Ask for the file once more."),
    HandOverCode.NO_DIARY: mark("There is no diary in the file. Ask for it once more."),
    HandOverCode.DIARY_REFUSED: mark("The diary in the file cannot be read. Ask for it once more."),
    HandOverCode.LOCKED: mark("The file has a passphrase. Ask for it, then type it here."),
    HandOverCode.WRONG_KEY: mark("The passphrase does not open the file. Type it again."),
    HandOverCode.OTHER_LOCK: mark(
        "The file is locked with something else than a passphrase, which cannot be opened here."
    ),
    HandOverCode.TOO_MUCH_WORK: mark(
        "The file asks for more work to try a passphrase than this computer does. It was not"
        " opened. Ask for it once more, made by Kneelog."
    ),
    HandOverCode.REFUSED_NEWER: mark(
        "The file was made by a newer version. Install that version to make a diary of it."
    ),
    HandOverCode.NOT_AS_MADE: mark(
        "What was written could not be read again as it was made. Do not hand it on. Try again, or"
        " choose another place."
    ),
}
_TOLD = {
    HandOverCode.CHANGED: mark("“{name}” was damaged or changed after the file was made."),
    HandOverCode.MISSING: mark("“{name}” should be in the file and is not."),
    HandOverCode.UNLISTED: mark("“{name}” was put into the file later."),
    HandOverCode.UNKNOWN_MEMBER: mark("“{name}” is not known here and was not opened."),
    HandOverCode.NO_MANIFEST: mark("The list of what is in the file is missing."),
    HandOverCode.MANIFEST_ODD: mark(
        "What the file says about itself does not fit what is in it ({name})."
    ),
    HandOverCode.NEWER: mark("Made by a newer version: opened with what is understood."),
}
_PARTS = {
    Part.NOTES: mark("notes"),
    Part.TIMES: mark("start times"),
    Part.NAME: mark("name"),
    Part.SHOES: mark("shoes"),
    Part.RUNS: mark("runs and run-walk stages"),
    Part.PAINKILLERS: mark("painkiller names"),
    Part.REMINDERS: mark("reminders"),
    Part.LEFT_KNEE: mark("left knee"),
    Part.RIGHT_KNEE: mark("right knee"),
}


def refused_text(error: HandOverRefusedError) -> str:
    """Why a file cannot be used, and what to do; with the first thing wrong in its diary."""
    text = _(_REFUSED[error.code]).format(name=error.name)
    return " ".join((text, *map(exchange_problem_text, error.about[:1])))


def problem_of_file_text(problem: HandOverProblem) -> str:
    """The sentence for something odd in a file that was read."""
    return _(_TOLD[problem.code]).format(name=problem.name)


def problem_texts(found: HandOver) -> Iterator[str]:
    """Everything odd in a file that was read, the file itself first."""
    yield from map(problem_of_file_text, found.problems)
    if found.is_newer and found.not_shown:
        yield not_shown_text(found.not_shown)
    yield from map(exchange_problem_text, found.diary_problems)


def not_shown_text(count: int) -> str:
    """How much of a file is not understood here."""
    return plural("{n} field is not shown.", "{n} fields are not shown.", count).format(n=count)


def wholeness_text(*, is_complete: bool) -> str:
    """Whether a file is as it was made; nothing is called signed."""
    return _("complete") if is_complete else _("damaged or changed")


def part_word(part: str) -> str:
    """What a person calls a part that may be left out; one that is not known keeps its key."""
    return _(_PARTS[Part(part)]) if part in set(Part) else part


def left_out_text(parts: Iterable[str]) -> str:
    """Which parts were left out: "Left out: notes, start times."; "" for none."""
    words = ", ".join(map(part_word, parts))
    return _("Left out: {parts}.").format(parts=words) if words else ""
