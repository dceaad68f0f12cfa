"""Hand-over files for everybody above formats: made here, read and unlocked in child processes.

The parent unpacks and decodes nothing of a stranger's file, and never loads what passphrases need.
"""

from __future__ import annotations

import sys
from collections.abc import Iterable, Mapping
from datetime import datetime
from pathlib import Path
from time import monotonic

from diary.bootstrap import HAND_OVER_OPTION, PASSPHRASE_OPTION
from diary.bootstrap.child_process import ChildGoneError, ChildProcess, child_command
from diary.domain.hand_over import HandOver, HandOverCode, HandOverRefusedError, Part
from diary.domain.period import Span
from diary.domain.reading import Refusal
from diary.formats.age_header import check_work, is_locked

# A child stops calculating after 5 s (15 s with a passphrase) where the system counts that; the
# clock is then only for one that does nothing at all, and a busy computer may take its time.
_IS_COUNTED = sys.platform != "win32"
READING_MOST_S = 60.0 if _IS_COUNTED else 5.0
PASSPHRASE_MOST_S = 120.0 if _IS_COUNTED else 15.0
# A computer that has just been switched on may take its time over loading a child.
START_MOST_S = 60.0
_LOOK_S = 0.1
_CODES = {Refusal.TIMEOUT: HandOverCode.TIMEOUT, Refusal.TOO_LARGE: HandOverCode.TOO_LARGE}


class HandOverFiles:
    """Makes and reads hand-over files; see `services.ports.HandOverFiles`."""

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
        """The file of a `diary.json` and other members."""
        from diary.formats.handover import written  # noqa: PLC0415 - imports zipfile

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
        """The bytes of a file, if it is one that may be read; raises `HandOverRefusedError`."""
        from diary.formats.handover_limits import FILE_MOST_BYTES  # noqa: PLC0415 - used here only
        from diary.formats.refused import RefusedError  # noqa: PLC0415 - as above
        from diary.formats.source import regular_file  # noqa: PLC0415 - as above

        if not path.exists():
            raise FileNotFoundError(2, "", str(path))
        try:
            with regular_file(path) as file:
                content = file.read(FILE_MOST_BYTES + 1)
        except RefusedError as error:
            raise HandOverRefusedError(HandOverCode.NOT_A_FILE) from error
        if len(content) > FILE_MOST_BYTES:
            raise HandOverRefusedError(HandOverCode.TOO_LARGE)
        return content

    def is_locked(self, content: bytes) -> bool:
        """True when a passphrase is needed; raises `HandOverRefusedError` where none helps."""
        if not is_locked(content):
            return False
        check_work(content)
        return True

    def locked(self, content: bytes, passphrase: str) -> bytes:
        """The file that only this passphrase opens; unlocked once again before it is given."""
        from diary.formats.passphrase_child import Deed  # noqa: PLC0415 - imports msgspec

        held = _turned(Deed.LOCK, content, passphrase)
        if _turned(Deed.UNLOCK, held, passphrase) != content:
            raise HandOverRefusedError(HandOverCode.NOT_AS_MADE)
        return held

    def read(self, content: bytes, passphrase: str | None = None) -> HandOver:
        """What a file holds; raises `HandOverRefusedError`."""
        if self.is_locked(content):
            if passphrase is None:
                raise HandOverRefusedError(HandOverCode.LOCKED)
            from diary.formats.passphrase_child import Deed  # noqa: PLC0415 - imports msgspec

            content = _turned(Deed.UNLOCK, content, passphrase)
        return _read(content)


def _read(content: bytes) -> HandOver:
    child = _Child(HAND_OVER_OPTION)
    # It is loading meanwhile, and has the most to load.
    from diary.formats import handover_wire as wire  # noqa: PLC0415 - imports msgspec
    from diary.formats.pipe import behind_its_length  # noqa: PLC0415 - as above
    from diary.formats.wire import BrokenMessageError  # noqa: PLC0415 - as above

    try:
        child.wait_until_ready()
        answer = child.answers(behind_its_length(content), 1, READING_MOST_S)[0]
        return wire.answer_in(answer)
    except ChildGoneError as error:
        raise _refused(error) from error
    except BrokenMessageError as error:
        raise HandOverRefusedError(HandOverCode.UNREADABLE) from error
    finally:
        child.close()


def _turned(deed: str, content: bytes, passphrase: str) -> bytes:
    """The file locked or unlocked."""
    child = _Child(PASSPHRASE_OPTION)
    import msgspec  # noqa: PLC0415 - the child is loading meanwhile

    from diary.formats.passphrase_child import AskPassphrase, Deed, Told  # noqa: PLC0415 - as above
    from diary.formats.pipe import behind_its_length  # noqa: PLC0415 - as above

    head = msgspec.json.encode(AskPassphrase(Deed(deed), passphrase))
    try:
        child.wait_until_ready()
        asked = behind_its_length(head) + behind_its_length(content)
        said, turned = child.answers(asked, 2, PASSPHRASE_MOST_S)
        told = msgspec.json.decode(said, type=Told)
    except ChildGoneError as error:
        raise _refused(error) from error
    except msgspec.DecodeError as error:
        raise HandOverRefusedError(HandOverCode.UNREADABLE) from error
    finally:
        child.close()
    if told.refused is not None:
        raise HandOverRefusedError(told.refused)
    return turned


def _refused(error: ChildGoneError) -> HandOverRefusedError:
    return HandOverRefusedError(_CODES.get(error.code, HandOverCode.UNREADABLE))


class _Child:
    """One child for one file."""

    def __init__(self, option: str) -> None:
        self._process = ChildProcess(child_command(option))

    def wait_until_ready(self) -> None:
        """Wait until it has loaded; raises `ChildGoneError`."""
        self._next(monotonic() + START_MOST_S)

    def answers(self, asked: bytes, count: int, seconds: float) -> list[bytes]:
        """What it says to that; raises `ChildGoneError`, also when it takes too long."""
        until = monotonic() + seconds
        self._process.send(asked)
        return [self._next(until) for _number in range(count)]

    def close(self) -> None:
        """End it."""
        self._process.kill()

    def _next(self, until: float) -> bytes:
        while (content := self._process.next_message(_LOOK_S)) is None:
            if monotonic() > until:
                raise ChildGoneError(Refusal.TIMEOUT)
        return content
