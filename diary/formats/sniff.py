"""What a file is, told by its first bytes and never by its name."""

from __future__ import annotations

import codecs
from enum import Enum, auto

from diary.formats.xml_reading import root_name

_BLANKS = b" \t\r\n"
_FIT_MARK = b".FIT"
_FIT_HEADER_LEAST = 12
_GZIP = b"\x1f\x8b"
_AGE = b"age-encryption.org/"
_ZIP = b"PK\x03\x04"
_ZIPS = (_ZIP, b"PK\x05\x06")
_ZIP_FLAGS_AT, _ZIP_ENCRYPTED = 6, 1
_UTF_16 = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)


class FileKind(Enum):
    """The kinds of content that are told apart."""

    EMPTY = auto()
    FIT = auto()
    TCX = auto()
    GPX = auto()
    GZIP = auto()
    ENCRYPTED = auto()
    XML_CUT = auto()
    ZIP = auto()
    OTHER = auto()


_ROOTS = {"gpx": FileKind.GPX, "trainingcenterdatabase": FileKind.TCX}


def sniff(head: bytes) -> FileKind:
    """The kind of a file from its first tens of thousands of bytes.

    Raises `RefusedError` for an XML document that declares entities.
    """
    if not head:
        return FileKind.EMPTY
    if head[8:12] == _FIT_MARK and head[0] >= _FIT_HEADER_LEAST:
        return FileKind.FIT
    if head.startswith(_GZIP):
        return FileKind.GZIP
    if head.startswith(_AGE) or _is_encrypted_zip(head):
        return FileKind.ENCRYPTED
    if head.startswith(_ZIPS):
        return FileKind.ZIP
    if head.startswith(_UTF_16) or _begins_with_tag(head):
        return _xml_kind(head)
    return FileKind.OTHER


def _begins_with_tag(head: bytes) -> bool:
    return head.removeprefix(codecs.BOM_UTF8).lstrip(_BLANKS).startswith(b"<")


def _is_encrypted_zip(head: bytes) -> bool:
    flags = head[_ZIP_FLAGS_AT : _ZIP_FLAGS_AT + 1]
    return head.startswith(_ZIP) and bool(flags) and bool(flags[0] & _ZIP_ENCRYPTED)


def _xml_kind(head: bytes) -> FileKind:
    name = root_name(head)
    if name:
        return _ROOTS.get(name.lower(), FileKind.OTHER)
    return FileKind.XML_CUT if name is None else FileKind.OTHER
