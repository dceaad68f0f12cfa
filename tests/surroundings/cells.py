"""The fixed list of surroundings that are tried, in the order of the table."""

from __future__ import annotations

from tests.surroundings import places
from tests.surroundings.cell import Cell, Ending, Outcome, Screen, Streams
from tests.surroundings.places import may_mount, may_unshare, no_locales, no_plain_user

_SHELL = ("sh", "-c")
_LONG_NAME = "/".join(["a rather long name of a folder"] * 10)
_TOO_LONG_NAME = "/".join(["a rather long name of a folder"] * 40)


def _shell(line: str) -> tuple[str, ...]:
    """A line of the shell before the program takes the shell's place."""
    return (*_SHELL, f'{line}; exec "$@"', "sh")


def _mounts(line: str) -> tuple[str, ...]:
    """The same with mounts of its own, which end with the program."""
    return ("unshare", "--mount", *_SHELL, f'{line} && exec "$@"', "sh")


def _in_data(folder: str, name: str) -> Cell:
    """A folder for data that is called so; the diary lies where the program looks by itself."""
    env = {"XDG_DATA_HOME": f"{{home}}/{folder}", "XDG_CONFIG_HOME": f"{{home}}/{folder}/config"}
    diary = f"{{home}}/{folder}/kneelog/diaries/My knees.sqlite3"
    return Cell(f"XDG folders: {name}", env=env, diary=diary, names_diary=False)


def _locale(name: str) -> Cell:
    """A locale that this machine has, since it was made for the cell."""
    env: dict[str, str | None] = {"LOCPATH": "{room}/locales", "LC_ALL": f"{name}.UTF-8"}
    return Cell(
        f"locale {name}",
        env=env | {"LANG": f"{name}.UTF-8"},
        prepare=lambda room: places.make_locale(room, name),
        missing=no_locales,
    )


def _scale(name: str, value: str, *sizes: tuple[int, int]) -> Cell:
    return Cell(f"{name}={value}", env={name: value}, screen=Screen(sizes or ((1280, 900),)))


_DEFAULT = "{home}/.local/share/kneelog/diaries/My knees.sqlite3"
_NO_XDG: dict[str, str | None] = {
    "XDG_DATA_HOME": None,
    "XDG_CONFIG_HOME": None,
    "XDG_CACHE_HOME": None,
    "XDG_STATE_HOME": None,
}

