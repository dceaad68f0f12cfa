"""The only place where colours and fonts reach Qt: palette, style sheet and fonts from one theme.

Call ``apply_theme`` once at start and again on every change. Widgets that paint themselves ask
``current_theme`` while painting and repaint on ``theme_watcher().theme_changed``.
"""

import os
import sys
import tempfile
from functools import cache
from pathlib import Path
from string import Template
from typing import Literal

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtGui import QColor, QFont, QFontDatabase, QFontInfo, QFontMetrics, QPalette
from PySide6.QtWidgets import QApplication

from diary.paths import cache_path, resource_path
from diary.style import Theme, load_theme
from diary.ui.collecting import nothing_collected
from diary.ui.focus_ring import install_focus_ring

ThemeName = Literal["system", "light", "dark", "contrast"]
FontRole = Literal["body", "small", "strong", "card_title", "title"]

LINUX_BASE_PT = 10.5
# A font without these cannot write our texts.
_OUR_LETTERS = "AMZaegnz0149.,:%"
# The side of an icon beside body text at 100 %.
ICON_PX = 20
SMALLEST_PT = 9.0
_SCALES: dict[FontRole, float] = {
    "body": 1.0,
    "small": 0.85,
    "strong": 1.0,
    "card_title": 1.15,
    "title": 1.5,
}
_STRONG_ROLES = frozenset[FontRole]({"strong", "card_title", "title"})
# Pictures the style sheet shows, and the role each is tinted with.
_STYLE_PICTURES = {
    "check": "onaccent",
    "minus": "onaccent",
    "dot": "onaccent",
    "chevron-down": "text2",
    "chevron-up": "text2",
}


class ThemeWatcher(QObject):
    """Tells everybody that colours or text size are new, and follows the system if asked to."""

    theme_changed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.theme: Theme = load_theme("light")
        self.chosen: ThemeName = "light"
        self.text_percent = 100
        self.is_motion_reduced = False
        self._base_font: QFont | None = None
        self._is_following = False
        self._has_style = False
        self._worn: tuple[Theme, QFont] | None = None

    def apply(self, app: QApplication, name: ThemeName, text_percent: int) -> None:
        """Set everything from the theme ``name`` and the text size, then tell everybody."""
        self._follow_system(app)
        self.chosen, self.text_percent = name, text_percent
        self.theme = load_theme(_resolved(app, name))
        self._put_on(app)
        install_focus_ring(app)
        self.theme_changed.emit()

    def _put_on(self, app: QApplication) -> None:
        """Dress the application in what it does not wear yet: each goes through every widget."""
        font = role_font("body")
        worn_theme, worn_font = self._worn or (None, None)
        if (self.theme, font) == (worn_theme, worn_font):
            return
        line_height = QFontMetrics(font).height()
        with nothing_collected():
            if not self._has_style:
                app.setStyle("Fusion")
                self._has_style = True
            if worn_font is None or font != worn_font:
                app.setFont(font)
            if self.theme != worn_theme:
                app.setPalette(_palette(self.theme))
            app.setStyleSheet(_style_sheet(self.theme, line_height, self.text_percent))
        self._worn = (self.theme, font)

    def base_font(self) -> QFont:
        """Return the system's font at 100 %, or the bundled one where the system can write none."""
        if self._base_font is None:
            font = QFontDatabase.systemFont(QFontDatabase.SystemFont.GeneralFont)
            # Without any font Qt names none and would draw boxes, silently; with nothing but one of
            # symbols it leaves the letters out.
            if not QFontInfo(font).family() or not _has_letters(font):
                font = QFont(_load_bundled_font())
            if sys.platform.startswith("linux"):
                font.setPointSizeF(LINUX_BASE_PT)
            self._base_font = font
        return self._base_font

    def _follow_system(self, app: QApplication) -> None:
        if self._is_following:
            return
        self._is_following = True
        hints = app.styleHints()
        hints.colorSchemeChanged.connect(self._on_system_changed)
        # Pictures are drawn for the pixels of the screens there are.
        app.screenAdded.connect(self.theme_changed)
        # Contrast preference came with Qt 6.10.
        if hasattr(hints, "accessibility"):
            hints.accessibility().contrastPreferenceChanged.connect(self._on_system_changed)

    def _on_system_changed(self) -> None:
        app = QApplication.instance()
        if self.chosen == "system" and isinstance(app, QApplication):
            self.apply(app, "system", self.text_percent)


