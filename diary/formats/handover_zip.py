"""The members of a hand-over file, from its bytes: few, known by name, counted while they stream.

Unknown members are named and never opened. Nothing touches a disk.
"""

from __future__ import annotations

import hashlib
import io
import re
import zipfile
from collections.abc import Mapping
from dataclasses import dataclass, field

from diary.domain.hand_over import HandOverCode, HandOverRefusedError
from diary.domain.reading import Refusal
from diary.formats.handover_limits import (
    ALL_MOST_BYTES,
    FILE_MOST_BYTES,
    MANIFEST_MOST_BYTES,
    MEMBER_MOST_BYTES,
    MEMBERS_MOST,
    RATIO_FROM_BYTES,
    RATIO_MOST,
)
from diary.formats.handover_manifest import DIARY, NAME, Taken, shown_name
from diary.formats.refused import RefusedError
from diary.formats.zip_members import MemberStream, listed, member_of, overlapping

_CHUNK_BYTES = 65_536
_ZIPS = (b"PK\x03\x04", b"PK\x05\x06")
_TABLE = re.compile(r"tables/[a-z_.]{1,40}\.csv")
_KNOWN = frozenset({DIARY, NAME, "report.pdf", "report.html"})
# A zip knows no time before; the true one is in the manifest.
_NO_TIME = (1980, 1, 1, 0, 0, 0)
_REGULAR_FILE = 0o100600 << 16
_CODES = {
    Refusal.TRUNCATED: HandOverCode.CUT_SHORT,
    Refusal.TOO_LARGE: HandOverCode.TOO_LARGE,
    Refusal.ENCRYPTED: HandOverCode.OTHER_LOCK,
}


@dataclass(slots=True)
class Unpacked:
    """What is in the file: the two members that are read, what is known of all, other names."""

    diary: bytes = b""
    manifest: bytes | None = None
    taken: dict[str, Taken] = field(default_factory=dict)
    unknown: list[str] = field(default_factory=list)


def is_zip(content: bytes) -> bool:
    """True when bytes begin as a zip does."""
    return content.startswith(_ZIPS)


def is_known(name: str) -> bool:
    """True for the names that a hand-over file may have in it."""
    return name in _KNOWN or _TABLE.fullmatch(name) is not None


def packed(members: Mapping[str, bytes]) -> bytes:
    """A zip of these members; equal members give equal bytes."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        for name, content in members.items():
            info = zipfile.ZipInfo(name, _NO_TIME)
            info.compress_type = zipfile.ZIP_DEFLATED
            info.external_attr = _REGULAR_FILE
            archive.writestr(info, content)
    return out.getvalue()


def unpacked(content: bytes) -> Unpacked:
    """What is in the file; raises `HandOverRefusedError`."""
    if len(content) > FILE_MOST_BYTES:
        raise HandOverRefusedError(HandOverCode.TOO_LARGE)
    if not is_zip(content):
        raise HandOverRefusedError(HandOverCode.NOT_A_HAND_OVER)
    file = io.BytesIO(content)
    try:
        infos, list_at = listed(file)
    except RefusedError as error:
        raise _refused(error) from error
    if len(infos) > MEMBERS_MOST:
        raise HandOverRefusedError(HandOverCode.TOO_LARGE)
    names = [info.filename for info in infos]
    for name in names:
        if is_known(name) and names.count(name) > 1:
            raise HandOverRefusedError(HandOverCode.NAME_TWICE, name)
    found, on_top = Unpacked(), overlapping(infos, list_at)
    allowed = _Allowance()
    for number, info in enumerate(infos):
        if not is_known(info.filename):
            found.unknown.append(shown_name(info.filename))
            continue
        try:
            _take(file, info, found, allowed, is_overlapping=number in on_top)
        except RefusedError as error:
            raise _refused(error, info.filename) from error
    if DIARY not in found.taken:
        raise HandOverRefusedError(HandOverCode.NO_DIARY)
    return found


def _refused(error: RefusedError, name: str = "") -> HandOverRefusedError:
    code = _CODES.get(Refusal(error.problem.code), HandOverCode.UNREADABLE)
    return HandOverRefusedError(code, name)


class _Allowance:
    """How many bytes may still come out of the file."""

    def __init__(self) -> None:
        self._left = ALL_MOST_BYTES

    def take(self, count: int) -> None:
        """Count bytes; raises `RefusedError` when there were too many."""
        self._left -= count
        if self._left < 0:
            raise RefusedError(Refusal.TOO_LARGE)


def _take(
    file: io.BytesIO,
    info: zipfile.ZipInfo,
    found: Unpacked,
    allowed: _Allowance,
    *,
    is_overlapping: bool,
) -> None:
    """Stream one member, count and hash it, and keep what is read later."""
    member = member_of(info, is_overlapping=is_overlapping)
    if member.problem is not None:
        raise RefusedError(Refusal(member.problem.code), member.problem.detail)
    name = info.filename
    largest = MANIFEST_MOST_BYTES if name == NAME else MEMBER_MOST_BYTES
    most = min(largest, max(RATIO_MOST * member.packed_bytes, RATIO_FROM_BYTES))
    stream = MemberStream(file, member, lambda _taken: None)
    pieces: list[bytes] = []
    digest, size = hashlib.sha256(), 0
    while chunk := stream.read(_CHUNK_BYTES):
        size += len(chunk)
        if size > most:
            raise RefusedError(Refusal.TOO_LARGE)
        allowed.take(len(chunk))
        digest.update(chunk)
        if name in (DIARY, NAME):
            pieces.append(chunk)
    if name == NAME:
        found.manifest = b"".join(pieces)
        return
    if name == DIARY:
        found.diary = b"".join(pieces)
    found.taken[name] = Taken(digest.hexdigest(), size, stream.is_cut)
