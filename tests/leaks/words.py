"""Words of a person appear where they asked for them, and nowhere else.

Each judge takes what came out of the program and returns what it found there of the canaries.
"""

from __future__ import annotations

import json
import re
import zlib
from collections.abc import Iterable, Iterator
from io import BytesIO
from pathlib import Path
from typing import Any

import pypdf
from pypdf.generic import ArrayObject, ByteStringObject, DictionaryObject, StreamObject

from tests.leaks.ground import Ended
from tests.leaks.marks import CANARIES, CANARY, FOLDER_NAME, OWN_NAMES, PHONE
from tests.leaks.trace import calls

_NAMING = frozenset(
    {
        *("openat", "open", "openat2", "creat", "mkdir", "mkdirat", "mknod", "mknodat", "bind"),
        *("rename", "renameat", "renameat2", "link", "linkat", "symlink", "symlinkat"),
    }
)
_MAKING = ("O_CREAT", "O_TMPFILE")
# What a picture needs to be one; anything else could say something.
_PLAIN_CHUNKS = frozenset({"IHDR", "PLTE", "IDAT", "IEND", "pHYs", "gAMA", "sRGB", "tRNS"})
# What belongs to a diary is found by where that lies.
_BY_PATH = frozenset({"diaries.json", "drafts.json", "imports.json"})
_SVG_SHOWN = re.compile(r"<text\b.*?</text>", re.DOTALL)
_STYLE = re.compile(r"<style>.*?</style>", re.DOTALL)
_DEEPEST = 40
# Said by Qt of the windows that are drawn into memory, and of the tray that is not there.
_OF_QT = ("This plugin does not support", "qt.core.qobject.connect: QObject::connect: No such")


def found(text: str, *, has_names: bool = False) -> list[str]:
    """The canaries in a text; `has_names` looks for names of files and folders too."""
    kinds = (CANARIES, OWN_NAMES) if has_names else (CANARIES,)
    return sorted({each for kind in kinds for each in kind.findall(text)})


def in_texts(where: str, texts: Iterable[str], *, has_names: bool = False) -> list[str]:
    """What of the canaries stands in any of these texts."""
    return [
        f"{where}: {word} in “{text[:80]}”"
        for text in texts
        for word in found(text, has_names=has_names)
    ]


def in_streams(ended: Ended, *, has_out: bool = False) -> list[str]:
    """What a program said to the terminal; what a command prints was asked for."""
    texts = [ended.err, *([ended.out] if has_out else [])]
    return in_texts(f"{ended.name}, terminal", texts, has_names=has_out)


def noise(ended: Ended) -> list[str]:
    """What was said on the standard error that is no sentence of ours."""
    lines = [line for line in ended.err.splitlines() if line and not line.startswith(_OF_QT)]
    signs = ("Warning", "Traceback", "Error", "QPainter", "qt.", "Could not", "findfont")
    return [f"{ended.name}: {line}" for line in lines if any(sign in line for sign in signs)]


def in_names(ended: Ended, work: Path, allowed: Iterable[Path]) -> tuple[int, list[str]]:
    """Names of files, folders and sockets that were made, moved or linked, also for a moment.

    In `allowed` folders the names of the diary and its folder may stand: they are the person's.
    Commands are given in `work`.
    """
    places = tuple(str(each) for each in allowed)
    count, breaches = 0, []
    for call in calls(ended.trace):
        if call.name not in _NAMING:
            continue
        if call.name.startswith("open") and not any(sign in call.arguments for sign in _MAKING):
            continue
        for path in call.paths():
            count += 1
            whole = str(work / path)
            has_names = not whole.startswith(places)
            breaches += in_texts(f"{ended.name}, name of a file", [whole], has_names=has_names)
    return count, breaches


def in_children(ended: Ended) -> tuple[int, list[str]]:
    """What the programs that were started in turn were called with; the first is ours."""
    started = [call for call in calls(ended.trace) if call.name == "execve"][1:]
    texts = [" ".join(call.texts()[1:]) for call in started]
    return len(texts), in_texts(f"{ended.name}, argument of a child", texts, has_names=True)


def in_settings(folder: Path) -> tuple[int, list[str]]:
    """Everything the program keeps outside the diary, and the keys under which it is kept."""
    count, breaches = 0, []
    for path in sorted(each for each in folder.rglob("*") if each.is_file()):
        text = path.read_bytes().decode("utf-8", "replace")
        count += 1
        breaches += in_texts(f"kept in {path.name}", [text])
        has_names = path.name not in _BY_PATH
        breaches += in_texts(f"key in {path.name}", _keys(path, text), has_names=has_names)
    return count, breaches


def _keys(path: Path, text: str) -> list[str]:
    if path.suffix == ".json":
        return list(_keys_of(json.loads(text)))
    if path.suffix == ".ini":
        return [line.partition("=")[0] for line in text.splitlines()]
    return []


