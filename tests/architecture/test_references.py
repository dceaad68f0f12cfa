"""The version of Qt's bindings in use must not lose references.

PySide6 6.12.0 on Python 3.11 drops one reference to True or None for each signal and for each call
that returns nothing, until the interpreter aborts.
"""

import subprocess
import sys

SIGNALS = 2_000
VOID_CALLS = 100_000
# What the interpreter itself takes and gives while the script runs.
NOISE = 200

SCRIPT = f"""
import sys
from PySide6.QtCore import QObject, Signal

class Sender(QObject):
    changed = Signal(bool)
    told = Signal(object)

heard = 0

def on_changed(flag):
    global heard
    heard += flag

def on_told(value):
    pass

def counts():
    return [sys.getrefcount(each) for each in (True, None, thing)]

thing = object()
sender = Sender()
sender.changed.connect(on_changed)
sender.told.connect(on_told)
before = counts()
for _ in range({SIGNALS}):
    sender.changed.emit(True)
    sender.told.emit(None)
    sender.told.emit(thing)
for _ in range({VOID_CALLS}):
    sender.setObjectName("name")
after = counts()
assert heard == {SIGNALS}, heard
print(*(now - then for now, then in zip(after, before, strict=True)))
"""


def test_signals_and_void_calls_keep_references() -> None:
    done = subprocess.run(
        [sys.executable, "-c", SCRIPT], capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr
    true_, none, ordinary = map(int, done.stdout.split())
    assert ordinary == 0
    # From 3.12 on True and None are immortal, and their counts mean nothing.
    if sys.version_info < (3, 12):
        assert abs(true_) < NOISE
        assert abs(none) < NOISE
