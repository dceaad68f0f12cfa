"""`manifest.json` of a hand-over file: what is in it, with a hash of each member.

Nothing it says is believed. What it says of the rest is compared with the rest.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

import msgspec

from diary.domain.hand_over import HandOverCode, HandOverProblem, Part, file_id_of
from diary.domain.period import ONE_DAY, Span
from diary.formats import exchange_shapes as shapes

NAME = "manifest.json"
DIARY = "diary.json"
FORMAT = "kneelog-manifest"
VERSION = 1
WORDS_MOST = 50
WORD_LONGEST = 40
_KEYS = frozenset(
    (
        *("format", "version", "made_at", "program", "file_id", "span", "members"),
        *("left_out", "paper_ids", "shown"),
    )
)


class _Listed(msgspec.Struct):
    """What the manifest says of one member."""

    sha256: str
    bytes: int


@dataclass(frozen=True, slots=True)
class Taken:
    """What came out of a member: its hash and size; `is_damaged` when the zip itself says so."""

    sha256: str
    size_bytes: int
    is_damaged: bool = False


@dataclass(slots=True)
class Checked:
    """What a manifest is worth."""

    problems: list[HandOverProblem] = field(default_factory=list)
    left_out: tuple[str, ...] = ()
    is_newer: bool = False
    unknown_keys: int = 0
    shown: Span | None = None

    def add(self, code: HandOverCode, name: str = "") -> None:
        """Note one problem."""
        self.problems.append(HandOverProblem(code, name))


def written_manifest(
    members: Mapping[str, bytes],
    *,
    made_at: datetime,
    program: str,
    span: Span | None,
    left_out: Iterable[Part],
    shown: Span | None = None,
) -> bytes:
    """The manifest of these members, `diary.json` among them; `shown` as in `HandOver`."""
    hashes = {name: hashlib.sha256(content).hexdigest() for name, content in members.items()}
    file_id = file_id_of(hashes[DIARY])
    document = {
        "format": FORMAT,
        "version": VERSION,
        "made_at": made_at,
        "program": program,
        "file_id": file_id,
        "span": span and shapes.Span(span.start, span.end - ONE_DAY),
        "members": {
            name: {"sha256": hashes[name], "bytes": len(content)}
            for name, content in members.items()
        },
        "left_out": [part for part in Part if part in set(left_out)],
        "paper_ids": [file_id],
    }
    if shown is not None:
        document["shown"] = shapes.Span(shown.start, shown.end - ONE_DAY)
    return msgspec.json.format(msgspec.json.encode(document), indent=1) + b"\n"


def checked_manifest(
    content: bytes | None, taken: Mapping[str, Taken], span: Span | None
) -> Checked:
    """Compare what the manifest says with what is there.

    `taken` are all members that could be read but the manifest, `span` is that of `diary.json`.
    """
    checked = Checked()
    top = _object(content) if content is not None else None
    if content is None:
        checked.add(HandOverCode.NO_MANIFEST)
    elif top is None or top.get("format") != FORMAT or type(top.get("version")) is not int:
        checked.add(HandOverCode.MANIFEST_ODD, NAME)
    else:
        checked.is_newer = top["version"] > VERSION
        checked.unknown_keys = len(top.keys() - _KEYS)
        checked.left_out = _words(top.get("left_out"))
        _compare_members(top.get("members"), taken, checked)
        _compare_rest(top, taken[DIARY].sha256, span, checked)
    for name, member in taken.items():
        if member.is_damaged:
            checked.add(HandOverCode.CHANGED, name)
    return checked


def _object(content: bytes) -> dict[str, Any] | None:
    try:
        raw = msgspec.json.decode(content)
    except (msgspec.DecodeError, ValueError, RecursionError):
        return None
    return raw if isinstance(raw, dict) else None


def _words(raw: object) -> tuple[str, ...]:
    """The parts that were left out, as far as they are short words."""
    listed = raw if isinstance(raw, list) else []
    words = (each for each in listed if isinstance(each, str) and each.isprintable())
    return tuple(word for word in words if len(word) <= WORD_LONGEST)[:WORDS_MOST]


def _compare_members(raw: object, taken: Mapping[str, Taken], checked: Checked) -> None:
    try:
        listed = msgspec.convert(raw, dict[str, _Listed])
    except (msgspec.ValidationError, RecursionError):
        checked.add(HandOverCode.MANIFEST_ODD, "members")
        return
    for name, member in taken.items():
        said = listed.get(name)
        if said is None:
            checked.add(HandOverCode.UNLISTED, name)
        elif not member.is_damaged and (said.sha256.lower(), said.bytes) != (
            member.sha256,
            member.size_bytes,
        ):
            checked.add(HandOverCode.CHANGED, name)
    absent = sorted(listed.keys() - taken.keys())
    for name in absent[:WORDS_MOST]:
        checked.add(HandOverCode.MISSING, shown_name(name))


def _compare_rest(top: Mapping[str, Any], sha256: str, span: Span | None, checked: Checked) -> None:
    file_id = top.get("file_id")
    if not isinstance(file_id, str) or file_id.upper() != file_id_of(sha256):
        checked.add(HandOverCode.MANIFEST_ODD, "file_id")
    if _span(top.get("span")) != (span and (span.start, span.end - ONE_DAY)):
        checked.add(HandOverCode.MANIFEST_ODD, "span")
    shown = _span(top.get("shown"))
    if shown is None:
        return
    if span is None or not span.start <= shown[0] <= shown[1] < span.end:
        checked.add(HandOverCode.MANIFEST_ODD, "shown")
    else:
        checked.shown = Span(shown[0], shown[1] + ONE_DAY)


def _span(raw: object) -> tuple[date, date] | None:
    if raw is None:
        return None
    try:
        span = msgspec.convert(raw, shapes.Span)
    except (msgspec.ValidationError, RecursionError):
        return date.min, date.min
    return span.from_, span.to


def shown_name(name: str) -> str:
    """The name of a member as it may be shown: one short line."""
    shown = "".join(letter if letter.isprintable() else "?" for letter in name[: WORD_LONGEST * 2])
    return shown if len(name) <= WORD_LONGEST * 2 else f"{shown}…"
