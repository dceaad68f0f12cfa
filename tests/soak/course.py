"""The course: every act in turn, in an order by chance, until the time is over."""

from __future__ import annotations

import time
from collections import Counter, defaultdict
from collections.abc import Callable
from dataclasses import dataclass, field, replace

from PySide6.QtWidgets import QApplication, QDialog

from tests.benchmarks.idleness import Idleness, watch_idle
from tests.soak import acts_of_entries as writing
from tests.soak import acts_of_looking as looking
from tests.soak.desk import Desk, NotReachedError
from tests.soak.gauges import Holdings, Memory, holdings, memory, middle_of
from tests.soak.verdict import (
    Sample,
    Verdict,
    holding_verdicts,
    memory_verdicts,
    wake_verdict,
    window_of,
)

Act = Callable[[Desk], None]
# Some are done more often in a round than others, as people do.
ACTS: tuple[Act, ...] = (
    *(writing.type_scores,) * 3,
    writing.tick_chips,
    writing.write_a_note,
    writing.log_a_run,
    writing.edit_a_run,
    writing.delete_runs,
    writing.bring_in_runs,
    writing.empty_the_bin,
    writing.another_program_writes,
    looking.look_at_pages,
    looking.find_and_sort,
    *(looking.look_at_a_chart,) * 3,
    looking.turn_chart_pages,
    looking.look_at_the_report,
    looking.read_help,
    looking.look_at_preferences,
    *(looking.open_dialogs,) * 2,
    looking.look_at_the_week,
    looking.begin_to_hand_on,
    looking.read_others,
    looking.back_up,
    looking.change_the_look,
    looking.change_the_size,
    looking.open_another_diary,
)
# A few of each kind that take little of the processor.
QUICK: tuple[Act, ...] = (
    writing.type_scores,
    writing.tick_chips,
    writing.write_a_note,
    writing.log_a_run,
    writing.edit_a_run,
    writing.delete_runs,
    writing.empty_the_bin,
    looking.find_and_sort,
    looking.read_help,
    looking.open_dialogs,
    looking.look_at_the_week,
    looking.begin_to_hand_on,
    looking.change_the_size,
)
PAGES = ("today", "runs", "shoes", "reminders", "plan", "charts", "report")
QUICK_PAGES = ("today", "runs", "charts")
# Backups are kept for two days: more of them would be more to list.
BETWEEN_BACKUPS_S = 240.0
BREATH_S = 0.25
# The diary was just opened: it is looked over a minute later, at the beat after that.
SETTLE_S = 110.0
IDLE_S = 60.0
_SAMPLES = 120


def keep_a_dialog(desk: Desk) -> None:
    """A leak on purpose: a dialog that is hidden and never let go."""
    dialog = QDialog(desk.window)
    dialog.show()
    dialog.hide()


def keep_a_file(desk: Desk) -> None:
    """A leak on purpose: a file that is never closed."""
    desk.kept.append(desk.window.diary_path.with_suffix(".kept").open("ab"))


def keep_memory(desk: Desk) -> None:
    """A leak on purpose: memory that nobody gives back."""
    desk.kept.append(bytearray(b"k" * 500_000))


LEAKS: dict[str, Act] = {"dialog": keep_a_dialog, "file": keep_a_file, "memory": keep_memory}


