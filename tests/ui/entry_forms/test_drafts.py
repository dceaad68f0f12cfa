import stat
import sys
from datetime import date
from pathlib import Path

import pytest

from diary.domain.knee import Knee, Moment
from diary.domain.run import Aid, Finish, RunKind, Surface, WarmUp
from diary.domain.shoe import ShoeKind
from diary.ui.dialogs.run_draft import RunDraft
from diary.ui.dialogs.shoe_draft import ShoeDraft
from diary.ui.drafts import FILE_NAME, NEW, Drafts
from diary.ui.entry_forms.kept_drafts import plain_draft
from diary.ui.entry_forms.kept_entries import RUN, SHOE

ON = date(2026, 11, 20)
DURING, AFTER = (Knee.LEFT, Moment.DURING), (Knee.LEFT, Moment.AFTER)
BEFORE = RunDraft(ON, distance="8", note="as it was", scores={DURING: 2})
FULL_RUN = RunDraft(
    ON,
    start="18:05",
    distance="8,2",
    time="45:10",
    shoe_id="blue",
    scores={DURING: 0, AFTER: 3},
    finish=Finish.CUT_SHORT_KNEE,
    kind=RunKind.LONG,
    surface=Surface.TRAIL,
    hills=None,
    rpe=4,
    warmup=next(iter(WarmUp)),
    limped={Knee.LEFT: True, Knee.RIGHT: False},
    form_faded=False,
    aids=(Aid.TAPE,),
    note="Ärger\nam Hang",
)
FULL_SHOE = ShoeDraft(
    ON, "Red 4", ShoeKind.TRAIL, kinds=(RunKind.EASY,), surfaces=(Surface.TRAIL,), orthotics=True
)


def drafts_in(folder: Path, diary: str = "one.sqlite3") -> Drafts:
    drafts = Drafts(folder / FILE_NAME)
    drafts.go_to(folder / diary)
    return drafts


def test_a_draft_is_there_after_the_program_ended(tmp_path: Path) -> None:
    drafts_in(tmp_path).keep("run", NEW, plain_draft(BEFORE, FULL_RUN))
    drafts_in(tmp_path).keep("shoe", "s1", plain_draft(FULL_SHOE, FULL_SHOE))
    later = drafts_in(tmp_path)
    run, shoe = RUN.read(later.kept("run", NEW)), SHOE.read(later.kept("shoe", "s1"))
    assert run is not None
    assert shoe is not None
    assert (run.opened, run.typed, shoe.typed) == (BEFORE, FULL_RUN, FULL_SHOE)


def test_each_diary_has_its_own(tmp_path: Path) -> None:
    one = drafts_in(tmp_path)
    one.keep("run", NEW, plain_draft(BEFORE, FULL_RUN))
    other = drafts_in(tmp_path, "other.sqlite3")
    assert other.kept("run", NEW) is None
    other.keep("run", NEW, plain_draft(BEFORE, BEFORE))
    one.go_to(tmp_path / "other.sqlite3")
    one.go_to(tmp_path / "one.sqlite3")
    kept = RUN.read(drafts_in(tmp_path).kept("run", NEW))
    assert kept is not None
    assert kept.typed == FULL_RUN


def test_the_last_draft_takes_the_file_with_it(tmp_path: Path) -> None:
    drafts = drafts_in(tmp_path)
    drafts.keep("run", NEW, plain_draft(BEFORE, FULL_RUN))
    if sys.platform != "win32":
        assert stat.S_IMODE((tmp_path / FILE_NAME).stat().st_mode) == 0o600
    drafts.drop("run", NEW)
    assert drafts.kept("run", NEW) is None
    assert not (tmp_path / FILE_NAME).exists()


def test_what_cannot_be_written_is_kept_while_the_program_runs(tmp_path: Path) -> None:
    (tmp_path / "in the way").write_text("")
    drafts = Drafts(tmp_path / "in the way" / FILE_NAME)
    drafts.go_to(tmp_path / "one.sqlite3")
    drafts.keep("run", NEW, plain_draft(BEFORE, FULL_RUN))
    assert drafts.kept("run", NEW) is not None


@pytest.mark.parametrize("content", ["", "[", "[]", '{"a": 1}', "[" * 100_000])
def test_a_broken_file_holds_nothing(tmp_path: Path, content: str) -> None:
    (tmp_path / FILE_NAME).write_text(content)
    assert drafts_in(tmp_path).kept("run", NEW) is None


@pytest.mark.parametrize(
    ("name", "value"),
    [("on", "soon"), ("note", None), ("rpe", "4"), ("kind", "gone"), ("scores", [["left", 3]])],
)
def test_a_draft_that_cannot_be_read_is_left_out(name: str, value: object) -> None:
    plain = plain_draft(BEFORE, FULL_RUN)
    typed = plain["typed"]
    assert isinstance(typed, dict)
    assert RUN.read({**plain, "typed": {**typed, name: value}}) is None
    assert RUN.read({"opened": plain["opened"]}) is None
    assert RUN.read(plain) is not None


def test_only_what_the_person_changed_goes_onto_what_is_there_now() -> None:
    typed = RunDraft(ON, distance="8", time="50:00", note="mine", scores={DURING: 2, AFTER: 1})
    now = RunDraft(ON, distance="9", time="40:00", note="as it was", scores={DURING: 5})
    kept = RUN.read(plain_draft(BEFORE, typed))
    assert kept is not None
    merged = kept.onto(now)
    assert (merged.distance, merged.time, merged.note) == ("9", "50:00", "mine")
    assert merged.scores == {DURING: 5, AFTER: 1}


def test_a_score_that_was_taken_away_is_taken_away() -> None:
    kept = RUN.read(plain_draft(BEFORE, RunDraft(ON, distance="8", note="as it was")))
    assert kept is not None
    assert kept.onto(RunDraft(ON, scores={DURING: 2, AFTER: 4})).scores == {AFTER: 4}
