"""What the third step says about each activity: where it stands and what is odd about it."""

from __future__ import annotations

from pathlib import PurePath

from diary.domain.period import local
from diary.domain.run import Run, Sport
from diary.services.import_plan import (
    Doubt,
    ImportChoices,
    PlannedFile,
    PlannedRun,
    PlannedState,
    TwinPlace,
)
from diary.texts.imports import import_doubts_text
from diary.texts.labels import label
from diary.texts.numbers import Formats
from diary.ui.import_wizard.sport_choice import open_doubts
from diary.words import _, mark

_STATES = {
    PlannedState.NEW: mark("New"),
    PlannedState.HERE: mark("Already here"),
    PlannedState.DELETED: mark("Deleted before"),
    PlannedState.LOOK: mark("Needs a look"),
    PlannedState.NOT_A_RUN: mark("Not runs"),
}
_ADVICE = {
    Doubt.NO_DISTANCE: mark("Fix it to type the distance, or tick it as it is."),
    Doubt.NO_TIME: mark("Tick it if it should be added without a time."),
    Doubt.IMPLAUSIBLE_SPEED: mark("Fix the distance, or tick it as it is."),
    Doubt.SPORT_GUESSED: mark("Choose its sport below, or tick it as it is: {sport}."),
    Doubt.DATE_IMPLAUSIBLE: mark("Fix the date, or tick it as it is."),
    Doubt.CUT_SHORT: mark("The numbers go as far as the file. Tick it as it is, or not."),
    Doubt.PART_DELETED: mark("Of the run that you deleted this is the whole. Tick it to add it."),
    Doubt.CRC_WRONG: mark("Compare the numbers with your watch. Tick it as it is, or not."),
    Doubt.ELAPSED_LONG: mark("The watch may have been left running. Tick it as it is, or not."),
}


def filter_word(state: PlannedState) -> str:
    """The heading that activities of a state stand under."""
    return _(_STATES[state])


def state_text(planned: PlannedRun, choices: ImportChoices) -> str:
    """Where an activity stands, in a few words."""
    if planned.state is PlannedState.DELETED:
        return _("Deleted before")
    if planned.state is PlannedState.HERE:
        is_twice = planned.twin_place is TwinPlace.IMPORT
        return _("Twice in these files") if is_twice else _("Already here")
    if planned.is_longer:
        return _longer_state(planned, choices)
    run, doubts = choices.run_of(planned), open_doubts(planned, choices)
    is_fixed = run.id in choices.fixes
    if doubts and choices.taken.get(run.id) is False and not is_fixed:
        return _("Left out")
    if doubts:
        return _("Needs a look: {doubts}").format(doubts=import_doubts_text(doubts))
    if not run.is_run:
        return _("Not a run: {sport}").format(sport=label(run.sport))
    return _("Fixed") if is_fixed else _("New")


def _longer_state(planned: PlannedRun, choices: ImportChoices) -> str:
    """Where the whole of a run stands that is here in part."""
    if choices.fields_taken.get(planned.run.id):
        return _("Will be changed")
    is_ticked = choices.taken.get(planned.run.id)
    if is_ticked is None:
        said = _("longer than the run here")
        return _("Needs a look: {doubts}").format(doubts=said)
    return _("Already here") if is_ticked else _("Left out")


def advice_text(planned: PlannedRun, choices: ImportChoices, formats: Formats) -> str:
    """What can be done about an activity, in a sentence; empty when there is nothing to say."""
    if planned.state is PlannedState.DELETED:
        return _("You deleted this one. Tick it to add it again.")
    if planned.is_longer and planned.twin is not None:
        text = _("Compare and take its numbers. The one that is here: {run}.")
        return text.format(run=run_text(planned.twin, formats))
    if planned.state is PlannedState.HERE:
        if planned.twin is not None:
            return _("The one that is here: {run}.").format(run=run_text(planned.twin, formats))
        return _("Tick it to add it a second time.")
    doubts, sport = open_doubts(planned, choices), choices.run_of(planned).sport
    if doubts:
        return _(_ADVICE[doubts[0]]).format(sport=label(sport))
    if sport is not Sport.RUN:
        return _("It is kept with its sport and does not count as running.")
    return ""


def run_text(run: Run, formats: Formats) -> str:
    """An activity in one line: "Sun 15 Nov 2026, 07:02, 14.10 km, 1:21:40"."""
    parts = [day_text(run, formats)]
    if run.distance_m is not None:
        parts.append(formats.distance(run.distance_m, 2))
    if run.duration_s is not None:
        parts.append(formats.duration(run.duration_s))
    if not run.is_run:
        parts.append(label(run.sport))
    return ", ".join(parts)


def day_text(run: Run, formats: Formats) -> str:
    """The day of an activity, and the time of its start where it is known."""
    day = formats.day(run.on)
    if run.started_at is None:
        return day
    return f"{day}, {formats.time_of_day(local(run.started_at, run.timezone).time())}"


def file_name(path: str, member: str | None) -> str:
    """A file as it is called in its folder or archive."""
    return PurePath(member or path).name


def file_title(file: PlannedFile) -> str:
    """A file in a list; of one in an archive or folder that too, whose name may be any word."""
    name = file_name(file.path, file.member)
    if file.member is None:
        return name
    return _("{name} in “{archive}”").format(name=name, archive=PurePath(file.path).name)