@dataclass
class Course:
    """One run of the soak; `leaks` are done on purpose once a round after the warming up.

    `heard` gets what was raised where nobody waits for it, and what Qt warned of.
    """

    desk: Desk
    acts: tuple[Act, ...] = ACTS
    pages: tuple[str, ...] = PAGES
    leaks: tuple[Act, ...] = ()
    breath_s: float = BREATH_S
    heard: list[str] = field(default_factory=list)
    say: Callable[[str], object] = lambda _text: None
    done: Counter[str] = field(default_factory=Counter)
    took_s: dict[str, float] = field(default_factory=lambda: defaultdict(float))
    missed: list[str] = field(default_factory=list)
    samples: list[Sample] = field(default_factory=list)
    warm: Holdings | None = None
    end: Holdings | None = None
    idle: Idleness | None = None
    _looks: list[Memory] = field(default_factory=list)
    _backed_up_at: float = -BETWEEN_BACKUPS_S

    def for_minutes(self, minutes: float) -> list[Verdict]:
        """Go on for so long, look at what is held in between, and judge."""
        begun, window = time.monotonic(), window_of(minutes)
        every = max(minutes / _SAMPLES, 0.0)
        minute = next_at = 0.0
        while minute < minutes:
            for act in self._in_order():
                self._do(act)
                self._looks.append(memory())
                minute = (time.monotonic() - begun) / 60
                if minute >= next_at:
                    self._sample(minute)
                    next_at += every
                if self.warm is None and minute >= window:
                    self.warm = self._at_rest()
                if minute >= minutes:
                    break
        return [*self._judged(), *memory_verdicts(self.samples, minutes), *self._wakes(IDLE_S)]

    def for_rounds(self, rounds: int, idle_s: float) -> list[Verdict]:
        """Every act once for warming up, then `rounds` times each; and judge."""
        for number in range(1 + rounds):
            for act in self._in_order():
                self._do(act)
            if number == 0:
                self.warm = self._at_rest()
        return [*self._judged(), *self._wakes(idle_s)]

    def proof(self) -> list[Verdict]:
        """Leak a dialog and a file on purpose, and return what is said of it then."""
        assert self.end is not None
        for leak in (keep_a_dialog, keep_a_file):
            leak(self.desk)
        return holding_verdicts(self.end, self._at_rest())

    # ---- inside --------------------------------------------------------------------------------

    def _in_order(self) -> list[Act]:
        acts = list(self.acts)
        self.desk.dice.shuffle(acts)
        return [*acts, *(self.leaks if self.warm is not None else ())]

    def _do(self, act: Act) -> None:
        if act is looking.back_up:
            now = time.monotonic()
            if now - self._backed_up_at < BETWEEN_BACKUPS_S:
                return
            self._backed_up_at = now
        name, took = act.__name__, time.process_time()
        self.desk.pulse.doing(name)
        try:
            act(self.desk)
        except NotReachedError as missed:
            self.missed.append(f"{name}: {missed}")
            self.say(f"not reached: {name}: {missed}")
            self.desk.tidy_up()
        self.done[name] += 1
        self.took_s[name] += time.process_time() - took
        self.desk.pulse.doing("between acts")
        self.desk.pause(self.breath_s)

    def _sample(self, minute: float) -> None:
        # One look a minute would always meet the same moment between two beats, each of which gives
        # back a tenth of all memory: the same course was judged by how those two came to stand.
        middle = middle_of(self._looks)
        self._looks.clear()
        # It is kept until the end; the paths of files would be most of it.
        held = replace(holdings(has_trees=False), files={}, **middle._asdict())
        self.desk.pulse.skip()
        stall = max(self.desk.pulse.longest_s.values(), default=0.0)
        self.samples.append(Sample(minute, self.done.total(), held, stall))
        self.say(
            f"{minute:6.1f} min, {self.done.total()} acts: {held.rss_mb:.1f} MB, "
            f"{held.private_mb:.1f} MB its own, {held.anonymous_mb:.1f} MB of no file, "
            f"{held.handle_count} handles, {held.threads} threads, {held.window_count} windows"
        )

    def _at_rest(self) -> Holdings:
        """What is held on Today, in the same state each time, with nothing left to collect."""
        desk = self.desk
        desk.tidy_up()
        desk.fill_pools()
        # Puts every page up anew: what was built in them on the way is not compared.
        looking.open_another_diary(desk)
        for key in self.pages:
            desk.page(key)
            desk.rest()
        desk.prompts.files = []
        desk.page("today")
        desk.trigger("present_day")
        desk.window.context.messages.forget_toast()
        desk.rest()
        collect(desk)
        desk.fill_pool_of_qt()
        return holdings()

    def _judged(self) -> list[Verdict]:
        self.end = self._at_rest()
        assert self.warm is not None
        missed = Verdict(
            "acts that came to their end",
            f"{self.done.total() - len(self.missed)} of {self.done.total()}",
            "all",
            not self.missed,
        )
        stall = max(self.desk.pulse.longest_s.items(), key=lambda pair: pair[1])
        told = Verdict("longest stall", f"{stall[1]:.2f} s, {stall[0]}", "told only", True)
        faults = Verdict(
            "errors and warnings", "; ".join(self.heard) or "none", "none", not self.heard
        )
        return [missed, faults, told, *holding_verdicts(self.warm, self.end)]

    def _wakes(self, seconds: float) -> list[Verdict]:
        """At the end nobody touches anything; what was told has gone from the screen by then."""
        if not seconds:
            return []
        self.desk.pulse.stop()
        self.desk.pause(SETTLE_S)
        self.idle = watch_idle(seconds)
        return wake_verdict(self.idle.wakes_a_second, self.idle.timers)


def collect(desk: Desk) -> None:
    """Have Python and Qt let go of what nobody holds."""
    import gc  # noqa: PLC0415 - nothing else here collects

    for _ in range(2):
        gc.collect()
        desk.pause(0.05)
    desk.pulse.skip()
    QApplication.sendPostedEvents()