@cache
def theme_watcher() -> ThemeWatcher:
    """Return the one watcher of this process."""
    return ThemeWatcher()


def apply_theme(app: QApplication, name: ThemeName, text_percent: int) -> None:
    """Dress the whole application; ``text_percent`` 100 is the system's text size."""
    theme_watcher().apply(app, name, text_percent)


def current_theme() -> Theme:
    """Return the theme in use; the light one before the first ``apply_theme``."""
    return theme_watcher().theme


def color(role: str) -> QColor:
    """Return the present colour of a theme role."""
    return QColor(current_theme().roles[role])


def mixed(role: str, tint: str, share: float) -> QColor:
    """Return the colour of ``role`` with a ``share``, 0 to 1, of the colour of ``tint`` in it."""
    roles = current_theme().roles
    return QColor(_mixed(roles[role], roles[tint], share))


def disabled_ink() -> QColor:
    """Return the colour of text and icons on a control that cannot be used now."""
    return QColor(_disabled(current_theme()))


def disabled_edge() -> QColor:
    """Return the colour of the edge of a control that cannot be used now."""
    return QColor(_disabled_edge(current_theme()))


def role_font(role: FontRole) -> QFont:
    """Return the font of a text role at the present text size."""
    watcher = theme_watcher()
    font = QFont(watcher.base_font())
    size = font.pointSizeF() if font.pointSizeF() > 0 else LINUX_BASE_PT
    scaled = size * _SCALES[role] * watcher.text_percent / 100
    font.setPointSizeF(max(SMALLEST_PT, scaled) if role == "small" else scaled)
    if role in _STRONG_ROLES:
        font.setWeight(QFont.Weight.DemiBold)
    return font


def with_tabular_figures(font: QFont) -> QFont:
    """Return a copy of ``font`` whose digits are all equally wide, for columns of numbers."""
    copy = QFont(font)
    copy.setFeature(QFont.Tag("tnum"), 1)
    return copy


def em() -> int:
    """Return the height of a line of body text in pixels, the unit of width classes."""
    return QFontMetrics(role_font("body")).height()


def roomier(length: int) -> int:
    """Return a distance inside a control, given for 100 % text, for the present text size.

    It grows half as fast as the text: enough to look alike without pushing things off the page.
    """
    return round(length * (1 + (theme_watcher().text_percent / 100 - 1) / 2))


def set_reduced_motion(*, is_reduced: bool) -> None:
    """Switch the few animations off or on."""
    theme_watcher().is_motion_reduced = is_reduced


def is_motion_reduced() -> bool:
    """Return whether animations are left out."""
    return theme_watcher().is_motion_reduced


def tinted_svg(name: str, tint: str) -> bytes:
    """Return the icon ``name`` with ``currentColor`` replaced by the colour ``#RRGGBB``."""
    svg = resource_path("icons", f"{name}.svg").read_text(encoding="utf-8")
    return svg.replace("currentColor", tint).encode()


def _resolved(app: QApplication, name: ThemeName) -> str:
    if name != "system":
        return name
    hints = app.styleHints()
    if hasattr(hints, "accessibility"):
        wish = hints.accessibility().contrastPreference()
        if wish == Qt.ContrastPreference.HighContrast:
            return "contrast"
    return "dark" if hints.colorScheme() == Qt.ColorScheme.Dark else "light"


def _has_letters(font: QFont) -> bool:
    """True when a font, or one that Qt takes letters from in its place, can write our texts."""
    metrics = QFontMetrics(font)
    return all(metrics.inFont(letter) for letter in _OUR_LETTERS)


def _load_bundled_font() -> str:
    families: list[str] = []
    for file in ("DejaVuSans.ttf", "DejaVuSans-Bold.ttf"):
        font_id = QFontDatabase.addApplicationFont(str(resource_path("fonts", file)))
        families += QFontDatabase.applicationFontFamilies(font_id)
    return families[0]


