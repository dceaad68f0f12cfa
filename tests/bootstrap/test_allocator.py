"""What large things took is given back when they are gone."""

import platform
import subprocess
import sys

import pytest

pytestmark = pytest.mark.skipif(
    platform.libc_ver()[0] != "glibc", reason="other C libraries are not told anything"
)
# Large pieces with something small beside each, as pictures have; then the large ones go.
KEEP = """
import sys
from pathlib import Path
from diary.bootstrap.allocator import give_memory_back

def held_mb():
    pages = int(Path("/proc/self/statm").read_text().split()[1])
    return pages * 4096 / 1e6

if sys.argv[1] == "told":
    give_memory_back()
bytearray(4_000_000)
before = held_mb()
small, large = [], []
for number in range(100):
    large.append(bytearray(1_500_000))
    large[-1][::4096] = b"k" * len(large[-1][::4096])
    small.append(bytes(2_000))
large.clear()
print(held_mb() - before)
"""


def still_held_mb(how: str) -> float:
    done = subprocess.run(
        [sys.executable, "-c", KEEP, how], capture_output=True, text=True, check=True
    )
    return float(done.stdout)


def test_large_pieces_are_given_back() -> None:
    assert still_held_mb("told") < 10


def test_by_itself_the_library_keeps_them() -> None:
    """Else nobody would have to tell it, and the test above would show nothing."""
    assert still_held_mb("not told") > 50
