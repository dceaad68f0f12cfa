"""Hypothesis strategies of what a PT gives back."""

from dataclasses import replace

from hypothesis import strategies as st
from hypothesis.strategies import SearchStrategy

from diary.domain.exercise import SessionKind
from diary.domain.knee_notes import KneeNotes, NotesAbout
from diary.domain.offer import (
    ExerciseOffer,
    LimitsOffer,
    NextVisitOffer,
    Offer,
    StageOffer,
    TargetOffer,
)
from tests.strategies import pt_notes
from tests.strategies_basics import calendar_days, ids, instants, maybe, members, texts
from tests.strategies_plans import exercises


@st.composite
def _limits_offers(draw: st.DrawFn) -> LimitsOffer:
    green_max = draw(st.integers(0, 5))
    return LimitsOffer(draw(ids()), green_max, draw(st.integers(green_max + 1, 9)))


def offers() -> SearchStrategy[Offer]:
    """Anything a PT may offer."""
    return st.one_of(
        _limits_offers(),
        st.builds(NextVisitOffer, ids(), calendar_days()),
        st.builds(TargetOffer, ids(), members(SessionKind), st.integers(0, 21)),
        st.builds(ExerciseOffer, ids(), exercises()),
        st.builds(StageOffer, ids(), st.integers(1, 50)),
    )


def knee_notes() -> SearchStrategy[KneeNotes]:
    """Anything a PT may give back."""
    notes = st.lists(pt_notes(), max_size=3, unique_by=lambda each: each.id)
    offered = st.lists(offers(), max_size=3, unique_by=lambda each: each.id)
    return st.builds(
        KneeNotes,
        # Whose they are and since when is known once they are taken.
        notes.map(lambda kept: tuple(replace(each, author="", received_at=None) for each in kept)),
        offered.map(tuple),
        st.builds(NotesAbout, texts(16), texts(64), texts(80)),
        texts(20),
        texts(80),
        maybe(instants()),
        texts(60),
    )
