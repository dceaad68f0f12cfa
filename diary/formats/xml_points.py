"""Track points cut out of an XML document before it is parsed, where they are plainly written.

A track has thousands of points and little else. Told one element at a time, each costs some twenty
calls; looked at as text, three. Only what can be nothing but a point is cut out: a comment, a
section of CDATA or a reference in it, and the parser gets it like everything else.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cache

from diary.formats.xml_reading import Elements

# Of a point with the sensors of a whole bicycle.
POINT_LONGEST = 65_536
# What hides markup, and how it ends.
_HIDING = (("<!--", "-->"), ("<![CDATA[", "]]>"), ("<?", "?>"))
_MARK_LONGEST = len("<![CDATA[")


@cache
def _pattern(wanted: frozenset[str]) -> re.Pattern[str]:
    names = "|".join(sorted(wanted))
    return re.compile(rf"<({names}|[\w.-]+:(?:{names}))([\s/][^>]*)?>([^<]*)")


class PointElements(Elements):
    """Elements of a document with track points.

    `point` is their name, `values` the names of what in them counts, `around` that of what they
    stand in. Whoever derives from it says when the parser stands among points, and takes them.
    """

    def __init__(self, point: str, values: Iterable[str], around: str) -> None:
        super().__init__()
        self._begin, self._end, self._around = f"<{point}", f"</{point}>", f"</{around}>"
        self._element = point
        self.want(values)
        self._waiting = ""
        self._told = ""
        self._hidden = [False] * len(_HIDING)

    def want(self, values: Iterable[str]) -> None:
        """From here on these are the values that count."""
        self._values = _pattern(frozenset({self._element, *values}))

    @property
    def is_among_points(self) -> bool:
        """True where a point may stand: in a track, and not in another point."""
        raise NotImplementedError

    def take_points(self, found: Iterable[tuple[str, str, str]]) -> None:
        """Whole points: name, rest of the opening tag and text of each, and of each value in it.

        Values may have a prefix before their name.
        """
        raise NotImplementedError

    def feed(self, text: str, *, final: bool = False) -> None:
        """See `Elements`; an unfinished point waits for the text after it."""
        text, self._waiting = self._waiting + text, ""
        at, tries_many = 0, True
        while (begin := text.find(self._begin, at)) >= 0:
            self._tell(text[at:begin])
            end = 0
            if self.is_among_points and not any(self._hidden):
                end = self._cut_many(text, begin) if tries_many else 0
                # Looked at again for each point, a chunk would take as long as a whole file.
                tries_many = end > 0
                end = end or self._cut_one(text, begin)
            if end < 0 and not final and len(text) - begin < POINT_LONGEST:
                self._waiting = text[begin:]
                return
            at = end if end > 0 else begin + len(self._begin)
            if end <= 0:
                self._tell(self._begin)
        self._tell(text[at:])
        if final:
            super().feed("", final=True)

    def _cut_many(self, text: str, begin: int) -> int:
        """The end of all plain points up to the end of what they stand in; 0 = one is not plain."""
        stop = text.find(self._around, begin)
        last = text.rfind(self._end, begin, len(text) if stop < 0 else stop)
        if last < 0:
            return 0
        end = last + len(self._end)
        points = text[begin:end]
        is_even = points.count(self._begin) == points.count(self._end)
        return end if is_even and self._take_plain(points) else 0

    def _cut_one(self, text: str, begin: int) -> int:
        """The end of a plain point; 0 = it is not plain, -1 = its end is not here."""
        tag_end = text.find(">", begin)
        if tag_end > 0 and text[tag_end - 1] == "/":
            end = tag_end + 1
        else:
            end = text.find(self._end, begin) + len(self._end)
            if end < len(self._end):
                return -1
        point = text[begin:end]
        return end if self._begin not in point[1:] and self._take_plain(point) else 0

    def _take_plain(self, points: str) -> bool:
        """Take points when there is nothing in them that hides or stands for anything."""
        if "&" in points or "<!" in points or "<?" in points:
            return False
        self.take_points(self._values.findall(points))
        return True

    def _tell(self, text: str) -> None:
        """Give the parser what was not cut out."""
        if not text or (text.isspace() and self.is_among_points and not any(self._hidden)):
            return
        seen = self._told + text
        for number, (opening, closing) in enumerate(_HIDING):
            opened, closed = seen.rfind(opening), seen.rfind(closing)
            if opened != closed:
                self._hidden[number] = opened > closed
        self._told = seen[-_MARK_LONGEST:]
        super().feed(text)
