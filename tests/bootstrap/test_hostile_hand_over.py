"""Every crafted file is shown or refused in words, in little time, by a child of little memory."""

from __future__ import annotations

import resource

import pytest

from diary.bootstrap.hand_over import HandOverFiles
from diary.domain.hand_over import HandOver, HandOverCode, HandOverRefusedError
from diary.formats.handover_child import MEMORY_BYTES, SECONDS
from diary.texts.hand_over import problem_texts, refused_text
from tests.fuzz.crafted import CRAFTED, HTML, document, sound
from tests.fuzz.judging import judged

MEGABYTE = 1024 * 1024


def _read(content: bytes) -> HandOver | HandOverRefusedError:
    try:
        return HandOverFiles().read(content)
    except HandOverRefusedError as error:
        return error


@pytest.mark.parametrize("name", CRAFTED)
def test_a_crafted_file_is_shown_or_refused_in_words(name: str) -> None:
    crafted = CRAFTED[name]
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    found = _read(crafted.make())
    if isinstance(found, HandOverRefusedError):
        assert found.code in (crafted.refused, *crafted.may_be)
        assert refused_text(found)
    else:
        assert crafted.refused is None
        odd = tuple(each.code for each in found.problems)
        assert odd == crafted.told
        assert found.is_complete == (not set(odd) - {HandOverCode.NEWER})
        assert all("\x1b" not in text and "\n" not in text for text in problem_texts(found))
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    # What it calculated: how busy the machine is besides is not the file's fault.
    used = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    assert used <= SECONDS + 1.5


def test_the_child_has_as_much_memory_as_is_promised() -> None:
    assert (SECONDS, MEMORY_BYTES) == (5.0, 256 * MEGABYTE)
    found = judged(CRAFTED["millions of lists"].make())
    assert found.memory_mb <= MEMORY_BYTES / MEGABYTE


def test_markup_is_text_and_stays_as_it_is() -> None:
    found = HandOverFiles().read(CRAFTED["markup"].make())
    (day,) = found.diary.days.values()
    (run,) = found.diary.runs.values()
    assert (day.note, run.title, run.note) == (HTML, HTML, "=1+1")


def test_a_number_without_end_never_leads_to_a_huge_text() -> None:
    found = HandOverFiles().read(CRAFTED["reminders that say too much"].make())
    (row,) = found.reminders
    assert len(str(row["title"])) <= 300
    assert len(str(row["why"])) <= 2000
    assert row["evidence"] == {"d": 1.5}


def test_nothing_is_written_anywhere(
    tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = tmp_path_factory.mktemp("alone")
    monkeypatch.chdir(folder)
    monkeypatch.setenv("TMPDIR", str(folder))
    assert HandOverFiles().read(CRAFTED["path tricks"].make()).diary.days
    assert HandOverFiles().read(sound(document())).is_complete
    assert list(folder.iterdir()) == []
