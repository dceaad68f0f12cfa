"""What is said about the next stage, whatever is proposed."""

from dataclasses import replace
from datetime import date

import pytest

from diary.domain.rules.responses import Light
from diary.domain.rules.return_to_run import Proposal, ProposalKind, ProposalReason
from diary.domain.rules.stage_sessions import StageSession
from diary.domain.rules.start_gate import GateNeed
from diary.texts.numbers import Formats
from diary.texts.rule_texts.return_to_run import need_text, proposal_text
from tests.texts.forbidden import FORBIDDEN

ENGLISH = Formats()
RUN = StageSession("run", date(2026, 11, 18), 3, None)


@pytest.mark.parametrize("kind", ProposalKind)
@pytest.mark.parametrize("reason", ProposalReason)
def test_every_proposal_has_its_words(kind: ProposalKind, reason: ProposalReason) -> None:
    for other in ({}, {"gap_days": 9}, {"is_pt_suggested": True}):
        text = proposal_text(Proposal(kind, reason, 3, 2, **other), ENGLISH)
        assert text.title
        assert text.why.endswith(".")
        assert not [part for part in text if FORBIDDEN.search(part) or "{" in part]


def test_some_proposals() -> None:
    up = Proposal(ProposalKind.PROMOTE, ProposalReason.SETTLED_TWICE, 3, 4)
    assert proposal_text(up, ENGLISH) == (
        "Next: stage 4",
        "The last two runs at this stage were settled.",
        "",
    )
    back = Proposal(
        ProposalKind.BACK,
        ProposalReason.STEP_BACK_TWICE,
        4,
        2,
        is_pt_suggested=True,
        rest_until=date(2026, 11, 20),
    )
    assert proposal_text(back, ENGLISH) == (
        "Next: back to stage 2",
        "This is the second run within 14 days that asks to step back.",
        "Rest from running up to and including Fri 20 Nov. Talk to your PT before the next run.",
    )
    gap = Proposal(ProposalKind.RESTART, ProposalReason.GAP, 4, 1, gap_days=30)
    assert proposal_text(gap, ENGLISH)[:2] == (
        "Next: begin again with stage 1",
        "There was no run for 30 days.",
    )
    again = Proposal(ProposalKind.HOLD, ProposalReason.HELD, 3, 3, sessions=(RUN,))
    assert proposal_text(again, ENGLISH).title == "Next: stage 3 again"
    first = Proposal(ProposalKind.HOLD, ProposalReason.NO_RUN, 3, 3)
    assert proposal_text(first, ENGLISH).title == "Next: stage 3"


def test_a_sign_that_comes_first_names_no_next_stage() -> None:
    swollen = Proposal(ProposalKind.HOLD, ProposalReason.SWELLING_FIRST, 3, 3, sessions=(RUN,))
    assert proposal_text(swollen, ENGLISH) == (
        "Stage 3 has to wait",
        "The sign comes first: wait until the swelling is gone, and answer no on Today.",
        "",
    )


def test_a_run_that_does_not_count_is_said_to_be_the_reason() -> None:
    more = Proposal(ProposalKind.HOLD, ProposalReason.ONE_MORE, 3, 3, sessions=(RUN,))
    assert proposal_text(more, ENGLISH).why == (
        "The last run does not count: a score of it or of the next morning is missing."
        " It takes two settled runs in a row at this stage."
    )
    settled = replace(RUN, light=Light.GREEN)
    twice = replace(more, sessions=(settled, replace(settled, run_id="second")))
    assert proposal_text(twice, ENGLISH).why.startswith("The runs of one day count as one. ")
    known = replace(more, sessions=(settled,))
    assert proposal_text(known, ENGLISH).why == (
        "It takes two settled runs in a row at this stage."
    )


@pytest.mark.parametrize(
    ("reason", "said"),
    [
        (
            ProposalReason.SETTLED_TWICE,
            "The last two runs that count at this stage were settled.",
        ),
        (
            ProposalReason.LAST_STAGE,
            "The last two runs that count at the last stage were settled.",
        ),
        (ProposalReason.HELD_TWICE, "The last two runs that count ask to hold."),
    ],
)
def test_where_a_run_between_does_not_count_that_is_said(reason: ProposalReason, said: str) -> None:
    counted = replace(RUN, light=Light.GREEN)
    for sessions, is_said in (((counted, RUN, counted), True), ((counted, counted), False)):
        proposal = Proposal(ProposalKind.HOLD, reason, 3, 3, sessions=sessions)
        assert (proposal_text(proposal, ENGLISH).why == said) is is_said


@pytest.mark.parametrize("need", GateNeed)
def test_every_need_has_its_words(need: GateNeed) -> None:
    assert need_text(need).endswith(".")
    assert not FORBIDDEN.search(need_text(need))
