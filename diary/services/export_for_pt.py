"""Everything that is handed to a PT in one go: made first, then written, then looked at again.

When a part of it cannot be written, what was written before goes again.
"""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from enum import StrEnum
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING, TypeAlias

from diary.domain.diary import Diary
from diary.domain.errors import DiaryError
from diary.domain.hand_over import (
    ENDING,
    KNEE_PARTS,
    HandOverCode,
    HandOverRefusedError,
    Part,
)
from diary.domain.knee import Knee
from diary.domain.period import Span
from diary.domain.report_choice import (
    PersonShown,
    ReportChoice,
    knees_left_out,
    report_notes,
    shown_name,
    with_days_before,
)
from diary.services.exporting import cut
from diary.services.handing_over import HandedOn, Leaving, check_saved, file_name
from diary.services.leaving import leaving_part
from diary.services.new_files import write_folder, write_where_free
from diary.services.visit_reports import AskedReport

if TYPE_CHECKING:
    from diary.services.handing_over import HandingOver
    from diary.services.ports import Progress, ReportMaker

CsvTables: TypeAlias = Callable[[bytes], Mapping[str, bytes]]
_Content: TypeAlias = bytes | Mapping[str, bytes]


class Form(StrEnum):
    """The forms in which a diary is handed on, in the order in which they are made."""

    PAGE = "page"
    PDF = "pdf"
    FILE = "file"
    TABLES = "tables"


ENDINGS: Mapping[Form, str] = {
    Form.PAGE: ".html",
    Form.PDF: ".pdf",
    Form.FILE: ENDING,
    Form.TABLES: "-csv",
}


@dataclass(frozen=True, slots=True)
class ExportWish:
    """What is wanted; `without` is left out of diary file and tables, as is what the report hides.

    `passphrase` locks the diary file. `made_at` is aware UTC. With `has_days_before` diary file and
    tables hold as many days before those of the report too, to compare with; what was written on
    those days stays, since nobody looked through it.
    """

    asked: AskedReport
    forms: frozenset[Form]
    without: frozenset[Part]
    folder: Path
    made_at: datetime
    passphrase: str | None = None
    has_days_before: bool = False


@dataclass(frozen=True, slots=True)
class ExportMade:
    """What was saved; `sha256` is that of the diary file, "" without one."""

    paths: tuple[Path, ...]
    sha256: str = ""


class ExportForPt:
    """Makes and saves what was chosen; used in a thread."""

    def __init__(self, reports: ReportMaker, handing: HandingOver, csv_tables: CsvTables) -> None:
        self._reports = reports
        self._handing = handing
        self._csv_tables = csv_tables

    def save(self, wish: ExportWish, progress: Progress) -> ExportMade | None:
        """Save everything and read it again; None = it was stopped, and nothing was written.

        Raises `OSError`, `HandOverRefusedError`, and `DiaryExistsError` when somebody took a name
        meanwhile; then nothing is left either.
        """
        forms = [form for form in Form if form in wish.forms]
        handed_on = self._handed_on(wish) if wish.forms & {Form.FILE, Form.TABLES} else None
        has_file = handed_on is not None and Form.FILE in wish.forms
        file_id = handed_on.file_id if handed_on is not None and has_file else ""
        asked = replace(wish.asked, file_id=file_id)
        contents: dict[Form, _Content] = {}
        for number, form in enumerate(forms):
            if not progress(number, len(forms)):
                return None
            contents[form] = self._made(form, asked, handed_on, wish.passphrase)
        if not progress(len(forms), len(forms)):
            return None
        paths = _save_all(_places(wish, forms), contents)
        digest = sha256(handed_on.document).hexdigest() if handed_on and has_file else ""
        return ExportMade(paths, digest)

    def _handed_on(self, wish: ExportWish) -> HandedOn:
        asked, choice = wish.asked, wish.asked.choice
        gone = frozenset(KNEE_PARTS[knee] for knee in knees_left_out(asked.diary, choice))
        leaving = Leaving(choice.span, wish.without | gone, choice.left_out_notes)
        if wish.has_days_before:
            leaving = also_days_before(asked.diary, leaving)
        return self._handing.hand_on(
            _without_old_knees(_as_named(asked.diary, choice.person), choice),
            leaving,
            today=asked.today,
            made_at=wish.made_at,
            formats=asked.formats,
        )

    def _made(
        self, form: Form, asked: AskedReport, handed_on: HandedOn | None, passphrase: str | None
    ) -> _Content:
        if form is Form.PAGE:
            return self._reports.page(asked)
        if form is Form.PDF or handed_on is None:
            return self._reports.pdf(asked)
        if form is Form.FILE:
            return self._handing.file(handed_on, passphrase=passphrase)
        return self._csv_tables(handed_on.document)


