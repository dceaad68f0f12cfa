"""Makes a diary file that holds these entries from its first moment, or no file at all."""

from __future__ import annotations

from pathlib import Path

from diary.cli.parts import Parts
from diary.domain.change import whole_diary
from diary.domain.diary import Diary
from diary.domain.errors import DiaryExistsError
from diary.services.new_files import place_beside, put_in_place, taken_away


def refuse_existing(path: Path) -> None:
    """Raise `DiaryExistsError` before any work when something stands at the path."""
    if path.exists() or path.is_symlink():
        raise DiaryExistsError(str(path))


def make_diary(parts: Parts, path: Path, diary: Diary) -> None:
    """Put a new diary file at the path; raises `DiaryFileError`, and then there is none."""
    refuse_existing(path)
    with taken_away(place_beside(path)) as beside:
        store = parts.create_store(beside)
        try:
            changes = whole_diary(diary)
            if changes:
                store.write(changes)
        finally:
            store.close()
        put_in_place(beside, path)
