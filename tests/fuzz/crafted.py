"""Hand-over files that somebody made with bad intent, each with what has to become of it.

`python -m tests.fuzz.crafted` prints for each what became of it, how long that took and how much
memory.
"""

from __future__ import annotations

import hashlib
import json
import sys
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta
from functools import cache
from typing import Any

from diary.domain.hand_over import HandOver, HandOverCode
from diary.formats.exchange import encode_diary
from diary.formats.handover_manifest import written_manifest
from diary.services.sample import sample_diary
from tests.builders_zips import Member, deflated, zip_of, zipped
from tests.fuzz.judging import Judged, judged

MEGABYTE = 1024 * 1024
MADE_AT = datetime(2026, 11, 20, 19, 0, tzinfo=UTC)
Code = HandOverCode
Members = Mapping[str, bytes | str]


@dataclass(frozen=True)
class Crafted:
    """A file, and the code it is refused with or (shown) those it is told with.

    `may_be` are other codes that are as good, since machines differ in what runs out first.
    """

    make: Callable[[], bytes]
    refused: HandOverCode | None = None
    told: tuple[HandOverCode, ...] = ()
    may_be: tuple[HandOverCode, ...] = field(default=())


@cache
def document() -> bytes:
    """A sound `diary.json`."""
    diary = sample_diary(60, 1, date(2026, 11, 20), "Europe/Lisbon")
    return encode_diary(diary, made_at=MADE_AT, program="kneelog 0.1.0")


def manifest_of(held: Mapping[str, bytes], /, **lies: object) -> bytes:
    """The manifest of these members, but for what it lies about."""
    told = written_manifest(held, made_at=MADE_AT, program="kneelog 0.1.0", span=None, left_out=())
    return json.dumps({**json.loads(told), **lies}).encode()


def sound(content: bytes | None = None, others: Mapping[str, bytes] | None = None) -> bytes:
    """A file whose manifest is right."""
    members = {"diary.json": document() if content is None else content, **(others or {})}
    return zipped({"manifest.json": manifest_of(members), **members})


def stored(content: bytes) -> bytes:
    """A file that is as large as it says: nothing in it is packed."""
    members = {"manifest.json": manifest_of({"diary.json": content}), "diary.json": content}
    return zip_of(*(Member(name, inside, is_deflated=False) for name, inside in members.items()))


def changed(**parts: object) -> bytes:
    """The sound `diary.json` with other parts."""
    return json.dumps({**json.loads(document()), **parts}).encode()


def with_text(old: bytes, new: bytes) -> bytes:
    """The sound `diary.json` with these bytes in place of others."""
    assert old in document()
    return document().replace(old, new, 1)


def _with(*members: Member) -> bytes:
    return zip_of(Member("diary.json", document()), *members)


def _lying(**lies: object) -> bytes:
    members = {"diary.json": document()}
    return zipped({"manifest.json": manifest_of(members, **lies), **members})


def _bomb(name: str, said: int | None = None) -> Member:
    content = bytes(200 * MEGABYTE)
    return Member(name, packed=deflated(content), bytes_out=said or len(content), crc=0)


def _overlapping() -> bytes:
    first = Member("report.html", document())
    return zip_of(first, Member("diary.json", document(), at=0))


def _newer(**parts: object) -> bytes:
    return sound(changed(version=2, moods=[1, 2, 3], **parts))


def _day(**keys: object) -> dict[str, Any]:
    return {"on": "2026-11-20", **keys}


def _run(**keys: object) -> dict[str, Any]:
    return {"id": "r", "on": "2026-11-20", "sport": "run", "distance_m": 1.0, **keys}


def _many_runs() -> list[dict[str, Any]]:
    """Thousands of runs in twenty days."""
    return [
        _run(id=f"r{number}", on=f"2026-11-{1 + number % 20:02}", knees={"left": {"during": 3}})
        for number in range(8000)
    ]


def _half_a_century() -> dict[str, Any]:
    """A visit so long ago that the days since are most of a life."""
    days = [
        {"on": (date(1970, 1, 2) + timedelta(number)).isoformat(), "knees": {"left": {"worst": 4}}}
        for number in range(15_000)
    ]
    return {"events": [{"id": "e", "on": "1970-01-01", "kind": "pt_visit"}], "days": days}


HTML = "<script>alert(1)</script><img src=x onerror=alert(2)>"