DESKTOP = (
    Cell("plain: no tray, no window manager, no session bus"),
    Cell("closed by its button", ending=Ending.CLOSE),
    Cell("a session bus", wrap=("dbus-run-session", "--")),
    Cell("session bus: a dead socket", env={"DBUS_SESSION_BUS_ADDRESS": "unix:path={tmp}/gone"}),
    Cell("session bus: never answers", env={"DBUS_SESSION_BUS_ADDRESS": "unix:path={bus}"}),
    Cell("session bus: nonsense", env={"DBUS_SESSION_BUS_ADDRESS": "no such thing"}),
    Cell("no runtime folder", env={"XDG_RUNTIME_DIR": None}),
    Cell("QT_STYLE_OVERRIDE nonsense", env={"QT_STYLE_OVERRIDE": "no-such-style"}),
    Cell("QT_QPA_PLATFORMTHEME nonsense", env={"QT_QPA_PLATFORMTHEME": "no-such-theme"}),
    Cell(
        "a desktop that is not there", env={"XDG_CURRENT_DESKTOP": "KDE", "KDE_FULL_SESSION": "1"}
    ),
)
FONTS = (
    Cell("no fonts at all", env={"FONTCONFIG_FILE": "{fonts}/none.conf"}, prepare=places.no_fonts),
    Cell(
        "one font with three letters",
        env={"FONTCONFIG_FILE": "{fonts}/tiny.conf"},
        prepare=places.tiny_font,
    ),
    Cell("fontconfig: no settings", env={"FONTCONFIG_FILE": "/nonexistent/fonts.conf"}),
    Cell("fontconfig: no folder", env={"FONTCONFIG_PATH": "/nonexistent"}),
)
FOLDERS = (
    Cell("HOME not set", env={"HOME": None}),
    Cell("HOME empty", env={"HOME": ""}),
    Cell(
        "HOME does not exist",
        env=_NO_XDG | {"HOME": "{home}/nobody/runner"},
        diary="{room}/a.sqlite3",
        prepare=places.lock_home,
        is_plain_user=True,
        missing=no_plain_user,
    ),
    Cell(
        "HOME may not be written",
        env=_NO_XDG,
        diary="{room}/a.sqlite3",
        prepare=places.lock_home,
        is_plain_user=True,
        missing=no_plain_user,
    ),
    Cell(
        "the diary's folder may not be written",
        diary="{home}/diaries/a.sqlite3",
        prepare=places.lock_diaries,
        is_plain_user=True,
        outcome=Outcome.REFUSED,
        missing=no_plain_user,
    ),
    Cell(
        "the diary may not be written, its folder may",
        prepare=places.lock_diary,
        is_plain_user=True,
        outcome=Outcome.REFUSED,
        missing=no_plain_user,
    ),
    Cell("XDG folders: not set", env=_NO_XDG, diary=_DEFAULT, names_diary=False),
    Cell(
        "XDG folders: empty",
        env=dict.fromkeys(_NO_XDG, ""),
        diary=_DEFAULT,
        names_diary=False,
    ),
    Cell(
        "XDG folders: relative",
        env=dict.fromkeys(_NO_XDG, "somewhere/here"),
        diary=_DEFAULT,
        names_diary=False,
    ),
    _in_data("with spaces  and 'quotes\"", "spaces and quotes"),
    _in_data("Läufe über Höhen", "umlauts"),
    _in_data("🏃🏽 knees 膝", "emoji and kanji"),
    _in_data("two\nlines", "a line break"),
    _in_data("percent %20 # ? & $HOME", "signs of addresses and shells"),
    _in_data(_LONG_NAME, "a path of 400 bytes"),
    Cell(
        "a path of 1300 bytes",
        diary=f"{{home}}/{_TOO_LONG_NAME}/a.sqlite3",
        outcome=Outcome.REFUSED,
    ),
    Cell("a path that is not UTF-8", diary="{home}/L\udce4ufe/a\udcff.sqlite3"),
    Cell("TMPDIR does not exist", env={"TMPDIR": "/nonexistent"}),
    Cell(
        "TMPDIR may not be written",
        prepare=places.lock_tmp,
        is_plain_user=True,
        missing=no_plain_user,
    ),
    Cell(
        "TMPDIR is full",
        wrap=_mounts(
            "mount -t tmpfs -o size=64k none {tmp} && ! cat /dev/zero >{tmp}/x 2>{room}/x"
        ),
        missing=may_mount,
    ),
    Cell(
        "TMPDIR is a disk that may not be written",
        wrap=_mounts("mount -t tmpfs -o ro none {tmp}"),
        missing=may_mount,
    ),
)
LOCALES = (
    Cell("locale C", env={"LANG": "C", "LC_ALL": "C"}),
    Cell("locale POSIX", env={"LANG": None, "LC_ALL": "POSIX"}),
    *(_locale(name) for name in ("tr_TR", "ar_EG", "de_DE", "fa_IR", "th_TH", "ja_JP", "hi_IN")),
    Cell("locale unknown here", env={"LANG": "xx_YY.UTF-8", "LC_ALL": "xx_YY.UTF-8"}),
    Cell("LC_ALL empty, no LANG", env={"LC_ALL": "", "LANG": None}),
    Cell("LANG nonsense", env={"LANG": "///\udcff%s"}),
    Cell("LANGUAGE nonsense", env={"LANGUAGE": "../../..:::de:"}),
    Cell("streams in ASCII", env={"PYTHONIOENCODING": "ascii:strict", "PYTHONUTF8": "0"}),
    Cell("TZ not set", env={"TZ": None}),
    Cell("TZ nonsense", env={"TZ": "Nowhere/Never"}),
    Cell("TZ a path", env={"TZ": ":/usr/share/zoneinfo/Asia/Kolkata"}),
    Cell("TZ a path to nothing", env={"TZ": ":/nonexistent"}),
    Cell("TZ a rule", env={"TZ": "XYZ-12:45"}),
)
SCREENS = (
    _scale("QT_SCALE_FACTOR", "1"),
    _scale("QT_SCALE_FACTOR", "1.25", (1600, 1125)),
    _scale("QT_SCALE_FACTOR", "1.5", (1920, 1350)),
    _scale("QT_SCALE_FACTOR", "2", (2560, 1800)),
    _scale("QT_SCALE_FACTOR", "3", (3840, 2700)),
    _scale("QT_SCALE_FACTOR", "nonsense"),
    _scale("QT_SCREEN_SCALE_FACTORS", "1.75", (2240, 1575)),
    _scale("QT_FONT_DPI", "48"),
    _scale("QT_FONT_DPI", "96"),
    _scale("QT_FONT_DPI", "288", (2560, 1800)),
    Cell("a screen of 640x480", screen=Screen(((640, 480),))),
    Cell("a screen of 1024x600", screen=Screen(((1024, 600),))),
    Cell("a screen of 7680x4320", screen=Screen(((7680, 4320),))),
    Cell("two screens", screen=Screen(((1280, 900), (1024, 768)))),
    Cell("16 bit colours", screen=Screen(depth=16)),
    Cell("8 bit colours", screen=Screen(depth=8), outcome=Outcome.NO_WINDOW),
    Cell("no screen", screen=None, outcome=Outcome.NO_WINDOW),
    Cell("a screen that is gone", screen=None, env={"DISPLAY": ":7654"}, outcome=Outcome.NO_WINDOW),
    Cell(
        "Wayland without a compositor",
        screen=None,
        env={"QT_QPA_PLATFORM": "wayland", "WAYLAND_DISPLAY": "wayland-7"},
        outcome=Outcome.NO_WINDOW,
    ),
    Cell("platform unknown", env={"QT_QPA_PLATFORM": "nonsense"}, outcome=Outcome.NO_WINDOW),
)
ENDINGS = (
    Cell("SIGTERM right after the key", ending=Ending.TERM),
    Cell("SIGINT right after the key", ending=Ending.INT),
    Cell("SIGHUP right after the key", ending=Ending.HUP),
    Cell(
        "its terminal is closed right after the key",
        streams=Streams.TERMINAL,
        ending=Ending.TERMINAL,
    ),
    # Qt ends the process at once; what was only painted is as with `kill -9`.
    Cell(
        "the screen goes away right after the key",
        ending=Ending.SCREEN,
        outcome=Outcome.ON_ITS_WAY,
    ),
    Cell("the screen goes away, score saved", ending=Ending.SCREEN, waits_until_saved=True),
    Cell("stopped for two seconds right after the key", stopped_s=2.0),
    Cell("stopped for a minute right after the key", stopped_s=60.0),
)
PROCESS = (
    Cell("64 file descriptors", wrap=_shell("ulimit -n 64")),
    Cell("32 file descriptors", wrap=_shell("ulimit -n 32")),
    Cell("1.2 GB of address space", wrap=("prlimit", "--as=1200000000")),
    Cell("a stack of 1 MB", wrap=_shell("ulimit -s 1024")),
    Cell("a stack of 256 kB", wrap=_shell("ulimit -s 256")),
    Cell("no core files, no locked memory", wrap=_shell("ulimit -c 0; ulimit -l 0")),
    Cell("stdin closed", wrap=_shell("exec <&-")),
    Cell("stdout and stderr closed", wrap=_shell("exec >&- 2>&-")),
    Cell("all standard streams closed", wrap=_shell("exec <&- >&- 2>&-")),
    Cell("stdout a pipe nobody reads", streams=Streams.CLOSED_PIPE),
    Cell("stdout and stderr full", wrap=_shell("exec >/dev/full 2>&1")),
    Cell("a terminal", streams=Streams.TERMINAL),
    Cell("no /proc", wrap=_mounts("umount --lazy /proc"), missing=may_mount),
    Cell(
        "shared memory may not be written",
        wrap=_mounts("mount -t tmpfs -o ro none /dev/shm"),
        missing=may_mount,
    ),
    Cell("no network", wrap=("unshare", "--net"), missing=may_unshare),
    Cell("umask 000", wrap=_shell("umask 000")),
    Cell("umask 777", wrap=_shell("umask 777"), is_plain_user=True, missing=no_plain_user),
    Cell("nice 19", wrap=("nice", "-n", "19")),
    Cell("signals ignored", wrap=_shell("trap '' HUP INT PIPE CHLD")),
    Cell("hardly any variables", keeps_env=False, env={"PATH": None}),
    Cell("MPLBACKEND nonsense", env={"MPLBACKEND": "no-such-backend"}),
    Cell("MPLCONFIGDIR nonsense", env={"MPLCONFIGDIR": "/proc/nothing/here"}),
    Cell("MATPLOTLIBRC nonsense", env={"MATPLOTLIBRC": "{home}"}, prepare=places.odd_matplotlibrc),
    Cell("PYTHONWARNINGS=error", env={"PYTHONWARNINGS": "error"}),
    Cell("PYTHONOPTIMIZE=2", env={"PYTHONOPTIMIZE": "2", "PYTHONDONTWRITEBYTECODE": "1"}),
    Cell("PYTHONHASHSEED=0", env={"PYTHONHASHSEED": "0"}),
    Cell("PYTHONDEVMODE", env={"PYTHONDEVMODE": "1"}),
)
CELLS: tuple[Cell, ...] = (
    *DESKTOP,
    *FONTS,
    *FOLDERS,
    *LOCALES,
    *SCREENS,
    *ENDINGS,
    *PROCESS,
)
# The short version for every run of the tests.
QUICK = (CELLS[0].name, "SIGTERM right after the key", "platform unknown")