def also_days_before(diary: Diary, leaving: Leaving) -> Leaving:
    """The same with as many days before, without what was written on those; `leaving` has days."""
    if leaving.span is None:
        return leaving
    span = with_days_before(leaving.span)
    more = _written(diary, span) - _written(diary, leaving.span)
    left_out = leaving.left_out_notes | more
    return replace(leaving, span=span, left_out_notes=left_out, shown=leaving.span)


def _written(diary: Diary, span: Span) -> frozenset[str]:
    """The keys of every text that a file about these days holds, but for those of shoes."""
    part = cut(diary, span)
    notes = [note.key for note in report_notes(diary, span)]
    findings = [f"findings.{key}" for key in part.events]
    return frozenset([*notes, *findings, *(f"pt.{key}" for key in part.pt_notes)])


def _without_old_knees(diary: Diary, choice: ReportChoice) -> Diary:
    """The diary without knees that only older days tell of: nothing of these days is left out.

    Rules look further back than a report, and would speak of them.
    """
    old = set(Knee) - {*choice.knees, *knees_left_out(diary, choice)}
    without = frozenset(KNEE_PARTS[knee] for knee in old)
    return leaving_part(diary, Leaving(without=without)) if without else diary


def _as_named(diary: Diary, shown: PersonShown) -> Diary:
    """The diary about somebody who is named no further than on the report."""
    person = diary.person
    initials = None if shown is PersonShown.CODE else shown_name(person, PersonShown.INITIALS)
    return replace(diary, person=replace(person, initials=initials or None))


def free_path(path: Path) -> Path:
    """The path, or with a number behind its name the first that nothing has."""
    return next(each for each in _numbered(path.stem, path.suffix, path) if not _is_taken(each))


def _numbered(stem: str, ending: str, path: Path) -> Iterator[Path]:
    yield path
    number = 2
    while True:
        yield path.with_name(f"{stem} {number}{ending}")
        number += 1


def _is_taken(path: Path) -> bool:
    return path.exists() or path.is_symlink()


def _places(wish: ExportWish, forms: list[Form]) -> dict[Form, Path]:
    """Where each form goes; all have one number when a name of one of them is taken."""
    asked = wish.asked
    stem = file_name(asked.diary, asked.choice.span, asked.today, "")
    for first in _numbered(stem, "", wish.folder / stem):
        places = {form: wish.folder / f"{first.name}{ENDINGS[form]}" for form in forms}
        if not any(_is_taken(path) for path in places.values()):
            return places
    raise AssertionError  # pragma: no cover - numbers do not end


def _save_all(places: Mapping[Form, Path], contents: Mapping[Form, _Content]) -> tuple[Path, ...]:
    saved: list[Path] = []
    try:
        for form, path in places.items():
            content = contents[form]
            if isinstance(content, bytes):
                write_where_free(path, content)
                # Only what was made here may be taken away again.
                saved.append(path)
                check_saved(path, content)
            else:
                write_folder(path, content)
                saved.append(path)
                _check_folder(path, content)
    except (OSError, DiaryError):
        for path in saved:
            _take_away(path)
        raise
    return tuple(saved)


def _check_folder(path: Path, content: Mapping[str, bytes]) -> None:
    for name, wanted in content.items():
        if (path / name).read_bytes() != wanted:
            raise HandOverRefusedError(HandOverCode.NOT_AS_MADE, name)


def _take_away(path: Path) -> None:
    if path.is_dir():
        shutil.rmtree(path, ignore_errors=True)
    else:
        path.unlink(missing_ok=True)
