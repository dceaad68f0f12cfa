"""How large a hand-over file and what is in it may be."""

from __future__ import annotations

FILE_MOST_BYTES = 48 * 1024 * 1024
MEMBERS_MOST = 100
# Forty years are 25 million bytes.
MEMBER_MOST_BYTES = 32 * 1024 * 1024
MANIFEST_MOST_BYTES = 1024 * 1024
ALL_MOST_BYTES = 96 * 1024 * 1024
RATIO_MOST = 100
# A small member may well shrink by more: below this nothing can be hurt.
RATIO_FROM_BYTES = 4 * 1024 * 1024
