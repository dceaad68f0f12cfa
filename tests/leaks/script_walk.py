"""Every page and dialog of the window, by the program's own table of scenes."""

from __future__ import annotations

import logging
import os
from collections.abc import Callable
from datetime import date, timedelta
from functools import partial
from itertools import product
from typing import Any

from diary.services.notifying import NotificationChoices
from diary.ui.main_window.presence import Presence
from diary.ui.shots_stage import Stage
from diary.ui.shots_table import scenes
from tests.leaks.hand import Hand


def walk(hand: Hand, stage: Stage) -> None:
    """Look at every page and dialog there is, by the program's own table of scenes."""
    _log_everything()
    stage.window.resize(1280, 800)
    only = os.environ.get("LEAKS_SCENES", "").split()
    for scene in scenes():
        if not scene.is_empty and (not only or scene.key in only):
            hand.step(scene.key, partial(_see, hand, stage, scene))
            stage.clear()
    hand.step("notifications", lambda: notifications(hand, stage))


def _see(hand: Hand, stage: Stage, scene: Any) -> None:  # noqa: ANN401 - a scene
    for widget in scene.open(stage):
        stage.settle()
        hand.record.scenes.append(scene.key)
        hand.record.titles.add(widget.windowTitle())
        hand.read(widget)
        # Drawn, too: what a delegate makes of a text is seen only then.
        widget.grab()
        hand.look()


def _log_everything() -> None:
    """What the program would say if somebody wanted to know all of it."""
    logging.getLogger("kneelog").setLevel(logging.DEBUG)


def notifications(hand: Hand, stage: Stage) -> None:
    """Have everything told that may be told, with its details and without, day after day."""
    context = stage.context
    kept = context.background.kept
    presence = stage.window.findChild(Presence)
    assert presence is not None
    stage.window.hide()
    real, today, told = context.stamp, context.today, kept.told
    # Whatever was told or seen before is told once more.
    setattr(kept, "told", lambda _path: [])  # noqa: B010 - for as long as this takes
    either = (True, False)
    for has_details, has_prompt, has_safety, day in product(either, either, either, range(2)):
        choices = NotificationChoices(
            has_safety=has_safety,
            has_reminders=True,
            has_prompt=has_prompt,
            # Equal times mean none.
            quiet_to=NotificationChoices().quiet_from,
            has_details=has_details,
            most_a_day=3,
        )
        context.stamp = partial(_later, real, day)
        context.today = partial(_day_after, today(), day)
        presence.teller.forget()
        kept.choose(choices)
        presence.teller.look()
    context.stamp, context.today = real, today
    setattr(kept, "told", told)  # noqa: B010 - as it was
    stage.window.show()
    assert hand.record.lines


def _day_after(on: date, days: int) -> date:
    return on + timedelta(days)


def _later(real: Callable[[], Any], days: int) -> Any:  # noqa: ANN401 - a stamp
    """The evening of a day, when the question for today's scores is due."""
    stamp = real()
    at = stamp.recorded_at.replace(hour=20, minute=30) + timedelta(days)
    return type(stamp)(at, stamp.timezone)
