"""Where things lie: the person's folders and the files shipped with the program, nothing else."""

from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from platformdirs import PlatformDirs

PROGRAM = "kneelog"
DEFAULT_DIARY_NAME = "My knees.sqlite3"


@cache
def _resource_root() -> Path:
    package = Path(__file__).resolve().parent
    installed = package / "resources"
    return installed if installed.is_dir() else package.parent / "resources"


def resource_path(*parts: str) -> Path:
    """Return the path of a shipped file, in a checkout and in an installed wheel alike."""
    return _resource_root().joinpath(*parts)


def _folders() -> "PlatformDirs":
    # Imported on first use: a command line that names its diary needs no user folder.
    from platformdirs import PlatformDirs  # noqa: PLC0415

    return PlatformDirs(PROGRAM, appauthor=False)


def data_path() -> Path:
    """Return the folder that keeps the person's diaries; it need not exist yet."""
    return _folders().user_data_path


def config_path() -> Path:
    """Return the folder of window, theme and folder choices; it need not exist yet."""
    return _folders().user_config_path


def cache_path() -> Path:
    """Return the folder of files that may be thrown away; it need not exist yet."""
    return _folders().user_cache_path


def log_path() -> Path:
    """Return the log file; its folder need not exist yet."""
    return _folders().user_log_path / f"{PROGRAM}.log"


def default_diary_path() -> Path:
    """Return the diary file used when no other one was named or opened before."""
    return data_path() / "diaries" / DEFAULT_DIARY_NAME