def _palette(theme: Theme) -> QPalette:
    role = QPalette.ColorRole
    parts = {
        role.Window: "bg",
        role.WindowText: "text",
        role.Base: "surface",
        role.AlternateBase: "raised",
        role.Text: "text",
        role.Button: "surface",
        role.ButtonText: "text",
        role.BrightText: "danger",
        role.Highlight: "accent",
        role.HighlightedText: "onaccent",
        role.ToolTipBase: "raised",
        role.ToolTipText: "text",
        role.PlaceholderText: "text2",
        role.Link: "accent",
        role.LinkVisited: "accent",
        # The focus ring takes its colour from here.
        role.Accent: "focus",
        role.Light: "raised",
        role.Midlight: "raised",
        role.Mid: "divider",
        role.Dark: "border",
        role.Shadow: "border",
    }
    palette = QPalette()
    for group in (
        QPalette.ColorGroup.Active,
        QPalette.ColorGroup.Inactive,
        QPalette.ColorGroup.Disabled,
    ):
        for part, name in parts.items():
            palette.setColor(group, part, QColor(theme.roles[name]))
    for part in (role.WindowText, role.Text, role.ButtonText, role.HighlightedText):
        palette.setColor(QPalette.ColorGroup.Disabled, part, QColor(_disabled(theme)))
    palette.setColor(QPalette.ColorGroup.Disabled, role.Highlight, QColor(theme.roles["divider"]))
    return palette


@cache
def _folder_for_now() -> tempfile.TemporaryDirectory[str]:
    return tempfile.TemporaryDirectory(prefix="kneelog-style-")


def _picture(name: str, tint: str) -> str:
    """Return the address of a tinted icon for the style sheet, which can only show files."""
    file_name, picture = f"{name}-{tint.removeprefix('#')}.svg", tinted_svg(name, tint)
    # Kept among what may be thrown away: a folder of one process stays behind when that is killed.
    try:
        return _kept(cache_path() / "style" / file_name, picture)
    except OSError:
        return _kept(Path(_folder_for_now().name) / file_name, picture)


def _kept(file: Path, picture: bytes) -> str:
    """Write a picture if it is not there yet, whole or not at all."""
    if not file.is_file() or file.read_bytes() != picture:
        file.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        half = file.with_suffix(f".{os.getpid()}")
        half.write_bytes(picture)
        half.replace(file)
    return file.as_posix()


def _style_sheet(theme: Theme, line_height: int, text_percent: int) -> str:
    template = Template(resource_path("style", "window.qss").read_text(encoding="utf-8"))
    pictures = {
        f"picture_{name.replace('-', '_')}": _picture(name, theme.roles[role])
        for name, role in _STYLE_PICTURES.items()
    }
    box = max(16, round(line_height * 0.95))
    return template.substitute(
        theme.roles,
        **pictures,
        disabled=_disabled(theme),
        disabled_edge=_disabled_edge(theme),
        selected=theme.roles["infobg"],
        hover=_mixed(theme.roles["surface"], theme.roles["accent"], 0.08),
        accent_hover=_mixed(theme.roles["accent"], theme.roles["text"], 0.18),
        box=f"{box}px",
        round_box=f"{box // 2}px",
        arrow=f"{max(12, round(line_height * 0.7))}px",
        drop=f"{max(24, round(line_height * 1.4))}px",
        pad_x=f"{roomier(14)}px",
        pad_y=f"{roomier(5)}px",
        pad_field=f"{roomier(8)}px",
        line=f"{max(18, line_height + 1)}px",
        button=f"{max(18, line_height + 1, round(ICON_PX * text_percent / 100))}px",
        bar=f"{max(12, round(line_height * 0.7))}px",
    )


def _disabled(theme: Theme) -> str:
    return _mixed(theme.roles["text"], theme.roles["surface"], 0.5)


def _disabled_edge(theme: Theme) -> str:
    return _mixed(theme.roles["border"], theme.roles["surface"], 0.65)


def _mixed(first: str, second: str, share: float) -> str:
    """Return ``first`` with ``share`` of ``second`` in it."""
    pairs = [(int(first[i : i + 2], 16), int(second[i : i + 2], 16)) for i in (1, 3, 5)]
    return "#" + "".join(f"{round(a + (b - a) * share):02X}" for a, b in pairs)
