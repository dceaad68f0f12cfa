"""A backup of a diary file as data, and which old ones may go; storage makes and reads them.

What may go is told by running numbers; the clock only says how far apart two numbers lie, and
only where it fits their order.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable, Hashable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import StrEnum

from diary.domain.errors import InvalidValueError, Reason

NEVER_THE_NEWEST = 5
ALL_WITHIN = timedelta(hours=48)
MIGRATION_WITHIN = timedelta(days=365)
DAYS, WEEKS, MONTHS = 14, 10, 24


class BackupReason(StrEnum):
    """Why a backup was made; part of its file name."""

    CHANGE = "change"
    CLOSE = "close"
    BY_HAND = "by_hand"
    IMPORT = "import"
    BULK_EDIT = "bulk_edit"
    RESTORE = "restore"
    MIGRATION = "migration"


@dataclass(frozen=True, slots=True)
class Backup:
    """One finished backup; it is never written again.

    `number` runs upwards by one and orders backups, whatever the clock said. `made_at` is UTC,
    `schema` the number of the file's form. `days`, `runs` and `shoes` count entries outside the
    bin, `last_on` is the latest day with an entry. `sha256` (hex) is that of the file, `content`
    (hex) a fingerprint of every row in it: two backups with the same are equal in all entries.
    `is_verified`: opened, checked and found sound after it was written, and of the same size since.
    """

    path: str
    number: int
    made_at: datetime
    schema: int
    reason: BackupReason
    days: int
    runs: int
    shoes: int
    last_on: date | None
    size_bytes: int
    sha256: str
    content: str
    is_verified: bool

    def __post_init__(self) -> None:
        if self.made_at.utcoffset() is None:
            raise InvalidValueError("made_at", Reason.WRONG_TYPE, self.made_at)
        if min(self.number, self.schema, self.days, self.runs, self.shoes, self.size_bytes) < 0:
            raise InvalidValueError("backup", Reason.OUT_OF_RANGE, self.number)


# ---- thinning ---------------------------------------------------------------------------------


def to_remove(backups: Iterable[Backup]) -> list[Backup]:
    """The backups that may go, oldest first.

    Kept are the newest five, and of those before them: all that were made within 48 hours of the
    newest of them; the last of each of the newest 14 days, 10 weeks and 24 months and of every
    year (UTC, ISO weeks); and those made before a migration, for a year. Time is measured from
    the sixth newest, and from what each of the newest six says by itself, so that a clock which ran
    ahead for five backups lets nothing of two days go. An unverified backup stands for a day (week,
    month, year) only where no verified one does, and never counts against the 14 (10, 24). What was
    made under a wrong clock takes no place of what was made before or after it. Nothing goes unless
    a verified one is newer. The numbers are those of storage.md.
    """
    ordered = sorted(backups, key=lambda backup: (backup.number, backup.path))
    verified = [backup.number for backup in ordered if backup.is_verified]
    old = ordered[:-NEVER_THE_NEWEST]
    if not old or not verified:
        return []
    rows = _rows_of_clock([backup.made_at for backup in ordered])
    timed = list(zip(old, fitting_times(ordered), rows, strict=False))
    newest_at = timed[-1][1]
    kept = {id(backup) for backup, at, _ in timed if newest_at - at <= _kept_for(backup)}
    # Whichever of the newest six was made under a right clock tells what is young.
    said = [backup.made_at for backup in ordered[-NEVER_THE_NEWEST - 1 :]]
    kept |= {id(each) for each in old if _is_near(each.made_at, said)}
    for slot_of, most in _SLOTS:
        kept |= _last_of_each(timed, slot_of, most)
    return [backup for backup in old if id(backup) not in kept and backup.number < verified[-1]]


def _is_near(at: datetime, others: Iterable[datetime]) -> bool:
    return any(abs(other - at) <= ALL_WITHIN for other in others)


def _kept_for(backup: Backup) -> timedelta:
    return MIGRATION_WITHIN if backup.reason is BackupReason.MIGRATION else ALL_WITHIN


_SLOTS: tuple[tuple[Callable[[datetime], Hashable], int | None], ...] = (
    (lambda at: at.date(), DAYS),
    (lambda at: at.isocalendar()[:2], WEEKS),
    (lambda at: (at.year, at.month), MONTHS),
    (lambda at: at.year, None),
)


def _last_of_each(
    timed: Sequence[tuple[Backup, datetime, int]],
    slot_of: Callable[[datetime], Hashable],
    most: int | None,
) -> set[int]:
    """The last verified backup of each of the newest slots, the last one where there is none.

    Each row of one clock has its own: the times of a wrong one are made up, and those that are
    right would give way to them one after the other.
    """
    last: dict[tuple[Hashable, int], Backup] = {}
    counted: set[Hashable] = set()
    for backup, at, row in reversed(timed):
        slot = slot_of(at)
        known = last.get((slot, row))
        if known is None and slot not in counted and len(counted) == most:
            break
        if known is None or (backup.is_verified and not known.is_verified):
            last[slot, row] = backup
            if backup.is_verified:
                counted.add(slot)
    return {id(backup) for backup in last.values()}


def _rows_of_clock(said: Sequence[datetime]) -> list[int]:
    """For each time 0 when it is believed, else which row under a wrong clock it stands in."""
    believed = set(_longest_chain(said))
    rows, row = [], 0
    for at in range(len(said)):
        row += at not in believed and (at == 0 or at - 1 in believed)
        rows.append(0 if at in believed else row)
    return rows


def fitting_times(ordered: Sequence[Backup]) -> list[datetime]:
    """When each of these backups, in order of their numbers, was made; never runs backwards.

    The longest chain in which time does not run against the numbers is believed. What stands
    outside it was made under a wrong clock: the first of such a row takes the time of what was
    made before it, the others follow as far apart as their own clock said, up to the next time
    that is believed.
    """
    said = [backup.made_at for backup in ordered]
    chain = _longest_chain(said)
    if not chain:
        return []
    times = list(said)
    first, believed = min(chain), set(chain)
    for at in range(first - 1, -1, -1):
        is_jump = at + 1 == first
        times[at] = times[at + 1] - (timedelta() if is_jump else _step(said[at], said[at + 1]))
    following = _next_believed(said, believed)
    for at in range(first + 1, len(said)):
        if at in believed:
            continue
        step = timedelta() if at - 1 in believed else _step(said[at - 1], said[at])
        times[at] = times[at - 1] + step
        cap = following[at]
        if cap is not None:
            times[at] = min(times[at], cap)
    return times


def _step(before: datetime, after: datetime) -> timedelta:
    return max(after - before, timedelta())


def _next_believed(said: Sequence[datetime], believed: set[int]) -> list[datetime | None]:
    following: list[datetime | None] = [None] * len(said)
    found: datetime | None = None
    for at in range(len(said) - 1, -1, -1):
        following[at] = found
        if at in believed:
            found = said[at]
    return following


def _longest_chain(times: Sequence[datetime]) -> list[int]:
    """Positions of the longest row of times that never falls; of equals the one that ends first."""
    ends: list[datetime] = []
    positions: list[int] = []
    before: list[int] = []
    for at, time in enumerate(times):
        place = bisect_right(ends, time)
        before.append(positions[place - 1] if place else -1)
        ends[place : place + 1] = [time]
        positions[place : place + 1] = [at]
    chain = []
    at = positions[-1] if positions else -1
    while at >= 0:
        chain.append(at)
        at = before[at]
    return chain[::-1]
