"""What `make faults` tries, part by part; the tests try the same with fewer rounds."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from functools import cached_property, partial
from pathlib import Path
from random import Random
from typing import TypeAlias

from diary.bootstrap.backups import backups_of
from tests.faults.broken import is_found_by_sqlite
from tests.faults.children import Forks
from tests.faults.course_of_instances import instances
from tests.faults.course_of_time import times
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
from tests.faults.tally import Line, Tally, as_proof
from tests.faults.templates import Templates
from tests.faults.tracing import Tracer
from tests.faults.trials import Entries, Import, Migration, NetworkEntries, Trial
from tests.faults.trials_of_backups import BackupTrial, RestoreOverDamageTrial, RestoreTrial
from tests.surroundings.part import lines as lines_of_surroundings

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


Part: TypeAlias = Callable[[Course, Tracer | None], Iterator[Line]]


def kills(course: Course, tracer: Tracer | None) -> Iterator[Line]:
    """Fault 1: half of the kills at random moments, half before the N-th call."""
    for trial in course.trials():
        killing = Killing(course.forks, trial, course.folder / "kills", course.seed)
        yield partial(killing.at_random_moments, course.share(0.5 if tracer else 1.0))
        if tracer is None:
            fault = f"kill -9 during {trial.name}"
            yield partial(Tally, fault, "N-th call", missing=_NO_STRACE)
        else:
            yield partial(killing.at_calls, course.share(0.5), tracer)
    long = Entries(course.templates, count=300)
    long.name = "300 entries"
    killing = Killing(course.forks, long, course.folder / "kills", course.seed)
    yield partial(killing.at_random_moments, course.share(0.1))


def drills(course: Course, tracer: Tracer | None) -> Iterator[Line]:
    """Fault 2: restoring beside a log that was left behind, with hardly any room."""
    has_mount = may_mount(course.folder / "mount")
    trials = (RestoreTrial, RestoreOverDamageTrial)
    for trial in (kind(course.ground_with_log) for kind in trials):
        shortage = Shortage(course.forks, trial, course.folder / "drills", course.seed)
        yield partial(shortage.by_quota, course.share(0.2))
        yield _on_a_small_disk(course, shortage, trial, has_mount=has_mount)


def damage(course: Course, tracer: Tracer | None) -> Iterator[Line]:
    """Fault 3: twice as many bits as rounds, in a diary and in a backup."""
    ground, folder = course.ground, course.folder / "damage"
    size = ground.lay(folder).stat().st_size
    bits, ends = course.share(2), course.share(0.4)
    for work in (damage_to_a_diary, damage_to_a_backup):
        draw = Random(f"{course.seed} {work.__name__}")
        more = Random(f"{course.seed} {work.__name__} cut")
        yield partial(work, ground, folder, "a flipped bit", flips(draw, size, bits))
        yield partial(work, ground, folder, "cut off", truncations(more, size, ends))
        yield partial(work, ground, folder, "a page of zeros", zeroed(size))
        yield partial(work, ground, folder, "another file", wrong_files(course.folder))
    newest = backups_of(ground.lay(folder)).entries()[0]
    size = Path(newest.path).with_suffix(".json").stat().st_size
    draw, more = Random(f"{course.seed} manifest"), Random(f"{course.seed} manifest cut")
    spoil = damage_to_a_manifest
    yield partial(spoil, ground, folder, "a flipped bit", flips(draw, size, ends))
    yield partial(spoil, ground, folder, "cut off", truncations(more, size, ends // 4))


def shortages(course: Course, tracer: Tracer | None) -> Iterator[Line]:
    """Fault 4: no room and disk errors, in every kind of work; restoring had its drills."""
    has_mount = may_mount(course.folder / "mount")
    for trial in course.trials():
        shortage = Shortage(course.forks, trial, course.folder / "shortage", course.seed)
        if not isinstance(trial, RestoreTrial):
            yield partial(shortage.by_quota, course.share(0.2))
            yield _on_a_small_disk(course, shortage, trial, has_mount=has_mount)
        if tracer is None:
            fault = f"disk errors during {trial.name}"
            yield partial(Tally, fault, "failing calls", missing=_NO_STRACE)
        else:
            yield partial(shortage.with_failing_calls, course.share(0.2), tracer)


def _on_a_small_disk(course: Course, shortage: Shortage, trial: Trial, *, has_mount: bool) -> Line:
    if has_mount:
        return partial(shortage.on_a_small_disk, course.share(0.2))
    return partial(Tally, f"no room during {trial.name}", "a small disk", missing=_NO_MOUNT)


def power(course: Course, tracer: Tracer | None) -> Iterator[Line]:
    """Fault 5: first on plain SQLite, then on every kind of work."""
    trials: list[Trial] = [Plain(each) for each in ("OFF", "NORMAL", "FULL")]
    for trial in (*trials, *course.trials()):
        if tracer is None:
            yield partial(Tally, f"power cut during {trial.name}", "", missing=_NO_STRACE)
            continue
        cut = PowerCut(course.forks, trial, course.folder / "power", course.seed, tracer)
        yield partial(_cut_at_points, cut, trial, course.share(1))


def _cut_at_points(cut: PowerCut, trial: Trial, rounds: int) -> Tally:
    tally = cut.at_points(rounds)
    tally.is_proof = isinstance(trial, Plain) and not trial.is_safe
    return tally


def proofs(course: Course, tracer: Tracer | None) -> Iterator[Line]:
    """The same with work done wrongly on purpose: each has to be found out."""
    for trial in broken_trials(course):
        killing = Killing(course.forks, trial, course.folder / "proofs", course.seed)
        yield as_proof(partial(killing.at_random_moments, _PROOF))
    ground, folder = course.ground, course.folder / "damage"
    size = ground.lay(folder).stat().st_size
    cases, check = flips(Random(f"{course.seed} proof"), size, _PROOF * 4), is_found_by_sqlite
    yield as_proof(partial(damage_to_a_diary, ground, folder, "SQLite's own check", cases, check))


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


# A part is a function of the course that yields its lines one by one; what stands here is tried.
PARTS: Mapping[str, Part] = {
    "kills": kills,
    "drills": drills,
    "damage": damage,
    "shortages": shortages,
    "power": power,
    "proofs": proofs,
    "time": times,
    "instances": instances,
    "surroundings": lambda course, _tracer: lines_of_surroundings(course.folder / "around"),
}
