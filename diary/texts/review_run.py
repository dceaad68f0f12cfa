"""All that somebody recorded about one run, in plain words, for whoever goes through a file."""

from __future__ import annotations

from collections.abc import Iterator

from diary.domain.diary import Diary
from diary.domain.knee import Knee
from diary.domain.period import ONE_DAY
from diary.domain.run import Finish, Run
from diary.texts.labels import label
from diary.texts.numbers import Formats
from diary.texts.review import run_choice
from diary.words import _


def run_details(run: Run, diary: Diary, formats: Formats) -> tuple[str, ...]:
    """The lines about a run: which one, how it went, each knee, and what was written."""
    how = " \N{MIDDLE DOT} ".join(_facts(run, diary, formats))
    knees = (_knee_line(run, knee, diary) for knee in Knee)
    lines = (run_choice(run, formats), run.title, how, *knees, run.note.strip())
    return tuple(filter(None, lines))


def _facts(run: Run, diary: Diary, formats: Formats) -> Iterator[str]:
    if run.finish is not None:
        cut_short = run.finish is not Finish.AS_PLANNED
        yield label(run.finish) if cut_short else _("Finished as planned")
    onset = []
    if run.pain_onset_m is not None:
        onset.append(formats.distance(run.pain_onset_m))
    if run.pain_onset_s is not None:
        onset.append(formats.duration(run.pain_onset_s))
    if onset:
        yield _("Pain began after {amount}").format(amount=", ".join(onset))
    shoe = diary.shoes.get(run.shoe_id or "")
    if shoe is not None:
        yield _("Shoe: {name}").format(name=shoe.name)
    if run.rpe is not None:
        yield _("Effort {effort} of 10").format(effort=run.rpe)
    if run.warmup is not None:
        yield _("Warm-up: {length}").format(length=label(run.warmup))
    if run.aids is not None:
        worn = ", ".join(label(aid) for aid in run.aids)
        yield _("Worn for the knee: {aids}").format(aids=worn or _("nothing"))
    if run.form_faded is not None:
        yield _("Form faded") if run.form_faded else _("Form did not fade")


def _knee_line(run: Run, knee: Knee, diary: Diary) -> str:
    """Scores and signs of a knee; "" when nothing was said about it."""
    said = run.knees.get(knee)
    if said is None:
        return ""
    next_day = diary.days.get(run.on + ONE_DAY)
    on_next = None if next_day is None else next_day.knees.get(knee)
    scores = (said.during, said.after, on_next and on_next.morning)
    during, after, morning = (str(score.value) if score else _("not answered") for score in scores)
    text = _("{knee}: during {during}, after {after}, next morning {morning}")
    line = text.format(knee=label(knee), during=during, after=after, morning=morning)
    signs = []
    if said.limped is not None:
        signs.append(_("limped") if said.limped else _("did not limp"))
    if said.turned_sharp is not None:
        signs.append(_("turned sharp") if said.turned_sharp else _("did not turn sharp"))
    return ", ".join([line, *signs])
