"""What is remembered from one import to the next: matched columns, pairs, and a watched folder.

A convenience, never a source of truth: a file of choices that is missing, broken or cannot be
written costs a choice and is never an error. Names of shoes and files are the person's own, so
that only their hashes are kept, other ones for every diary; headers of tables are kept as they are
called by whoever reads them.
"""

from __future__ import annotations

import json
import os
from collections.abc import Collection, Mapping
from contextlib import suppress
from hashlib import blake2b
from pathlib import Path
from typing import Any

from diary.domain.knee import Moment
from diary.domain.table_match import ColumnUse, DateOrder, DecimalMark, TableMatch
from diary.domain.table_match import TableField as Field
from diary.domain.table_match import TableUnit as Unit
from diary.services.import_plan import NO_SHOE, ShoeUse
from diary.services.new_files import write_whole

FILE_NAME = "imports.json"
_LONGEST = 4_000_000
_MATCHES_KEPT = 200
_SEEN_KEPT = 20_000
_CONTENTS_KEPT = 5_000


class ImportMemory:
    """The choices of earlier imports in one small JSON file.

    Nothing is held between two calls, so that window and command line see each other's choices.
    `diary` is the path of the diary that the choice is about.
    """

    def __init__(self, file: Path) -> None:
        self._file = file

    def matches(self) -> dict[str, TableMatch]:
        """What the columns of tables mean that somebody said so about, by `TableLook.key`."""
        kept = _object(self._read().get("matches"))
        found = {key: _match_of(_object(raw)) for key, raw in kept.items()}
        return {key: match for key, match in found.items() if match is not None}

    def note_matches(self, matches: Mapping[str, TableMatch]) -> None:
        """Remember what columns mean."""
        content = self._read()
        kept = _object(content.get("matches"))
        for key, match in matches.items():
            kept.pop(key, None)
            kept[key] = _match_raw(match)
        newest = dict(list(kept.items())[-_MATCHES_KEPT:])
        self._write({**content, "matches": newest})

    def gear(self, diary: Path, names: Collection[str]) -> dict[str, ShoeUse]:
        """Which pair each of these names of a source was taken for, as far as somebody chose."""
        kept = _object(self._about(diary).get("gear"))
        found = {name: kept.get(_hashed(diary, name)) for name in names}
        return {
            name: ShoeUse(shoe_id) if shoe_id else NO_SHOE
            for name, shoe_id in found.items()
            if isinstance(shoe_id, str)
        }

    def note_gear(self, diary: Path, chosen: Mapping[str, str | None]) -> None:
        """Remember the pair (its id, None = no pair) that each name was taken for."""
        kept = _object(self._about(diary).get("gear"))
        kept |= {_hashed(diary, name): shoe_id or "" for name, shoe_id in chosen.items()}
        self._note(diary, "gear", kept)

    def watched_folder(self, diary: Path) -> Path | None:
        """The folder in which new runs are looked for; None = none was chosen."""
        folder = self._about(diary).get("watched_folder")
        return Path(folder) if isinstance(folder, str) and folder else None

    def adds_unasked(self, diary: Path) -> bool:
        """True when the person chose that new runs of the folder are added without a question."""
        return self._about(diary).get("adds_unasked") is True

    def watch(self, diary: Path, folder: Path | None, *, adds_unasked: bool = False) -> None:
        """Choose the folder to look in, or none; what was seen in another one is forgotten."""
        name = None if folder is None else os.path.abspath(folder.expanduser())  # noqa: PTH100 - takes ".." out as well
        about = self._about(diary)
        if about.get("watched_folder") != name:
            about["seen"] = about["contents"] = []
        self._put(diary, {**about, "watched_folder": name, "adds_unasked": adds_unasked})

    def seen(self, diary: Path) -> frozenset[str]:
        """The marks of the files of the watched folder that were offered before."""
        return frozenset(_texts(self._about(diary).get("seen")))

    def seen_contents(self, diary: Path) -> list[str]:
        """What the contents of files are known by that were offered before, the newest last."""
        return _texts(self._about(diary).get("contents"))

    def note_seen(
        self, diary: Path, marks: Collection[str], contents: Collection[str] = ()
    ) -> None:
        """Remember what was offered; `marks` are all that count from now on, `contents` are new.

        A content stays known when its file goes, so that it is known under another name.
        """
        kept = dict.fromkeys([*self.seen_contents(diary), *contents])
        newest = list(kept)[-_CONTENTS_KEPT:]
        about = {"seen": sorted(marks)[:_SEEN_KEPT], "contents": newest}
        self._put(diary, {**self._about(diary), **about})

    def _about(self, diary: Path) -> dict[str, Any]:
        return _object(_object(self._read().get("diaries")).get(_place(diary)))

    def _note(self, diary: Path, key: str, value: object) -> None:
        self._put(diary, {**self._about(diary), key: value})

    def _put(self, diary: Path, about: dict[str, Any]) -> None:
        content = self._read()
        diaries = {**_object(content.get("diaries")), _place(diary): about}
        self._write({**content, "diaries": diaries})

    def _read(self) -> dict[str, Any]:
        with suppress(OSError, ValueError, RecursionError):
            if self._file.stat().st_size <= _LONGEST:
                return _object(json.loads(self._file.read_bytes()))
        return {}

    def _write(self, content: dict[str, Any]) -> None:
        # ASCII only, so that a file name that is no text in any encoding comes back as it was.
        text = json.dumps(content, indent=1)
        with suppress(OSError):
            self._file.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
            write_whole(self._file, text.encode("ascii"))


def hashed(text: str) -> str:
    """What a text is remembered by that nobody else should read."""
    return blake2b(text.encode(errors="surrogateescape"), digest_size=12).hexdigest()


def _hashed(diary: Path, name: str) -> str:
    return hashed(f"{_place(diary)}\n{' '.join(name.casefold().split())}")


def _place(diary: Path) -> str:
    return os.path.abspath(diary)  # noqa: PTH100 - takes ".." out as well


def _match_raw(match: TableMatch) -> dict[str, object]:
    uses = [
        [use.column, use.field.value, use.unit and use.unit.value, use.moment and use.moment.value]
        for use in match.uses
    ]
    order, decimals = match.date_order.value, match.decimal_mark.value
    return {"uses": uses, "date_order": order, "decimal_mark": decimals, "zone": match.zone}


def _match_of(raw: dict[str, Any]) -> TableMatch | None:
    """A match as it was kept; None for one that cannot be understood any more."""
    try:
        uses = tuple(
            ColumnUse(
                int(column),
                Field(of),
                None if unit is None else Unit(unit),
                None if moment is None else Moment(moment),
            )
            for column, of, unit, moment in raw["uses"]
        )
        zone = raw.get("zone")
        order, decimals = DateOrder(raw["date_order"]), DecimalMark(raw["decimal_mark"])
    except (KeyError, TypeError, ValueError):
        return None
    return TableMatch(uses, order, decimals, zone if isinstance(zone, str) else None)


def _texts(value: object) -> list[str]:
    listed = value if isinstance(value, list) else []
    return [each for each in listed if isinstance(each, str)]


def _object(value: object) -> dict[str, Any]:
    return dict(value) if isinstance(value, dict) else {}
