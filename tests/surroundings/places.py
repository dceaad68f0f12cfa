"""What cells need around the program: locked folders, fonts, locales; and whether it can be had."""

from __future__ import annotations

import os
import shutil
import subprocess
from pathlib import Path

from fontTools import subset  # type: ignore[import-untyped]  # it has no annotations
from fontTools.ttLib import TTFont  # type: ignore[import-untyped]  # as above

from tests.surroundings.cell import Room

FONT = Path(__file__).resolve().parents[2] / "resources" / "fonts" / "DejaVuSans.ttf"
_SETTINGS = """<?xml version="1.0"?>
<!DOCTYPE fontconfig SYSTEM "fonts.dtd">
<fontconfig>{folder}<cachedir>{cache}</cachedir></fontconfig>
"""
_READ_ONLY, _READ_ONLY_FILE = 0o555, 0o444


# ---- whether it can be had -----------------------------------------------------------------------


def may_unshare() -> str:
    """Why no network can be taken away."""
    return _refusal("unshare", "--net", "true")


def may_mount() -> str:
    """Why nothing can be mounted over a folder for one program alone."""
    return _refusal("unshare", "--mount", "mount", "-t", "tmpfs", "none", "/mnt")


def no_plain_user() -> str:
    """Why nobody here is stopped by the rights of a file."""
    drop = ("setpriv", "--bounding-set=-dac_override", "true")
    return _refusal(*drop) if os.geteuid() == 0 else ""


def no_locales() -> str:
    """Why no locale can be made."""
    return _refusal("localedef", "--version")


def _refusal(*words: str) -> str:
    if shutil.which(words[0]) is None:
        return f"{words[0]} is not installed"
    done = subprocess.run(words, capture_output=True, text=True, check=False)
    return done.stderr.strip().partition("\n")[0] if done.returncode else ""


# ---- what is around the program ------------------------------------------------------------------


def no_fonts(room: Room) -> None:
    """Settings that name no folder of fonts."""
    cache = room.fonts / "cache"
    (room.fonts / "none.conf").write_text(_SETTINGS.format(folder="", cache=cache))


def tiny_font(room: Room) -> None:
    """The only font has the letters a, b and c."""
    folder = room.fonts / "tiny"
    folder.mkdir()
    make_tiny_font(folder / "tiny.ttf")
    named = f"<dir>{folder}</dir>"
    cache = room.fonts / "cache"
    (room.fonts / "tiny.conf").write_text(_SETTINGS.format(folder=named, cache=cache))


def make_tiny_font(path: Path) -> None:
    """A font of three letters, with a name of its own."""
    font = TTFont(FONT)
    chosen = subset.Subsetter()
    chosen.populate(text="abc")
    del font["FFTM"]
    chosen.subset(font)
    for record in font["name"].names:
        record.string = "Three Letters"
    font.save(path)


def make_locale(room: Room, name: str) -> None:
    """Make a locale of the system's sources. Raises `CalledProcessError` when there are none."""
    folder = room.folder / "locales"
    folder.mkdir()
    words = ["localedef", "-i", name, "-f", "UTF-8", str(folder / f"{name}.UTF-8")]
    subprocess.run(words, capture_output=True, check=True)


def lock_home(room: Room) -> None:
    """Nothing may be made in the person's folder."""
    room.home.chmod(_READ_ONLY)


def lock_tmp(room: Room) -> None:
    """Nothing may be made in the folder for passing files."""
    room.tmp.chmod(_READ_ONLY)


def lock_diary(room: Room) -> None:
    """The diary may be read only."""
    (room.home / "a.sqlite3").chmod(_READ_ONLY_FILE)


def lock_diaries(room: Room) -> None:
    """The diary and its folder may be read only."""
    (room.home / "diaries" / "a.sqlite3").chmod(_READ_ONLY_FILE)
    (room.home / "diaries").chmod(_READ_ONLY)


def odd_matplotlibrc(room: Room) -> None:
    """Settings of the drawing library that it does not know."""
    (room.home / "matplotlibrc").write_text("no.such.key: 1\nfont.size: huge\nbackend: nothing\n")
