"""What `make faults` tries, part by part; the tests try the same with fewer rounds."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from functools import cached_property
from pathlib import Path
from random import Random
from typing import TypeAlias

from diary.bootstrap.backups import backups_of
from tests.faults.broken import is_found_by_sqlite
from tests.faults.children import Forks
from tests.faults.damage import (
    damage_to_a_backup,
    damage_to_a_diary,
    damage_to_a_manifest,
    flips,
    truncations,
    wrong_files,
    zeroed,
)
from tests.faults.ground import Ground
from tests.faults.kills import Killing
from tests.faults.plain import Plain
from tests.faults.powercut import PowerCut
from tests.faults.shortage import Shortage, may_mount
from tests.faults.tally import Tally
from tests.faults.templates import Templates
from tests.faults.tracing import Tracer
from tests.faults.trials import Entries, Import, Migration, NetworkEntries, Trial
from tests.faults.trials_of_backups import BackupTrial, RestoreOverDamageTrial, RestoreTrial
from tests.surroundings.part import tallies as tallies_of_surroundings

# Rounds of each proof that the harness finds what it looks for.
_PROOF = 60
_NO_STRACE = "strace is not here or may not attach to a program"
_NO_MOUNT = "this account may not mount a disk in memory"


class Course:
    """The parts with their rounds; `rounds` is how often each kind of work is killed."""

    def __init__(
        self, forks: Forks, templates: Templates, folder: Path, seed: int, rounds: int
    ) -> None:
        self.forks = forks
        self.templates = templates
        self.folder = folder
        self.seed = seed
        self.rounds = rounds

    @cached_property
    def ground(self) -> Ground:
        """A closed diary with backups behind it."""
        return Ground.make(self.templates, self.folder / "ground", has_log=False)

    @cached_property
    def ground_with_log(self) -> Ground:
        """The same, with the log of a killed program beside the diary."""
        return Ground.make(self.templates, self.folder / "ground with log", has_log=True)

    def trials(self) -> list[Trial]:
        """Every kind of work."""
        return [
            Entries(self.templates),
            NetworkEntries(self.templates),
            Import(self.templates),
            Migration(self.templates),
            BackupTrial(self.ground_with_log),
            RestoreTrial(self.ground_with_log),
            RestoreOverDamageTrial(self.ground_with_log),
        ]

    def share(self, share: float) -> int:
        """A share of the rounds, at least one."""
        return max(1, round(self.rounds * share))


Part: TypeAlias = Callable[[Course, Tracer | None], Iterator[Tally]]


def kills(course: Course, tracer: Tracer | None) -> Iterator[Tally]:
    """Fault 1: half of the kills at random moments, half before the N-th call."""
    for trial in course.trials():
        killing = Killing(course.forks, trial, course.folder / "kills", course.seed)
        yield killing.at_random_moments(course.share(0.5 if tracer else 1.0))
        if tracer is None:
            yield Tally(f"kill -9 during {trial.name}", "N-th call", missing=_NO_STRACE)
        else:
            yield killing.at_calls(course.share(0.5), tracer)
    long = Entries(course.templates, count=300)
    long.name = "300 entries"
    killing = Killing(course.forks, long, course.folder / "kills", course.seed)
    yield killing.at_random_moments(course.share(0.1))


def drills(course: Course, tracer: Tracer | None) -> Iterator[Tally]:
    """Fault 2: restoring beside a log that was left behind, with hardly any room."""
    has_mount = may_mount(course.folder / "mount")
    trials = (RestoreTrial, RestoreOverDamageTrial)
    for trial in (kind(course.ground_with_log) for kind in trials):
        shortage = Shortage(course.forks, trial, course.folder / "drills", course.seed)
        yield shortage.by_quota(course.share(0.2))
        yield _on_a_small_disk(course, shortage, trial, has_mount=has_mount)


def damage(course: Course, tracer: Tracer | None) -> Iterator[Tally]:
    """Fault 3: twice as many bits as rounds, in a diary and in a backup."""
    ground, folder = course.ground, course.folder / "damage"
    draw = Random(f"{course.seed} damage")
    diary = ground.lay(folder)
    size = diary.stat().st_size
    bits, ends = course.share(2), course.share(0.4)
    yield damage_to_a_diary(ground, folder, "a flipped bit", flips(draw, size, bits))
    yield damage_to_a_diary(ground, folder, "cut off", truncations(draw, size, ends))
    yield damage_to_a_diary(ground, folder, "a page of zeros", zeroed(size))
    yield damage_to_a_diary(ground, folder, "another file", wrong_files(course.folder))
    yield damage_to_a_backup(ground, folder, "a flipped bit", flips(draw, size, bits))
    yield damage_to_a_backup(ground, folder, "cut off", truncations(draw, size, ends))
    yield damage_to_a_backup(ground, folder, "a page of zeros", zeroed(size))
    yield damage_to_a_backup(ground, folder, "another file", wrong_files(course.folder))
    newest = backups_of(ground.lay(folder)).entries()[0]
    size = Path(newest.path).with_suffix(".json").stat().st_size
    yield damage_to_a_manifest(ground, folder, "a flipped bit", flips(draw, size, ends))
    yield damage_to_a_manifest(ground, folder, "cut off", truncations(draw, size, ends // 4))


def shortages(course: Course, tracer: Tracer | None) -> Iterator[Tally]:
    """Fault 4: no room and disk errors, in every kind of work; restoring had its drills."""
    has_mount = may_mount(course.folder / "mount")
    for trial in course.trials():
        shortage = Shortage(course.forks, trial, course.folder / "shortage", course.seed)
        if not isinstance(trial, RestoreTrial):
            yield shortage.by_quota(course.share(0.2))
            yield _on_a_small_disk(course, shortage, trial, has_mount=has_mount)
        if tracer is None:
            yield Tally(f"disk errors during {trial.name}", "failing calls", missing=_NO_STRACE)
        else:
            yield shortage.with_failing_calls(course.share(0.2), tracer)


def _on_a_small_disk(course: Course, shortage: Shortage, trial: Trial, *, has_mount: bool) -> Tally:
    if has_mount:
        return shortage.on_a_small_disk(course.share(0.2))
    return Tally(f"no room during {trial.name}", "a small disk", missing=_NO_MOUNT)


def power(course: Course, tracer: Tracer | None) -> Iterator[Tally]:
    """Fault 5: first on plain SQLite, then on every kind of work."""
    trials: list[Trial] = [Plain(each) for each in ("OFF", "NORMAL", "FULL")]
    for trial in (*trials, *course.trials()):
        if tracer is None:
            yield Tally(f"power cut during {trial.name}", "", missing=_NO_STRACE)
            continue
        cut = PowerCut(course.forks, trial, course.folder / "power", course.seed, tracer)
        tally = cut.at_points(course.share(1))
        tally.is_proof = isinstance(trial, Plain) and not trial.is_safe
        yield tally


def proofs(course: Course, tracer: Tracer | None) -> Iterator[Tally]:
    """The same with work done wrongly on purpose: each has to be found out."""
    for trial in broken_trials(course):
        killing = Killing(course.forks, trial, course.folder / "proofs", course.seed)
        tally = killing.at_random_moments(_PROOF)
        tally.fault, tally.is_proof = f"proof: {tally.fault}", True
        yield tally
    ground, folder = course.ground, course.folder / "damage"
    size = ground.lay(folder).stat().st_size
    cases = flips(Random(f"{course.seed} proof"), size, _PROOF * 4)
    tally = damage_to_a_diary(ground, folder, "SQLite's own check", cases, is_found_by_sqlite)
    tally.fault, tally.is_proof = f"proof: {tally.fault}", True
    yield tally


def broken_trials(course: Course) -> list[Trial]:
    """Every kind of work, done wrongly."""
    templates, ground = course.templates, course.ground_with_log
    return [
        Entries(templates, "entries_said_too_early"),
        Import(templates, "importing_in_pieces"),
        Migration(templates, "migrating_in_pieces"),
        BackupTrial(ground, "backing_up_unchecked"),
        RestoreTrial(ground, "restoring_beside_the_log"),
    ]


PARTS: Mapping[str, Part] = {
    "kills": kills,
    "drills": drills,
    "damage": damage,
    "shortages": shortages,
    "power": power,
    "proofs": proofs,
    "surroundings": lambda course, _tracer: tallies_of_surroundings(course.folder / "around"),
}
