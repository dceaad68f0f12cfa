"""The tasks a runner is given, and how much each may take: presses, and seconds of the model.

Presses are the most that are allowed. The seconds are for practised hands and hold for the way
they are named for; what a way takes may be a tenth more, since they are rounded.
"""

from __future__ import annotations

from typing import Literal, NamedTuple

Way = Literal["mouse", "keys"]
TOLERANCE = 1.1


class Task(NamedTuple):
    """What a task may take: presses by mouse, and the seconds of each way where they are named."""

    most_presses: int
    thoughts: int
    mouse_s: float | None = None
    keys_s: float | None = None

    def seconds(self, way: Way) -> float | None:
        """The seconds of the model for a way, None where there are none."""
        return self.mouse_s if way == "mouse" else self.keys_s


# By the number of the task; the thoughts are those that the seconds were computed with.
TASKS = {
    1: Task(6, 0, mouse_s=8),
    2: Task(1, 1, mouse_s=2.7, keys_s=1.9),
    3: Task(4, 3, mouse_s=9.2, keys_s=6.6),
    4: Task(5, 4, mouse_s=11, keys_s=8.8),
    5: Task(3, 1, mouse_s=5.3),
    6: Task(1, 1, keys_s=1.9),
    7: Task(4, 2, mouse_s=7.9),
    8: Task(2, 2, mouse_s=5.3),
    9: Task(6, 7, keys_s=14.3),
    10: Task(4, 2, mouse_s=8),
    11: Task(6, 5, mouse_s=14.6),
    12: Task(2, 1, mouse_s=4),
    13: Task(4, 2, keys_s=4.9),
    14: Task(2, 2, keys_s=4.1),
    15: Task(4, 6, keys_s=15.1),
    16: Task(3, 2, mouse_s=5.3),
    17: Task(3, 1, mouse_s=5.3),
    18: Task(2, 1, mouse_s=3.8),
    19: Task(3, 0, mouse_s=4.0),
    20: Task(3, 3, mouse_s=8),
    21: Task(4, 1, mouse_s=8),
    22: Task(5, 3, mouse_s=11.9),
    23: Task(5, 3, mouse_s=11),
    24: Task(5, 4, mouse_s=15.5),
}
