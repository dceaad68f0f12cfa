from collections.abc import Iterator
from pathlib import Path

import pytest

from diary import bootstrap
from diary.bootstrap.window import read_beside
from diary.domain.change import Change, ChangeSet
from diary.domain.errors import DiaryReplacedError, ForeignChangeError, StaleChangeError
from diary.services.events import EventBus
from diary.services.journal import Journal
from tests.builders import a_day, a_diary, a_run, an_event, write_new_diary


@pytest.fixture
def path(tmp_path: Path) -> Path:
    write_new_diary(tmp_path / "Knees.sqlite3", a_diary(runs=[a_run()]))
    return tmp_path / "Knees.sqlite3"


@pytest.fixture
def journal(path: Path) -> Iterator[Journal]:
    store = bootstrap.open_store(path)
    journal = Journal(EventBus(), store.load())
    journal.attach(store)
    yield journal
    journal.detach()


def test_every_change_of_the_diary_has_another_number(journal: Journal) -> None:
    before = journal.state
    journal.apply(Change(None, a_day(left=3)))
    changed = journal.state
    journal.replace_diary(a_diary())
    assert len({before, changed, journal.state}) == 3


def test_what_another_program_wrote_is_told_once(journal: Journal, path: Path) -> None:
    assert not journal.has_foreign_change()
    other = bootstrap.open_store(path)
    other.write(ChangeSet((Change(None, a_day(left=3)),)))
    other.close()
    assert journal.has_foreign_change(is_kept=True)
    assert journal.has_foreign_change()
    assert not journal.has_foreign_change()


def test_a_file_that_is_gone_is_told(journal: Journal, path: Path) -> None:
    path.rename(path.with_name("Elsewhere.sqlite3"))
    with pytest.raises(DiaryReplacedError):
        journal.has_foreign_change()


def test_a_store_is_given_up_open(journal: Journal) -> None:
    store = journal.give_up()
    assert store is not None
    assert not journal.is_attached
    assert journal.give_up() is None
    journal.apply(Change(None, a_day(left=3)))
    assert journal.has_unsaved
    assert store.load() == a_diary(runs=[a_run()])
    journal.attach(store)
    assert store.load().days


def test_the_bin_is_asked_for_and_emptied(journal: Journal) -> None:
    journal.apply(Change(a_run(), None))
    [deleted] = journal.deleted()
    assert deleted.runs == (a_run(),)
    journal.empty_bin()
    assert journal.deleted() == []


def test_before_a_store_is_there_the_bin_is_empty() -> None:
    journal = Journal(EventBus())
    journal.empty_bin()
    assert journal.deleted() == []
    assert not journal.has_foreign_change()


def test_what_another_program_wrote_is_followed(journal: Journal) -> None:
    changes = ChangeSet((Change(None, a_day(left=3)),))
    state = journal.state
    assert journal.follow(changes, state)
    assert journal.diary.days
    # What was read before something was written here is too old.
    assert not journal.follow(changes.inverse(), state)
    assert journal.diary.days
    assert journal.follow(ChangeSet(()), journal.state)


def test_a_score_is_saved_before_the_whole_diary_is_read(path: Path) -> None:
    journal = Journal(EventBus())
    journal.apply(Change(None, a_day(left=3)))
    saved: list[ChangeSet] = []
    journal.on_saved(saved.append)
    assert journal.begin_saving(bootstrap.open_store(path)) == []
    assert len(saved) == 1
    assert not journal.is_attached
    journal.apply(Change(None, an_event()))
    assert len(saved) == 2
    assert read_beside(path) == a_diary(runs=[a_run()], days=[a_day(left=3)], events=[an_event()])
    journal.detach()


def test_what_was_written_while_the_diary_was_read_stays_on_top(path: Path) -> None:
    journal = Journal(EventBus())
    journal.begin_saving(bootstrap.open_store(path))
    as_read = read_beside(path)
    journal.apply(Change(None, a_day(left=3)))
    journal.complete(as_read)
    assert journal.is_attached
    assert journal.diary == a_diary(runs=[a_run()], days=[a_day(left=3)])
    assert journal.diary == read_beside(path)
    journal.detach()


