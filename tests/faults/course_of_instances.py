"""The part `instances`: two programs, a second start, a file that goes, locks that were left."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial
from typing import TYPE_CHECKING

from tests.faults import moved, sidebyside
from tests.faults.tally import Line, as_proof

if TYPE_CHECKING:
    from tests.faults.course import Course
    from tests.faults.tracing import Tracer

_SHARE = 0.2
_PROOF = 6
_PROOF_OF_START = 2
# What a program that does not look at its file makes something wrong of.
_UNSEEN = ("deleted", "renamed", "replaced by another diary", "an older copy copied over it")


def instances(course: Course, tracer: Tracer | None) -> Iterator[Line]:
    """A hundred rounds of each where five hundred are asked for."""
    rounds = course.share(_SHARE)
    yield partial(sidebyside.two_programs, course, rounds)
    yield partial(sidebyside.second_starts, course, rounds)
    for fault in moved.FAULTS:
        yield partial(moved.gone, course, fault, rounds)
    yield partial(moved.copied_over_and_killed, course, rounds)
    for kind in moved.LOCKS:
        yield partial(moved.stale_locks, course, kind, rounds)
    yield as_proof(partial(sidebyside.two_programs, course, _PROOF, sidebyside.last_wins))
    yield as_proof(
        partial(sidebyside.second_starts, course, _PROOF_OF_START, "second_start_without_lock")
    )
    for fault in _UNSEEN:
        yield as_proof(partial(moved.gone, course, fault, _PROOF, "at_the_window_blindly"))
    yield as_proof(
        partial(moved.copied_over_and_killed, course, _PROOF, "never_giving_up_the_old_way")
    )
    kind = "with the number of another program"
    yield as_proof(
        partial(moved.stale_locks, course, kind, _PROOF_OF_START, "starting_behind_a_file")
    )
