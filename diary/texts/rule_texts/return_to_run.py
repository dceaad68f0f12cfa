"""Coming back in stages: what is proposed next and why, and what is missing before the start."""

from __future__ import annotations

from typing import NamedTuple

from diary.domain.rules.return_to_run import (
    PROMOTION_DAYS,
    RED_DAYS,
    Proposal,
    ProposalKind,
    ProposalReason,
)
from diary.domain.rules.stage_gaps import GAP_ONE
from diary.domain.rules.start_gate import GateNeed
from diary.texts.numbers import Formats
from diary.words import _, mark, plural

_NEEDS = {
    GateNeed.WALK_30: mark("Walk for 30 minutes with a score of 2 or less."),
    GateNeed.NO_SWELLING: mark("Wait until the swelling is gone, and answer no on Today."),
    GateNeed.NO_URGENT_SIGN: mark("First have the sign looked at that should not wait."),
    GateNeed.HOP_TEST: mark("Worth asking your PT for: a hop test."),
}


class ProposalText(NamedTuple):
    """What is proposed in a line, why, and what else goes with it ("" = nothing)."""

    title: str
    why: str
    more: str


def need_text(need: GateNeed) -> str:
    """What is asked for before the first stage."""
    return _(_NEEDS[need])


def proposal_text(proposal: Proposal, formats: Formats) -> ProposalText:
    """What could be next at the stage that is on; the person takes the step or does not."""
    more = [_rest(proposal, formats)]
    if proposal.is_pt_suggested:
        more.append(_("Talk to your PT before the next run."))
    return ProposalText(_title(proposal), _why(proposal), " ".join(filter(None, more)))


def _title(proposal: Proposal) -> str:
    stage = proposal.stage_to
    if proposal.reason is ProposalReason.PAUSED:
        return _("The stages are paused at stage {n}").format(n=stage)
    if proposal.is_sign_first:
        return _("Stage {n} has to wait").format(n=stage)
    if proposal.reason is ProposalReason.LAST_STAGE:
        return _("All stages are done")
    if proposal.kind is ProposalKind.PROMOTE:
        return _("Next: stage {n}").format(n=stage)
    if proposal.kind is ProposalKind.RESTART:
        return _("Next: begin again with stage {n}").format(n=stage)
    if proposal.kind is ProposalKind.BACK:
        return _("Next: back to stage {n}").format(n=stage)
    return (
        _("Next: stage {n} again").format(n=stage)
        if proposal.sessions
        else (_("Next: stage {n}").format(n=stage))
    )


def _why(proposal: Proposal) -> str:
    match proposal.reason:
        case ProposalReason.GAP:
            n = proposal.gap_days or GAP_ONE
            return plural(
                "There was no run for {n} day.", "There was no run for {n} days.", n
            ).format(n=n)
        case ProposalReason.ONE_MORE if proposal.sessions and not proposal.sessions[-1].counts:
            return _(
                "The last run does not count: a score of it or of the next morning is missing."
                " It takes two settled runs in a row at this stage."
            )
        case ProposalReason.ONE_MORE if _is_day_with_two(proposal):
            return _(
                "The runs of one day count as one. It takes two settled runs in a row at this"
                " stage."
            )
        case ProposalReason.PROMOTED_TWICE:
            text = _("The runs here were settled, and there were two steps up in {n} days already.")
            return text.format(n=PROMOTION_DAYS)
        case ProposalReason.STEP_BACK_TWICE:
            text = _("This is the second run within {n} days that asks to step back.")
            return text.format(n=RED_DAYS)
        case reason:
            has_gaps = not all(each.counts for each in proposal.sessions)
            return _(_WITH_GAPS.get(reason, _REASONS[reason]) if has_gaps else _REASONS[reason])


def _is_day_with_two(proposal: Proposal) -> bool:
    days = [each.on for each in proposal.sessions]
    return len(set(days)) < len(days)


def _rest(proposal: Proposal, formats: Formats) -> str:
    if proposal.rest_until is None:
        return ""
    text = _("Rest from running up to and including {day}.")
    return text.format(day=formats.weekday_day(proposal.rest_until))


# Where a run between those that count had no score, or none the next morning.
_WITH_GAPS = {
    ProposalReason.SETTLED_TWICE: mark("The last two runs that count at this stage were settled."),
    ProposalReason.LAST_STAGE: mark("The last two runs that count at the last stage were settled."),
    ProposalReason.HELD_TWICE: mark("The last two runs that count ask to hold."),
}
_REASONS = {
    ProposalReason.SETTLED_TWICE: mark("The last two runs at this stage were settled."),
    ProposalReason.LAST_STAGE: mark("The last two runs at the last stage were settled."),
    ProposalReason.ONE_MORE: mark("It takes two settled runs in a row at this stage."),
    ProposalReason.NO_RUN: mark("There is no run at this stage yet."),
    ProposalReason.WAITING: mark(
        "The last run waits for the score of the next morning before it counts."
    ),
    ProposalReason.HELD: mark("The last run asks to hold: repeat it before you build."),
    ProposalReason.HELD_TWICE: mark("Two runs in a row ask to hold."),
    ProposalReason.STEP_BACK: mark("The last run asks to step back."),
    ProposalReason.STEP_BACK_LATE: mark(
        "A run that led up to this stage asks to step back by what was entered later."
    ),
    ProposalReason.OTHER_STEP_BACK: mark(
        "A run that names no stage asks to step back: repeat this stage before you build."
    ),
    ProposalReason.PAUSED: mark("Nothing is proposed until you go on."),
    ProposalReason.URGENT_FIRST: mark(
        "First have the sign looked at that should not wait. Until then no stage comes next."
    ),
    ProposalReason.LOCKING_FIRST: mark(
        "The sign comes first: wait until the knee does not lock, and answer no on Today."
    ),
    ProposalReason.SWELLING_FIRST: mark(
        "The sign comes first: wait until the swelling is gone, and answer no on Today."
    ),
    ProposalReason.LIMP_FIRST: mark(
        "The sign comes first: there was a limp on a run. Wait until you move without one."
    ),
}
