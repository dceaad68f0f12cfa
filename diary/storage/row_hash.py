"""The short hash that every row carries, so that a single flipped bit is found.

Eight bytes of blake2b over all other columns in their order, each written with its type, texts
and bytes with their length before them: no two rows have the same encoding.
"""

from __future__ import annotations

from collections.abc import Sequence
from hashlib import blake2b

LENGTH = 8


def row_hash(values: Sequence[object]) -> bytes:
    """Hash of the values of a row without its hash; texts, whole and real numbers, bytes, NULL.

    Raises `UnicodeEncodeError` for half a surrogate pair, which no database can keep.
    """
    encoded = "".join(
        [
            "n"
            if value is None
            else f"s{len(value)}:{value}"
            if type(value) is str
            else f"i{value};"
            if type(value) is int
            else f"{type(value).__name__}{value!r};"
            for value in values
        ]
    )
    return blake2b(encoded.encode(), digest_size=LENGTH).digest()
