"""Hand-over files made and read in this process, with a lock that takes no time."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import datetime
from pathlib import Path

from diary.domain.hand_over import HandOver, HandOverCode, HandOverRefusedError, Part
from diary.domain.period import Span
from diary.formats.handover import read, written

_MARK = b"age-encryption.org/ "


class QuickFiles:
    """As `bootstrap.hand_over.HandOverFiles`, but for its children."""

    def written(
        self,
        document: bytes,
        others: Mapping[str, bytes],
        *,
        made_at: datetime,
        program: str,
        span: Span | None,
        left_out: Iterable[Part],
        shown: Span | None,
    ) -> bytes:
        return written(
            document,
            others,
            made_at=made_at,
            program=program,
            span=span,
            left_out=left_out,
            shown=shown,
        )

    def content_of(self, path: Path) -> bytes:
        return path.read_bytes()

    def is_locked(self, content: bytes) -> bool:
        return content.startswith(_MARK)

    def locked(self, content: bytes, passphrase: str) -> bytes:
        return _MARK + passphrase.encode() + b"\n" + content

    def read(self, content: bytes, passphrase: str | None = None) -> HandOver:
        if self.is_locked(content):
            key, _between, content = content.partition(b"\n")
            if passphrase is None or key != _MARK + passphrase.encode():
                raise HandOverRefusedError(HandOverCode.WRONG_KEY)
        return read(content)