@pytest.mark.parametrize("is_restored", [True, False])
def test_what_went_into_a_diary_that_cannot_be_read_goes_into_the_next(
    path: Path, tmp_path: Path, is_restored: bool
) -> None:
    journal = Journal(EventBus())
    journal.begin_saving(bootstrap.open_store(path))
    journal.apply(Change(None, a_day(left=3)))
    journal.apply(Change(a_day(left=3), a_day(left=4)))
    journal.apply(Change(None, an_event()))
    journal.apply(Change(an_event(), None))
    journal.detach()
    # It is on disk, in a file of which nothing else is known.
    assert (journal.has_unsaved, journal.has_saved_unread) == (False, True)
    if is_restored:
        path = tmp_path / "Restored.sqlite3"
        write_new_diary(path, a_diary())
    assert journal.begin_saving(bootstrap.open_store(path)) == []
    journal.complete(read_beside(path))
    assert journal.diary == read_beside(path)
    assert read_beside(path).days == a_diary(days=[a_day(left=4)]).days
    assert (journal.has_unsaved, journal.has_saved_unread) == (False, False)
    journal.detach()


def test_what_was_saved_stays_out_of_another_diary(path: Path, tmp_path: Path) -> None:
    journal = Journal(EventBus())
    journal.begin_saving(bootstrap.open_store(path))
    journal.apply(Change(None, a_day(left=3)))
    journal.detach()
    other = tmp_path / "Other.sqlite3"
    write_new_diary(other, a_diary())
    journal.replace_diary(a_diary())
    assert journal.attach(bootstrap.open_store(other)) == []
    assert not read_beside(other).days
    journal.detach()


def test_only_what_fits_goes_into_the_file_that_takes_the_place(path: Path, tmp_path: Path) -> None:
    journal = Journal(EventBus())
    journal.begin_saving(bootstrap.open_store(path))
    journal.apply(Change(None, a_day(left=3)))
    journal.apply(Change(None, an_event()))
    journal.detach()
    restored = tmp_path / "Restored.sqlite3"
    write_new_diary(restored, a_diary([a_day(left=7)]))
    [refused] = journal.begin_saving(bootstrap.open_store(restored))
    assert isinstance(refused, StaleChangeError)
    assert read_beside(restored) == a_diary([a_day(left=7)], events=[an_event()])
    journal.detach()


def test_what_another_program_wrote_during_the_reading_is_told_after_it(path: Path) -> None:
    journal = Journal(EventBus())
    journal.begin_saving(bootstrap.open_store(path))
    as_read = read_beside(path)
    other = bootstrap.open_store(path)
    other.write(ChangeSet((Change(None, an_event()),)))
    other.close()
    # Whoever looks before all is read can take nothing over, and takes the news from nobody.
    assert not journal.has_foreign_change()
    assert not journal.reload_if_foreign()
    journal.apply(Change(None, a_day(left=3)))
    journal.complete(as_read)
    assert journal.reload_if_foreign()
    assert journal.diary == read_beside(path)
    assert not journal.has_foreign_change()
    journal.detach()


def test_a_change_that_rests_on_one_diary_is_not_written_into_another(
    journal: Journal, path: Path
) -> None:
    held, mine = journal.diary, Change(None, a_run("mine"))
    other = bootstrap.open_store(path)
    other.write(ChangeSet((Change(None, a_run("theirs")),)))
    with journal.only_beside(held), pytest.raises(ForeignChangeError):
        journal.apply(mine)
    # Somebody may have been told of it and be reading still.
    assert journal.has_foreign_change()
    with journal.only_beside(held), pytest.raises(ForeignChangeError):
        journal.apply(mine)
    assert journal.reload_if_foreign()
    with journal.only_beside(held), pytest.raises(ForeignChangeError):
        journal.apply(mine)
    assert "mine" not in other.load().runs
    with journal.only_beside(journal.diary):
        journal.apply(mine)
    assert {"mine", "theirs"} <= other.load().runs.keys()
    other.close()