def _keys_of(value: Any) -> Iterator[str]:  # noqa: ANN401 - whatever JSON holds
    if isinstance(value, dict):
        for key, inner in value.items():
            yield str(key)
            yield from _keys_of(inner)
    elif isinstance(value, list):
        for inner in value:
            yield from _keys_of(inner)


def in_logs(folder: Path) -> tuple[int, list[str]]:
    """The log files, to the last word."""
    files = [each for each in folder.rglob("*") if each.is_file()]
    texts = [each.read_text("utf-8", "replace") for each in files]
    return sum(map(len, texts)), in_texts("log", texts, has_names=True)


# ---- files that are handed on -------------------------------------------------------------------


def in_pdf(name: str, content: bytes, private: Iterable[str] = ()) -> list[str]:
    """What of a PDF nobody sees: its properties, its structure, attachments, undrawn texts.

    Words drawn on the page are the report; `private` ones must not be there either.
    """
    reader = pypdf.PdfReader(BytesIO(content))
    shown = " ".join(page.extract_text() for page in reader.pages)
    hidden = [f"{key} {value}" for key, value in (reader.metadata or {}).items()]
    hidden += [each.decode("utf-8", "replace") for each in _strings(reader.trailer)]
    hidden += list(reader.attachments)
    breaches = in_texts(f"{name}, not drawn", hidden, has_names=True)
    squeezed = "".join(shown.split())
    return breaches + [f"{name}, drawn: {word}" for word in private if word in squeezed]


def _strings(root: object) -> Iterator[bytes]:
    """Every string of a PDF, and every stream that is no page, font or picture."""
    seen: set[int] = set()
    waiting: list[tuple[object, int]] = [(root, 0)]
    while waiting:
        value, depth = waiting.pop()
        value = value.get_object() if hasattr(value, "get_object") else value
        if id(value) in seen or depth > _DEEPEST:
            continue
        seen.add(id(value))
        if isinstance(value, StreamObject) and value.get("/Type") in {"/Metadata", "/EmbeddedFile"}:
            yield value.get_data()
        if isinstance(value, DictionaryObject):
            waiting += [(inner, depth + 1) for inner in value.values()]
        elif isinstance(value, ArrayObject):
            waiting += [(inner, depth + 1) for inner in value]
        elif isinstance(value, ByteStringObject):
            yield bytes(value)
        elif isinstance(value, str) and type(value).__name__ == "TextStringObject":
            yield value.encode("utf-8", "replace")


def in_png(name: str, content: bytes) -> list[str]:
    """Anything in a picture beside its pixels."""
    place, breaches = 8, []
    while place < len(content):
        length = int.from_bytes(content[place : place + 4], "big")
        kind = content[place + 4 : place + 8].decode("latin-1")
        data = content[place + 8 : place + 8 + length]
        if kind not in _PLAIN_CHUNKS:
            text = data + (_unpacked(data) if kind in {"zTXt", "iTXt"} else b"")
            breaches += in_texts(f"{name}, {kind}", [text.decode("latin-1")], has_names=True)
        place += length + 12
    return breaches


def _unpacked(data: bytes) -> bytes:
    for start in range(min(len(data), 200)):
        try:
            return zlib.decompress(data[start:])
        except zlib.error:
            continue
    return b""


def in_svg(name: str, content: bytes) -> list[str]:
    """What of a drawing is no text that is seen: its metadata, comments, names of parts."""
    return in_texts(f"{name}, not drawn", [_SVG_SHOWN.sub("", content.decode())], has_names=True)


def in_html(name: str, content: bytes, private: Iterable[str]) -> list[str]:
    """What a page says that was to stay out of it, wherever it stands."""
    text = content.decode()
    # The style holds the line that is printed at the foot of each page.
    head = _STYLE.sub("", text.partition("<body")[0])
    breaches = in_texts(f"{name}, head", [head], has_names=True)
    return breaches + [f"{name}: {word}" for word in private if word in text]


def in_files(folder: Path, private: Iterable[str]) -> tuple[int, list[str]]:
    """Every report, picture and drawing below a folder; those named `p.` have private parts."""
    count, breaches = 0, []
    for path in sorted(folder.rglob("*")):
        kept = tuple(private) if path.stem == "p" else ()
        if path.suffix not in {".pdf", ".png", ".svg", ".html"}:
            continue
        count += 1
        content = path.read_bytes()
        if path.suffix == ".pdf":
            breaches += in_pdf(path.name, content, kept)
        elif path.suffix == ".png":
            breaches += in_png(path.name, content)
        elif path.suffix == ".svg":
            breaches += in_svg(path.name, content)
        else:
            breaches += in_html(path.name, content, kept)
    return count, breaches


# Left out of a report without notes, painkillers and names.
_LEFT_OUT = ("DayNote", "RunNote", "PainkillerName", "PersonName", "ContactName", "ShoeNote")
PRIVATE = (*(f"{CANARY}{each}" for each in _LEFT_OUT), PHONE, FOLDER_NAME)
