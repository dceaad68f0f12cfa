"""What a person should know about the place where a diary lies, as data; `texts` words it."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class PlaceKind(StrEnum):
    """What is special about a place."""

    NETWORK_HOME = "network_home"
    SYNCED_FOLDER = "synced_folder"
    CONFLICTED_COPY = "conflicted_copy"


@dataclass(frozen=True, slots=True)
class PlaceNote:
    """One thing to know about a place.

    `path` is the file or folder it is about, `service` the name of what synchronises it as its
    people write it ("" = not known). `is_same_diary` says of a conflicted copy whether it is a
    copy of the diary; None = it cannot be told.
    """

    kind: PlaceKind
    path: str
    service: str = ""
    is_same_diary: bool | None = None

    @property
    def key(self) -> str:
        """What to remember it by once it was said."""
        return f"{self.kind}:{self.service}:{self.path}"
