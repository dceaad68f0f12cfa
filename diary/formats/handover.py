"""A hand-over file `.kneelog`: made of members, and read as a stranger's.

Writing takes bytes that are made already. Reading gives values or one refusal, whatever is in it.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import Any

import msgspec

from diary.domain.checks import EARLIEST, LATEST
from diary.domain.exchange_problem import ExchangeCode, ExchangeProblem
from diary.domain.hand_over import (
    HandOver,
    HandOverCode,
    HandOverProblem,
    HandOverRefusedError,
    Part,
)
from diary.domain.period import ONE_DAY, Span
from diary.domain.rule import Rule
from diary.formats import exchange_shapes as shapes
from diary.formats.exchange import decode_diary
from diary.formats.exchange_typing import BYTE_ORDER_MARK, Problems, members
from diary.formats.handover_manifest import (
    DIARY,
    NAME,
    WORD_LONGEST,
    Checked,
    checked_manifest,
    written_manifest,
)
from diary.formats.handover_zip import Unpacked, packed, unpacked

PROBLEMS_MOST = 200
TITLE_LONGEST = 300
WHY_LONGEST = 2000
_TEXT_LONGEST = 200
_EVIDENCE_MOST = 60
_WHOLE_MOST = 2**53
# What is left out where a newer program says more than this one understands.
_NOT_UNDERSTOOD = frozenset(
    {
        ExchangeCode.UNKNOWN_KEY,
        ExchangeCode.UNKNOWN_VALUE,
        ExchangeCode.UNKNOWN_SETTING,
    }
)
_Parts = dict[str, msgspec.Raw]


def written(
    document: bytes,
    others: Mapping[str, bytes],
    *,
    made_at: datetime,
    program: str,
    span: Span | None,
    left_out: Iterable[Part] = (),
    shown: Span | None = None,
) -> bytes:
    """The file of a `diary.json` and other members by their names, with a manifest."""
    held = {DIARY: document, **others}
    manifest = written_manifest(
        held, made_at=made_at, program=program, span=span, left_out=left_out, shown=shown
    )
    return packed({NAME: manifest, **held})


def read(content: bytes) -> HandOver:
    """The values in the bytes of a hand-over file; raises `HandOverRefusedError`.

    A file of a newer program is read as far as it is understood.
    """
    found = unpacked(content)
    parts = _parts(found.diary)
    is_newer = _is_newer(parts.get("version"))
    document = found.diary
    if is_newer:
        # The keys that are known must be sound; all others are counted.
        document = msgspec.json.encode(
            {**parts, "version": msgspec.Raw(str(shapes.VERSION).encode())}
        )
    decoded = decode_diary(document)
    if decoded.diary is None:
        about = tuple(each for each in decoded.problems if each.is_refusal)
        raise HandOverRefusedError(HandOverCode.DIARY_REFUSED, DIARY, about[:PROBLEMS_MOST])
    span = _span(parts.get("span"))
    checked = checked_manifest(found.manifest, found.taken, span)
    is_complete = not checked.problems
    return HandOver(
        diary=decoded.diary,
        sha256=found.taken[DIARY].sha256,
        is_complete=is_complete,
        made_at=_made_at(parts.get("made_at")),
        program=_program(parts.get("program")),
        span=span,
        reminders=_reminders(parts.get("reminders")),
        left_out=checked.left_out,
        members=tuple(sorted(found.taken)),
        problems=_problems(found, checked, is_newer=is_newer),
        diary_problems=decoded.problems[:PROBLEMS_MOST],
        not_shown=_not_shown(decoded.problems) + len(found.unknown) + checked.unknown_keys,
        is_newer=is_newer or checked.is_newer,
        shown=checked.shown,
    )


def _parts(document: bytes) -> _Parts:
    """The parts of `diary.json`, each still as it stands there; none where it is no object."""
    try:
        return msgspec.json.decode(document.removeprefix(BYTE_ORDER_MARK), type=_Parts)
    except (msgspec.DecodeError, ValueError, RecursionError):
        # What is wrong with it is said by the one who reads the whole.
        return {}


def _told(raw: msgspec.Raw | None, kind: Any) -> Any:  # noqa: ANN401 - whatever is asked for
    """A part as a value of that kind; None where it is not there or another."""
    if raw is None:
        return None
    try:
        return msgspec.json.decode(raw, type=kind)
    except (msgspec.DecodeError, ValueError, RecursionError):
        return None


def _is_newer(raw: msgspec.Raw | None) -> bool:
    version = _told(raw, int)
    return version is not None and version > shapes.VERSION


def _span(raw: msgspec.Raw | None) -> Span | None:
    span: shapes.Span | None = _told(raw, shapes.Span)
    if span is None or not EARLIEST <= span.from_ <= span.to <= LATEST:
        return None
    return Span(span.from_, span.to + ONE_DAY)


def _made_at(raw: msgspec.Raw | None) -> datetime | None:
    """When it says it was made; None for what no clock says that was ever set."""
    at: datetime | None = _told(raw, shapes.Instant)
    # A day less at both ends: the day of the person may be the one before or after.
    return at if at is not None and EARLIEST.year < at.year < LATEST.year else None


def _program(raw: msgspec.Raw | None) -> str:
    program = _told(raw, str) or ""
    return "".join(letter for letter in program if letter.isprintable())[:WORD_LONGEST]


def _reminders(raw: msgspec.Raw | None) -> tuple[Mapping[str, object], ...]:
    """What reminders said, of the rules known here; what was only done with one is in the diary."""
    top = {"reminders": _told(raw, list[Any])}
    rows = members(top, "reminders", shapes.Reminder, Problems())
    return tuple(_row(row) for _path, row in rows if row.title and row.rule in list(Rule))


def _row(row: shapes.Reminder) -> Mapping[str, object]:
    evidence = row.evidence or {}
    return {
        "rule": row.rule,
        "subject": row.subject,
        "fired_on": row.fired_on,
        "since": row.since,
        "level": row.level,
        "state": row.state,
        "title": (row.title or "")[:TITLE_LONGEST],
        "why": (row.why or "")[:WHY_LONGEST],
        "evidence": {
            name[:WORD_LONGEST]: value
            for name, value in list(evidence.items())[:_EVIDENCE_MOST]
            if _is_plain(value)
        },
    }


def _is_plain(value: object) -> bool:
    if isinstance(value, str):
        return len(value) <= _TEXT_LONGEST
    if isinstance(value, int | float):
        return abs(value) <= _WHOLE_MOST
    return value is None


def _problems(found: Unpacked, checked: Checked, *, is_newer: bool) -> tuple[HandOverProblem, ...]:
    problems = list(checked.problems)
    problems.extend(HandOverProblem(HandOverCode.UNKNOWN_MEMBER, name) for name in found.unknown)
    if is_newer or checked.is_newer:
        problems.append(HandOverProblem(HandOverCode.NEWER))
    return tuple(problems)


def _not_shown(problems: Iterable[ExchangeProblem]) -> int:
    return sum(each.code in _NOT_UNDERSTOOD for each in problems)
