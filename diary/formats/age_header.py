"""The beginning of a file locked with age, which is plain text: how it is locked, and how hard.

Nothing is unlocked here, so that the work a stranger asks for is known before any is done.
"""

from __future__ import annotations

import re

from diary.domain.hand_over import WORK_MOST, HandOverCode, HandOverRefusedError

_MARK = b"age-encryption.org/"
_ARMOUR = b"-----BEGIN AGE ENCRYPTED FILE-----"
_LONGEST = 4096
_ONE_PASSPHRASE = re.compile(
    rb"age-encryption\.org/v1\n-> scrypt [A-Za-z0-9+/]{22} ([1-9][0-9]{0,2})\n"
    rb"[A-Za-z0-9+/]{43}\n--- "
)


def is_locked(content: bytes) -> bool:
    """True when a file begins as one that is locked with age does."""
    return content.startswith((_MARK, _ARMOUR))


def check_work(content: bytes) -> None:
    """Refuse a locked file that no passphrase opens, or that would take too much work to try."""
    found = _ONE_PASSPHRASE.match(content[:_LONGEST])
    if found is None:
        raise HandOverRefusedError(HandOverCode.OTHER_LOCK)
    if int(found[1]) > WORK_MOST:
        raise HandOverRefusedError(HandOverCode.TOO_MUCH_WORK)
