"""Plain words for totals of forms; no question of any form is among them."""

from __future__ import annotations

from diary.domain.total import SCALES, Direction, Meaning, Scale, Total, TotalChange
from diary.texts.labels import label
from diary.texts.numbers import Formats
from diary.words import _, mark

_LESSER = {
    Direction.HIGH_IS_BETTER: mark("0 to {most}, higher is better"),
    Direction.LOW_IS_BETTER: mark("0 to {most}, lower is better"),
}
_OSTRC = (mark("Participation"), mark("Training"), mark("Performance"), mark("Pain"))
_MEANINGS = {
    Meaning.BETTER: mark("{change}: better"),
    Meaning.WORSE: mark("{change}: worse"),
    Meaning.NO_CLEAR_CHANGE: mark("{change}: no clear change"),
}
MINUS = "\u2212"


def scale_text(scale: Scale, told: Direction | None = None) -> str:
    """What its numbers mean: "0 to 80, higher is better"; `told` where that has to be asked."""
    facts = SCALES[scale]
    better = facts.direction or told
    if better is None:
        return _("0 to {most}, ask which end is better").format(most=facts.most)
    return _(_LESSER[better]).format(most=facts.most)


def ostrc_names() -> tuple[str, ...]:
    """What each of the four answers of OSTRC-O2 is about, one word each."""
    return tuple(_(name) for name in _OSTRC)


def points(total: float, formats: Formats) -> str:
    """A total as it is written: "70", "62.5"."""
    return formats.number(total, 0 if float(total).is_integer() else 1)


def total_text(total: Total, formats: Formats) -> str:
    """Form, knee and number: "AKPS, left knee: 70 of 100"."""
    form = label(total.scale)
    if total.knee is not None:
        knee = label(total.knee)
        form = _("{form}, {knee}").format(form=form, knee=knee[:1].lower() + knee[1:])
    most = SCALES[total.scale].most
    return _("{form}: {total} of {most}").format(
        form=form, total=points(total.total, formats), most=most
    )


def total_name(total: Total, formats: Formats) -> str:
    """The same with its day: "AKPS, left knee: 70 of 100, Mon 2 Nov 2026"."""
    return f"{total_text(total, formats)}, {formats.day(total.on)}"


def change_text(change: TotalChange, formats: Formats) -> str:
    """By how much and what it says: "changed by +10 (a change of 10 or more usually matters)"."""
    number = points(abs(change.by), formats)
    sign = "+" if change.by > 0 else MINUS if change.by < 0 else ""
    if change.matters is None:
        text = _("changed by {by} (for this form no size is agreed on)").format(by=sign + number)
    else:
        text = _("changed by {by} (a change of {matters} or more usually matters)").format(
            by=sign + number, matters=change.matters
        )
    return text if change.meaning is None else _(_MEANINGS[change.meaning]).format(change=text)


def substantial_text(total: Total) -> str:
    """What the answers of OSTRC-O2 say beside the sum; empty when nothing."""
    return _("clearly cost training or performance") if total.is_substantial else ""
