"""Makes a diary file that holds these entries from its first moment, or no file at all."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from diary.cli.parts import Parts
from diary.domain.change import whole_diary
from diary.domain.diary import Diary
from diary.domain.errors import BackupFailedError, DiaryExistsError, DiaryUnwritableError
from diary.services.new_files import place_beside, put_in_place, taken_away


def refuse_existing(path: Path) -> None:
    """Raise `DiaryExistsError` before any work when something stands at the path."""
    if path.exists() or path.is_symlink():
        raise DiaryExistsError(str(path))


@contextmanager
def named(path: Path) -> Iterator[None]:
    """Tell what goes wrong beside a place under the name of the place itself.

    A person knows nothing of the hidden names under which files are made.
    """
    folders = {path.absolute().parent, path.resolve().parent}
    try:
        yield
    except DiaryUnwritableError as error:
        place = Path(error.path)
        if place.name.startswith(".") and place.absolute().parent in folders:
            raise DiaryUnwritableError(str(path), error.detail, error.fault) from error
        raise
    except BackupFailedError as error:
        cause = error.__cause__
        if isinstance(cause, DiaryUnwritableError) and Path(error.path) in folders:
            # About the file that was to be made, not about backups.
            raise DiaryUnwritableError(str(path), error.detail, cause.fault) from error
        raise


def make_diary(parts: Parts, path: Path, diary: Diary) -> None:
    """Put a new diary file at the path; raises `DiaryFileError`, and then there is none."""
    refuse_existing(path)
    with taken_away(place_beside(path)) as beside:
        with named(path):
            store = parts.create_store(beside)
        try:
            changes = whole_diary(diary)
            if changes:
                store.write(changes)
        finally:
            store.close()
        put_in_place(beside, path)
