"""What the person chose about messages outside the window, and what was told already.

It belongs to this computer and not to the diary. Window and command line read one small file, so
that neither tells what the other has told, and change it one after the other; a file that is
missing, broken or cannot be written costs a choice and is never an error. Diaries stand in it by a
hash of their place.
"""

from __future__ import annotations

import hashlib
import json
import warnings
from collections.abc import Callable
from contextlib import ExitStack, suppress
from dataclasses import fields
from datetime import date, time, timedelta
from pathlib import Path
from typing import Any

from filelock import FileLock, Timeout

from diary.services.new_files import write_whole
from diary.services.notifying import EVERY_DAY, MOST_A_DAY, NoticeKind, NotificationChoices, Told

FILE_NAME = "notifications.json"
KEPT = timedelta(days=60)
# So many stay whatever the clock said: one that was years ahead for a day makes nothing old.
ALWAYS_KEPT = 100
_LONGEST = 1_000_000
# Whoever has the file writes a few lines.
_WAIT_S = 0.5


class KeptNotifications:
    """Choices and what was told; without a file they are held for as long as the program runs.

    Nothing is held between two calls when there is a file.
    """

    def __init__(self, file: Path | None = None) -> None:
        self._file = file
        self._held: dict[str, Any] = {}

    def choices(self) -> NotificationChoices:
        """What is chosen; what cannot be read is as usual."""
        return _choices(_object(self._read().get("choices")))

    def choose(self, choices: NotificationChoices) -> None:
        """Keep these choices."""
        self._change(lambda content: {**content, "choices": _written(choices)})

    def told(self, diary: Path) -> tuple[Told, ...]:
        """What was told about a diary, the oldest first."""
        return _told_about(_place(diary), self._read())

    def note(self, diary: Path, told: Told) -> None:
        """Remember what was told; of more than a hundred what is older than two months goes."""
        place = _place(diary)

        def with_it(content: dict[str, Any]) -> dict[str, Any]:
            before = _told_about(place, content)
            old = before[:-ALWAYS_KEPT]
            rows = [each for each in old if told.on - each.on < KEPT]
            rows += before[len(old) :]
            row = [
                {"on": each.on.isoformat(), "kind": each.kind, "keys": sorted(each.keys)}
                for each in (*rows, told)
            ]
            return {**content, "told": {**_object(content.get("told")), place: row}}

        self._change(with_it)

    def _read(self) -> dict[str, Any]:
        if self._file is None:
            return self._held
        with suppress(OSError, ValueError, RecursionError):
            if self._file.stat().st_size <= _LONGEST:
                return _object(json.loads(self._file.read_bytes()))
        return {}

    def _change(self, changed: Callable[[dict[str, Any]], dict[str, Any]]) -> None:
        """Write what becomes of the content while nobody else can write."""
        if self._file is None:
            self._held = changed(self._held)
            return
        with suppress(OSError), ExitStack() as stack:
            self._file.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
            _alone(self._file, stack)
            text = json.dumps(changed(self._read()), indent=2, sort_keys=True)
            write_whole(self._file, text.encode("ascii"))


def _alone(file: Path, stack: ExitStack) -> None:
    """Keep other programs out until the stack ends, where that can be had in half a second."""
    lock = FileLock(file.with_name(f".{file.name}.lock"), mode=0o600, thread_local=False)
    with warnings.catch_warnings(), suppress(Timeout, OSError, NotImplementedError):
        # It warns of a file system without locks, where two may write as they did before.
        warnings.simplefilter("ignore", UserWarning)
        stack.enter_context(lock.acquire(timeout=_WAIT_S))


def _told_about(place: str, content: dict[str, Any]) -> tuple[Told, ...]:
    kept = _object(content.get("told")).get(place)
    rows = kept if isinstance(kept, list) else []
    return tuple(told for told in map(_told, rows) if told is not None)


def _place(diary: Path) -> str:
    return hashlib.sha256(str(diary.absolute()).encode("utf-8", "surrogatepass")).hexdigest()[:16]


def _written(choices: NotificationChoices) -> dict[str, object]:
    values: dict[str, object] = {}
    for field in fields(choices):
        value = getattr(choices, field.name)
        if isinstance(value, time):
            value = f"{value:%H:%M}"
        values[field.name] = sorted(value) if isinstance(value, frozenset) else value
    return values


def _choices(kept: dict[str, Any]) -> NotificationChoices:
    usual, values = NotificationChoices(), dict[str, Any]()
    for field in fields(usual):
        value, default = kept.get(field.name), getattr(usual, field.name)
        if isinstance(default, time):
            values[field.name] = _time(value) or default
        elif isinstance(default, frozenset):
            values[field.name] = _days(value) if isinstance(value, list) else default
        else:
            values[field.name] = value if type(value) is type(default) else default
    values["most_a_day"] = min(max(values["most_a_day"], 0), MOST_A_DAY)
    return NotificationChoices(**values)


def _time(value: object) -> time | None:
    with suppress(ValueError):
        found = time.fromisoformat(value) if isinstance(value, str) else None
        return found.replace(second=0, microsecond=0, tzinfo=None) if found else None
    return None


def _days(values: list[object]) -> frozenset[int]:
    return frozenset(each for each in values if isinstance(each, int) and each in EVERY_DAY)


def _told(row: object) -> Told | None:
    kept = _object(row)
    keys = kept.get("keys")
    try:
        kind = None if kept["kind"] is None else NoticeKind(kept["kind"])
        on = date.fromisoformat(kept["on"])
    except (KeyError, TypeError, ValueError):
        return None
    if not isinstance(keys, list):
        return None
    return Told(on, kind, frozenset(each for each in keys if isinstance(each, str)))


def _object(value: object) -> dict[str, Any]:
    return value if isinstance(value, dict) else {}
