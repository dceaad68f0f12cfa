"""What large things took is given back when they are gone."""

import os
import platform
import subprocess
import sys
from pathlib import Path

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

# Small pieces that refer to themselves, with one that stays among each hundred: Python does not
# notice that they are gone, and no heap has its end free.
SPARE = """
import gc, sys, time
from pathlib import Path
from diary.bootstrap.allocator import WORTH_A_LOOK_S, SpareMemory, give_memory_back

def held_mb():
    pages = int(Path("/proc/self/statm").read_text().split()[1])
    return pages * 4096 / 1e6

give_memory_back()
spare, before = SpareMemory(), held_mb()
gc.set_threshold(1_000_000)
if sys.argv[1] == "paused":
    gc.disable()
pieces = [[bytearray(2_000)] for _ in range(50_000)]
for each in pieces:
    each.append(each)
kept = pieces[::100]
pieces.clear()
begun = time.process_time()
while sys.argv[1] not in ("idle", "at once") and time.process_time() - begun < WORTH_A_LOOK_S:
    pass
if sys.argv[1] == "at once":
    spare.give_back_at_once()
else:
    spare.give_back()
print(held_mb() - before)
"""

# Twice much is forgotten, with some work after it: to free it takes a tenth of a second each time.
AGAIN = """
import gc, time
from pathlib import Path
from diary.bootstrap.allocator import SpareMemory, give_memory_back

def held_mb():
    pages = int(Path("/proc/self/statm").read_text().split()[1])
    return pages * 4096 / 1e6

def forget(count, size):
    for _ in range(count):
        piece = [bytearray(size)]
        piece.append(piece)

worked_s, clock = 0.0, time.process_time
time.process_time = lambda: clock() + worked_s
give_memory_back()
gc.set_threshold(10_000_000)
spare, before = SpareMemory(), held_mb()
for _ in range(2):
    forget(400_000, 10)
    forget(30_000, 2_000)
    worked_s += 5
    spare.give_back()
print(held_mb() - before)
"""

# So much stays that to look through it takes long: the first time tells that.
LONG = """
import gc, time
from diary.bootstrap import allocator

spare, looks, collect = allocator.SpareMemory(), [], gc.collect
late_s, clock = 0.0, time.process_time
time.process_time = lambda: clock() + late_s

def look():
    global late_s
    looks.append(late_s)
    late_s += 2 * allocator.QUICK_LOOK_S
    return collect()

gc.collect = look
spare.give_back_at_once()
spare.give_back_at_once()
late_s += allocator.SHARE * 3 * allocator.QUICK_LOOK_S
spare.give_back_at_once()
print(len(looks))
"""

# The program's own window until charts can come, which takes five threads and more. For a heap of
# threads 64 MB of room are set aside at a whole multiple of as much; the first part is used.
HEAPS = """
import sys
from pathlib import Path
from diary.bootstrap import window
from diary.bootstrap.window import window_parts

ROOM = 64 * 2**20

if sys.argv[2] == "as it is":
    window.give_memory_back = lambda: None
parts = window_parts(Path(sys.argv[1]))
from diary.ui.application import application, show_window

app = application()
shown = show_window(parts)
shown.context.charts.charts_ready.connect(app.quit)
app.exec()
lines = [line.split() for line in Path("/proc/self/maps").read_text().splitlines()]
places = [([int(end, 16) for end in line[0].split("-")], line[1]) for line in lines]
print(sum(
    start % ROOM == 0 and kept_to - start == ROOM and (used, spare) == ("rw-p", "---p")
    for ((start, _), used), ((_, kept_to), spare) in zip(places, places[1:])
))
shown.end()
sys.stdout.flush()
__import__("os")._exit(0)
"""


def still_held_mb(how: str, script: str = KEEP) -> float:
    done = subprocess.run(
        [sys.executable, "-c", script, how], capture_output=True, text=True, check=True
    )
    return float(done.stdout)


def test_large_pieces_are_given_back() -> None:
    assert still_held_mb("told") < 10


def test_by_itself_the_library_keeps_them() -> None:
    """Else nobody would have to tell it, and the test above would show nothing."""
    assert still_held_mb("not told") > 50


def test_what_nobody_uses_is_given_back_after_some_work() -> None:
    assert still_held_mb("busy", SPARE) < 20


def test_where_much_was_left_it_is_given_back_at_once() -> None:
    assert still_held_mb("at once", SPARE) < 20


@pytest.mark.parametrize("how", ["idle", "paused"])
def test_nothing_is_looked_through_while_nothing_is_done_or_may_be_deleted(how: str) -> None:
    assert still_held_mb(how, SPARE) > 60


def test_a_look_that_takes_long_waits_for_its_turn() -> None:
    done = subprocess.run([sys.executable, "-c", LONG], capture_output=True, text=True, check=True)
    assert int(done.stdout) == 2


def test_the_next_look_comes_as_soon_however_much_there_was_to_free() -> None:
    assert still_held_mb("", AGAIN) < 40


@pytest.mark.skipif(sys.maxsize < 2**32, reason="heaps have another size where pointers are short")
@pytest.mark.parametrize(("how", "has_others"), [("told", False), ("as it is", True)])
def test_all_threads_of_the_window_share_one_heap(
    how: str, has_others: bool, tmp_path: Path
) -> None:
    surroundings = {
        name: value
        for name, value in os.environ.items()
        if not name.startswith(("MALLOC_", "GLIBC_", "LD_PRELOAD"))
    }
    done = subprocess.run(
        [sys.executable, "-c", HEAPS, str(tmp_path / "My knees.sqlite3"), how],
        env=surroundings | {"HOME": str(tmp_path), "QT_QPA_PLATFORM": "offscreen"},
        capture_output=True,
        text=True,
        check=True,
    )
    assert (int(done.stdout) > 0) is has_others
