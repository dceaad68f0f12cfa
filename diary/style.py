"""Colour roles, the pain ramp and the knee drawing, read from ``resources/themes/``.

Window, charts and report take every colour from here. Nothing in this module knows Qt or
matplotlib; paths are plain numbers that either can draw.
"""

import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from types import MappingProxyType
from typing import Any, Literal, NamedTuple

from diary.paths import resource_path

THEME_NAMES = ("light", "dark", "contrast")
ROLE_NAMES = (
    "bg",
    "surface",
    "raised",
    "text",
    "text2",
    "border",
    "divider",
    "accent",
    "onaccent",
    "focus",
    "left",
    "right",
    "load",
    "good",
    "warn",
    "warnbg",
    "danger",
    "dangerbg",
    "infobg",
    "skin",
    "area",
)
TOP_SCORE = 10

Shape = Literal["ring", "circle", "triangle", "diamond"]
ScoreWord = Literal["no_pain", "mild", "moderate", "severe", "worst"]
Anchor = Literal["left", "center", "right"]
Point = tuple[float, float]

_COLOR = re.compile(r"#[0-9A-F]{6}")
_PATH_TOKEN = re.compile(r"[MLCZ]|-?\d+(?:\.\d+)?")
_POINTS_OF_COMMAND = {"M": 1, "L": 1, "C": 3, "Z": 0}


class PainBand(NamedTuple):
    """How a score is named and marked: the key of its word and the shape of its mark."""

    word: ScoreWord
    shape: Shape


class PathStep(NamedTuple):
    """One drawing command, ``M``, ``L``, ``C`` or ``Z``, with its one, three or no points."""

    command: str
    points: tuple[Point, ...]


Path = tuple[PathStep, ...]


@dataclass(frozen=True, slots=True)
class RampStep:
    """The look of one score.

    ``color`` is the ramp colour. A cell or mark is filled with ``fill``, edged with ``edge`` and
    written on with ``ink``, so that the outlined ramp of the contrast theme needs no special case.
    """

    score: int
    color: str
    fill: str
    ink: str
    edge: str
    word: ScoreWord
    shape: Shape


@dataclass(frozen=True, slots=True)
class Theme:
    """One set of colours: every role of ``ROLE_NAMES`` as ``#RRGGBB``, and the ramp 0 to 10."""

    name: str
    is_ramp_outlined: bool
    roles: Mapping[str, str]
    ramp: tuple[RampStep, ...]

    def __post_init__(self) -> None:
        if set(self.roles) != set(ROLE_NAMES):
            odd = sorted(set(self.roles) ^ set(ROLE_NAMES))
            raise ValueError(f"theme {self.name}: roles missing or unknown: {odd}")
        if tuple(step.score for step in self.ramp) != tuple(range(TOP_SCORE + 1)):
            raise ValueError(f"theme {self.name}: the ramp must run from 0 to {TOP_SCORE}")
        colors = [*self.roles.values()]
        colors += [color for step in self.ramp for color in (step.color, step.ink)]
        wrong = [color for color in colors if not _COLOR.fullmatch(color)]
        if wrong:
            raise ValueError(f"theme {self.name}: not #RRGGBB: {wrong}")


@dataclass(frozen=True, slots=True)
class WordPlace:
    """Where a word of the knee drawing stands, in units of the view."""

    anchor: Anchor
    x: float
    y: float


@dataclass(frozen=True, slots=True)
class KneeDrawing:
    """The left knee: outlines, the six areas by key, and the places of three words.

    All numbers are in a view of ``view_width`` by ``view_height``. For the right knee x becomes
    ``view_width - x``; the words are moved, never mirrored.
    """

    view_width: float
    view_height: float
    leg: Path
    back: Path
    areas: Mapping[str, Path]
    words: Mapping[str, WordPlace]


def pain_band(score: int) -> PainBand:
    """Return the word key and mark of a score; ``ValueError`` outside 0 to 10."""
    if not 0 <= score <= TOP_SCORE:
        raise ValueError(f"a score is 0 to {TOP_SCORE}, not {score}")
    if score == 0:
        return PainBand("no_pain", "ring")
    if score <= 3:
        return PainBand("mild", "circle")
    if score <= 6:
        return PainBand("moderate", "triangle")
    return PainBand("severe" if score < TOP_SCORE else "worst", "diamond")


def parse_path(text: str) -> Path:
    """Return an SVG path of absolute ``M L C Z`` commands as plain steps.

    Raises ``ValueError`` for any other command and for a wrong number of coordinates.
    """
    rest = _PATH_TOKEN.sub("", text).replace(",", "").strip()
    if rest:
        raise ValueError(f"only M, L, C and Z are read, not {rest!r}")
    steps: list[PathStep] = []
    command, numbers = "", list[float]()
    for token in [*_PATH_TOKEN.findall(text), ""]:
        if token and token not in _POINTS_OF_COMMAND:
            numbers.append(float(token))
            continue
        if command:
            steps.append(_step(command, numbers))
        command, numbers = token, []
    return tuple(steps)


def _step(command: str, numbers: list[float]) -> PathStep:
    if len(numbers) != 2 * _POINTS_OF_COMMAND[command]:
        raise ValueError(f"{command} does not take {len(numbers)} numbers")
    return PathStep(command, tuple(zip(numbers[::2], numbers[1::2], strict=True)))


@cache
def load_theme(name: str) -> Theme:
    """Return the theme ``light``, ``dark`` or ``contrast``.

    Raises ``ValueError`` for another name or a theme file with missing or malformed colours.
    """
    if name not in THEME_NAMES:
        raise ValueError(f"no theme {name!r}")
    raw = _read(name)
    roles: dict[str, str] = raw["roles"]
    is_outlined: bool = raw["is_ramp_outlined"]
    pairs = zip(raw["ramp"]["colors"], raw["ramp"]["inks"], strict=True)
    ramp = tuple(
        RampStep(
            score=score,
            color=color,
            fill=roles["bg"] if is_outlined else color,
            ink=ink,
            edge=color if is_outlined else roles["border"],
            word=pain_band(score).word,
            shape=pain_band(score).shape,
        )
        for score, (color, ink) in enumerate(pairs)
    )
    return Theme(
        name=name,
        is_ramp_outlined=is_outlined,
        roles=MappingProxyType(roles),
        ramp=ramp,
    )


@cache
def knee_paths() -> KneeDrawing:
    """Return the knee drawing, parsed once."""
    raw = _read("knee")
    areas = {key: parse_path(text) for key, text in raw["areas"].items()}
    words = {
        key: WordPlace(anchor=place["anchor"], x=place["x"], y=place["y"])
        for key, place in raw["words"].items()
    }
    return KneeDrawing(
        view_width=raw["view_width"],
        view_height=raw["view_height"],
        leg=parse_path(raw["leg"]),
        back=parse_path(raw["back"]),
        areas=MappingProxyType(areas),
        words=MappingProxyType(words),
    )


def _read(name: str) -> dict[str, Any]:
    with resource_path("themes", f"{name}.toml").open("rb") as file:
        return tomllib.load(file)
