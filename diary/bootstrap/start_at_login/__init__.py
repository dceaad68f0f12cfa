"""Starting by itself when the person logs in, in the way of each system."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING

from diary import paths
from diary.bootstrap.start_at_login.own_start import own_start

if TYPE_CHECKING:
    from diary.services.ports import StartAtLogin


def start_at_login() -> StartAtLogin | None:
    """The switch of this system; None where it has none that is known."""
    start = own_start()
    if sys.platform == "win32":
        from diary.bootstrap.start_at_login.windows import (  # noqa: PLC0415 - of one system
            RunKey,
            registry,
        )

        return RunKey(registry(), start)
    if sys.platform == "darwin":
        from diary.bootstrap.start_at_login.macos import LaunchAgent  # noqa: PLC0415 - as above

        return LaunchAgent(Path.home() / "Library" / "LaunchAgents", start)
    if sys.platform.startswith(("linux", "freebsd")):
        from diary.bootstrap.start_at_login.linux import AutostartFile  # noqa: PLC0415 - as above

        return AutostartFile(paths.config_path().parent / "autostart", start)
    return None
