"""XML as a stream of elements: nothing is fetched, nothing is expanded, nothing is kept.

Documents that declare entities are refused; a document type without any is read over. Bytes are
decoded here, so that a wrong character costs a character and not the file.
"""

from __future__ import annotations

import codecs
import re
from collections.abc import Iterable
from xml.parsers import expat

from diary.domain.reading import Refusal
from diary.formats.refused import RefusedError

# Of up to eight thousand characters each.
TEXT_PIECES_MOST = 8
TAG_LONGEST = 1_000_000
_ENCODINGS = frozenset({"utf-8", "ascii", "iso8859-1", "iso8859-15", "cp1250", "cp1251", "cp1252"})
_DECLARED = re.compile(rb"<\?xml[^>]{0,200}?encoding\s*=\s*[\"']([\w.:-]{1,40})")
_SURROGATE = re.compile("[\ud800-\udfff]")
_CONTROLS = bytes(each for each in range(0x20) if each not in b"\t\n\r")
_FORBIDDEN = _CONTROLS.decode("ascii") + "\ufffe\uffff"
_NO_ROOT_YET = frozenset(
    {
        expat.errors.codes[expat.errors.XML_ERROR_NO_ELEMENTS],
        expat.errors.codes[expat.errors.XML_ERROR_UNCLOSED_TOKEN],
    }
)


class Elements:
    """Told about the elements of a document in order; the base of the readers of one format.

    `depth` is that of the element at hand, the root's being 1. Names come without prefix only
    through `local_name`.
    """

    def __init__(self) -> None:
        self.depth = 0
        self._texts: list[str] = []
        self.parser = _parser()
        self.parser.StartElementHandler = self.on_start
        self.parser.EndElementHandler = self.on_end

    def on_start(self, name: str, attributes: dict[str, str]) -> None:
        """An element begins."""
        raise NotImplementedError

    def on_end(self, name: str) -> None:
        """An element ends."""
        raise NotImplementedError

    def collect(self) -> None:
        """Keep the text from here on."""
        # A list's own method is called without entering Python: there is a text for each number.
        self.parser.CharacterDataHandler = self._texts.append

    def collected(self) -> str:
        """The text since `collect`, without blanks around it."""
        self.parser.CharacterDataHandler = None
        text = "".join(self._texts).strip()
        self._texts.clear()
        return text

    def feed(self, text: str, *, final: bool = False) -> None:
        """The next part of the document; raises `ExpatError` when it breaks down."""
        self.parser.Parse(text, final)

    def limit_text(self) -> None:
        """Drop what is longer than any value."""
        del self._texts[TEXT_PIECES_MOST:]


class _RootFound(Exception):  # noqa: N818 - it ends the reading of a head and is no error
    pass


def root_name(head: bytes) -> str | None:
    """The local name of the root; None when the bytes end before it, "" when it is no XML.

    Raises `RefusedError` when entities are declared.
    """
    found = ""

    def on_start(name: str, _attributes: dict[str, str]) -> None:
        nonlocal found
        found = local_name(name)
        raise _RootFound

    parser = _parser()
    parser.StartElementHandler = on_start
    try:
        parser.Parse(_Decoding(head).text(head, final=True), True)
    except _RootFound:
        return found
    except expat.ExpatError as error:
        return None if error.code in _NO_ROOT_YET else ""
    return None


def read_xml(chunks: Iterable[bytes], elements: Elements) -> bool:
    """Tell `elements` about a whole document; False when it breaks off or breaks down on the way.

    Raises `RefusedError` when entities are declared.
    """
    decoding: _Decoding | None = None
    parser = elements.parser
    reached, waiting = -1, 0
    try:
        for chunk in chunks:
            decoding = decoding or _Decoding(chunk)
            text = decoding.text(chunk)
            elements.feed(text)
            elements.limit_text()
            # A tag without end is read again with every chunk: expat would take hours for it.
            waiting = waiting + len(text) if parser.CurrentByteIndex == reached else 0
            reached = parser.CurrentByteIndex
            if waiting > TAG_LONGEST:
                return False
        if decoding is None:
            return False
        elements.feed(decoding.text(b"", final=True), final=True)
    except expat.ExpatError:
        return False
    return True


def local_name(name: str) -> str:
    """A name without its prefix: many programs use prefixes they never declare."""
    return name[name.rfind(":") + 1 :]


def _parser() -> expat.XMLParserType:
    parser = expat.ParserCreate()
    parser.buffer_text = True
    parser.EntityDeclHandler = _refuse_entity
    return parser


def _refuse_entity(*_declaration: object) -> None:
    raise RefusedError(Refusal.UNREADABLE, "entities")


class _Decoding:
    """Bytes to text, chunk by chunk, in the encoding that the first chunk names."""

    def __init__(self, head: bytes) -> None:
        self._decoder = codecs.getincrementaldecoder(_encoding(head))("replace")
        self._is_first = True

    def text(self, chunk: bytes, *, final: bool = False) -> str:
        """The text of the next bytes, without blanks before the document."""
        text = self._decoder.decode(chunk, final)
        if self._is_first:
            text = text.lstrip(" \t\r\n")
            self._is_first = not text
        # Deleting nothing takes no time; looking at each character does.
        if text.isascii() and len(chunk.translate(None, _CONTROLS)) == len(chunk):
            return text
        # A pattern takes its time over each it finds: megabytes of them would take seconds.
        for sign in _FORBIDDEN:
            text = text.replace(sign, "\ufffd")
        return _SURROGATE.sub("\ufffd", text)


def _encoding(head: bytes) -> str:
    if head.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return "utf-16"
    if head.startswith(codecs.BOM_UTF8):
        return "utf-8-sig"
    declared = _DECLARED.search(head[:400])
    if declared:
        try:
            name = codecs.lookup(declared[1].decode("ascii", "replace")).name
        except LookupError:
            return "utf-8"
        if name in _ENCODINGS:
            return name
    return "utf-8"