CRAFTED: dict[str, Crafted] = {
    "empty": Crafted(lambda: b"", Code.NOT_A_HAND_OVER),
    "text": Crafted(lambda: b"Dear PT, " * 999, Code.NOT_A_HAND_OVER),
    "page": Crafted(lambda: b"<!doctype html><script>alert(1)</script>", Code.NOT_A_HAND_OVER),
    "half a zip": Crafted(lambda: sound()[: len(sound()) // 2], Code.CUT_SHORT),
    "a zip of nothing": Crafted(lambda: zipped({}), Code.NO_DIARY),
    "no diary": Crafted(lambda: zipped({"manifest.json": "{}"}), Code.NO_DIARY),
    "bomb": Crafted(lambda: zip_of(_bomb("diary.json")), Code.TOO_LARGE),
    "bomb that lies": Crafted(lambda: zip_of(_bomb("diary.json", 1000)), Code.UNREADABLE),
    "bomb as report": Crafted(lambda: _with(_bomb("report.pdf")), Code.TOO_LARGE),
    "bomb as manifest": Crafted(lambda: _with(_bomb("manifest.json")), Code.TOO_LARGE),
    "bomb as table": Crafted(lambda: _with(_bomb("tables/runs.csv")), Code.TOO_LARGE),
    "bomb nobody opens": Crafted(
        lambda: _with(_bomb("x.bin")), told=(Code.NO_MANIFEST, Code.UNKNOWN_MEMBER)
    ),
    "many members": Crafted(
        lambda: _with(*(Member(f"{number}") for number in range(20_001))), Code.TOO_LARGE
    ),
    "a hundred members": Crafted(
        lambda: _with(*(Member(f"{number}") for number in range(100))), Code.TOO_LARGE
    ),
    "number of members lies": Crafted(
        lambda: zip_of(Member("diary.json", document()), count=9), told=(Code.NO_MANIFEST,)
    ),
    "list of members lies": Crafted(
        lambda: zip_of(Member("diary.json", document()), list_bytes=2**31), Code.UNREADABLE
    ),
    "zip in a zip": Crafted(lambda: sound(sound()), Code.DIARY_REFUSED),
    "overlapping": Crafted(_overlapping, Code.UNREADABLE),
    "name twice": Crafted(lambda: _with(Member("diary.json", b"{}")), Code.NAME_TWICE),
    "path tricks": Crafted(
        lambda: zipped(
            {
                "diary.json": document(),
                **dict.fromkeys(("../../diary.json", "/etc/passwd", "C:\\x", "a/../b"), "x"),
            }
        ),
        told=(Code.NO_MANIFEST, *(Code.UNKNOWN_MEMBER,) * 4),
    ),
    "name that steers a terminal": Crafted(
        lambda: _with(Member("\x1b[2J\u202egnp.exe" + "a" * 5000)),
        told=(Code.NO_MANIFEST, Code.UNKNOWN_MEMBER),
    ),
    "link": Crafted(
        lambda: zip_of(Member("diary.json", b"/etc/passwd", mode=0o120777)), Code.UNREADABLE
    ),
    "zip with a password": Crafted(
        lambda: zip_of(Member("diary.json", document(), flags=0x801)), Code.OTHER_LOCK
    ),
    "another packing": Crafted(
        lambda: zip_of(Member("diary.json", document(), method=12)), Code.UNREADABLE
    ),
    "wrong check number": Crafted(
        lambda: zip_of(
            Member("diary.json", document(), crc=7),
            Member("manifest.json", manifest_of({"diary.json": document()})),
        ),
        told=(Code.CHANGED,),
    ),
    "wrong hash": Crafted(
        lambda: zipped(
            {
                "manifest.json": manifest_of({"diary.json": document()}),
                "diary.json": with_text(b'"score":', b'"score": '),
            }
        ),
        told=(Code.CHANGED, Code.MANIFEST_ODD),
    ),
    "wrong file id": Crafted(lambda: _lying(file_id="0000"), told=(Code.MANIFEST_ODD,)),
    "wrong days": Crafted(
        lambda: _lying(span={"from": "2026-01-01", "to": "2026-02-01"}), told=(Code.MANIFEST_ODD,)
    ),
    "shows days it has not": Crafted(
        lambda: _lying(shown={"from": "2026-01-01", "to": "2026-02-01"}), told=(Code.MANIFEST_ODD,)
    ),
    "promises more": Crafted(
        lambda: _lying(
            members={
                name: {"sha256": hashlib.sha256(document()).hexdigest(), "bytes": len(document())}
                for name in ("diary.json", "report.pdf")
            }
        ),
        told=(Code.MISSING,),
    ),
    "put in later": Crafted(
        lambda: zipped(
            {
                "manifest.json": manifest_of({"diary.json": document()}),
                "diary.json": document(),
                "report.html": HTML,
            }
        ),
        told=(Code.UNLISTED,),
    ),
    "no manifest": Crafted(lambda: zipped({"diary.json": document()}), told=(Code.NO_MANIFEST,)),
    "deep manifest": Crafted(
        lambda: zipped({"manifest.json": "[" * 200_000, "diary.json": document()}),
        told=(Code.MANIFEST_ODD,),
    ),
    "manifest of other kinds": Crafted(
        lambda: _lying(members=[1], left_out={"a": 1}, span="x", file_id=7),
        told=(Code.MANIFEST_ODD,) * 3,
    ),
    "manifest of a million": Crafted(
        lambda: _lying(left_out=["x" * 30] * 20_000, paper_ids=[1] * 100_000), told=()
    ),
    "deep": Crafted(
        lambda: sound(changed(deep=0).replace(b'"deep": 0', b'"deep": ' + b"[" * 200_000)),
        Code.DIARY_REFUSED,
    ),
    "deep and closed": Crafted(
        lambda: sound(
            changed(deep=0).replace(b'"deep": 0', b'"deep": ' + b"[" * 9_999 + b"]" * 9_999)
        ),
        Code.DIARY_REFUSED,
    ),
    "NaN": Crafted(
        lambda: sound(changed(runs=[_run(distance_m=float("nan"))])), Code.DIARY_REFUSED
    ),
    "1e999": Crafted(
        lambda: sound(changed(runs=[_run(distance_m=123.5)]).replace(b"123.5", b"1e999")),
        Code.DIARY_REFUSED,
    ),
    "a number of a million digits": Crafted(
        lambda: sound(changed(runs=[_run(rpe=123)]).replace(b"123", b"9" * MEGABYTE)),
        Code.DIARY_REFUSED,
    ),
    "huge note": Crafted(
        lambda: stored(changed(days=[_day(note="x" * (24 * MEGABYTE))])),
        Code.DIARY_REFUSED,
        may_be=(Code.TOO_LARGE,),
    ),
    "millions of lists": Crafted(
        lambda: stored(
            changed(many=[]).replace(b'"many": []', b'"many": [' + b"[]," * 9_000_000 + b"[]]")
        ),
        Code.TOO_LARGE,
        may_be=(Code.DIARY_REFUSED, Code.TIMEOUT),
    ),
    "no end of unknown keys": Crafted(
        lambda: sound(changed(**{f"key{number}": {} for number in range(200_000)})),
    ),
    "no end of unknown values": Crafted(
        lambda: stored(
            changed(
                days=[_day(knees={"left": {"qualities": [f"q{n}" for n in range(5000)]}})],
                events=[
                    {"id": f"e{n}", "on": "2026-11-20", "kind": f"k{n}", "knee": "third"}
                    for n in range(20_000)
                ],
            )
        ),
        Code.DIARY_REFUSED,
    ),
    "no end of days": Crafted(
        lambda: stored(changed(days=[_day()] * 400_000)),
        Code.DIARY_REFUSED,
        may_be=(Code.TOO_LARGE, Code.TIMEOUT),
    ),
    "key twice": Crafted(
        lambda: sound(with_text(b'"version": 1', b'"version": 1, "version": 1, "days": 7')),
    ),
    "markup": Crafted(
        lambda: sound(changed(days=[_day(note=HTML)], runs=[_run(title=HTML, note="=1+1")])),
    ),
    "all kinds of letters": Crafted(
        lambda: sound(changed(days=[_day(note="a\x00b\u202e\U0001f3c3\u200d\x1b[2J")])),
    ),
    "half a letter": Crafted(
        lambda: sound(with_text(b'"kneelog 0.1.0"', b'"\\ud800"')), Code.DIARY_REFUSED
    ),
    "no UTF-8": Crafted(
        lambda: sound(with_text(b'"kneelog 0.1.0"', b'"\xff\xfe"')), Code.DIARY_REFUSED
    ),
    "newer": Crafted(_newer, told=(Code.NEWER,)),
    "newer, with a known key broken": Crafted(
        lambda: _newer(days=[_day(note=7)]), Code.DIARY_REFUSED
    ),
    "version without end": Crafted(
        lambda: sound(with_text(b'"version": 1', b'"version": 1' + b"0" * 4000)),
        told=(Code.NEWER,),
    ),
    "another format": Crafted(lambda: sound(changed(format="else")), Code.DIARY_REFUSED),
    "before the calendar": Crafted(
        lambda: sound(changed(days=[{"on": "0001-01-01"}])), Code.DIARY_REFUSED
    ),
    "days without end": Crafted(
        lambda: sound(changed(span={"from": "0001-01-01", "to": "9999-12-31"})),
    ),
    "a night of runs": Crafted(lambda: sound(changed(runs=_many_runs()))),
    "a visit half a century ago": Crafted(lambda: sound(changed(**_half_a_century()))),
    "reminders that say too much": Crafted(
        lambda: sound(
            changed(
                reminders=[
                    {
                        "rule": "R-WORSE",
                        "subject": "left",
                        "fired_on": "2026-11-17",
                        "title": HTML * 1000,
                        "why": "x" * MEGABYTE,
                        "evidence": {"a": [[[[1]]]], "b": 10**30, "c": HTML * 100, "d": 1.5},
                    }
                ]
            )
        ),
    ),
}


def _line(name: str, found: Judged) -> str:
    answer = found.answer
    if isinstance(answer, HandOver):
        codes = " ".join(each.code for each in answer.problems)
        said = f"shown {'complete' if answer.is_complete else 'not complete'} {codes}"
    else:
        said = f"refused {answer.code}" if answer is not None else f"ended {found.status}"
    return f"{name:<34} {found.seconds:6.2f} s {found.memory_mb:6.0f} MB  {said}\n"


def main() -> int:
    """Print what becomes of each."""
    for name, crafted in CRAFTED.items():
        sys.stdout.write(_line(name, judged(crafted.make())))
        sys.stdout.flush()
    return 0


if __name__ == "__main__":
    sys.exit(main())
