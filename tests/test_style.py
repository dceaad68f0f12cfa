import subprocess
import sys

import pytest

from diary.style import (
    ROLE_NAMES,
    THEME_NAMES,
    PathStep,
    RampStep,
    Theme,
    knee_paths,
    load_theme,
    pain_band,
    parse_path,
)

# Text that must stand at least 4.5 to 1 on its ground, and lines that need 3 to 1.
TEXT_PAIRS = [
    (ink, ground)
    for ink, grounds in {
        "text": "bg surface raised warnbg dangerbg infobg",
        "text2": "bg surface raised warnbg dangerbg infobg",
        "accent": "bg surface raised infobg",
        "onaccent": "accent left right",
        "left": "bg surface",
        "right": "bg surface",
        "load": "surface",
        "good": "bg surface",
        "warn": "bg surface warnbg",
        "danger": "bg surface dangerbg",
    }.items()
    for ground in grounds.split()
]
LINE_PAIRS = [
    (line, ground)
    for line, grounds in {
        "border": "bg surface raised warnbg dangerbg infobg",
        "focus": "bg surface raised warnbg dangerbg infobg skin area",
        "left": "skin area",
        "right": "skin area",
        "text2": "skin area",
        "text": "skin area",
        "load": "bg surface",
    }.items()
    for ground in grounds.split()
]


def luminance(color: str) -> float:
    """Return the relative luminance of WCAG 2."""
    parts = [int(color[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    linear = [
        part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts
    ]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(one: str, other: str) -> float:
    dark, light = sorted((luminance(one), luminance(other)))
    return (light + 0.05) / (dark + 0.05)


@pytest.mark.parametrize("name", THEME_NAMES)
@pytest.mark.parametrize(("ink", "ground"), TEXT_PAIRS)
def test_text_can_be_read(name: str, ink: str, ground: str) -> None:
    roles = load_theme(name).roles
    assert contrast(roles[ink], roles[ground]) >= 4.5


@pytest.mark.parametrize("name", THEME_NAMES)
@pytest.mark.parametrize(("line", "ground"), LINE_PAIRS)
def test_lines_can_be_seen(name: str, line: str, ground: str) -> None:
    roles = load_theme(name).roles
    assert contrast(roles[line], roles[ground]) >= 3.0


@pytest.mark.parametrize("name", THEME_NAMES)
def test_numbers_can_be_read_on_every_step_of_the_ramp(name: str) -> None:
    theme = load_theme(name)
    for step in theme.ramp:
        assert contrast(step.ink, step.fill) >= 4.5, step
        assert contrast(step.edge, theme.roles["surface"]) >= 3.0, step


@pytest.mark.parametrize("name", THEME_NAMES)
def test_the_ramp_runs_one_way(name: str) -> None:
    theme = load_theme(name)
    levels = [luminance(step.color) for step in theme.ramp]
    is_dark = luminance(theme.roles["bg"]) < 0.5
    assert levels == sorted(levels, reverse=not is_dark)


def test_high_contrast_is_pure_and_its_ramp_only_outlines() -> None:
    theme = load_theme("contrast")
    assert {theme.roles["bg"], theme.roles["surface"]} == {"#000000"}
    assert {theme.roles["text"], theme.roles["text2"]} == {"#FFFFFF"}
    assert {step.fill for step in theme.ramp} == {theme.roles["bg"]}
    assert [step.edge for step in theme.ramp] == [step.color for step in theme.ramp]


def test_themes_have_exactly_the_roles() -> None:
    roles = dict.fromkeys(ROLE_NAMES, "#000000")
    ramp = load_theme("light").ramp
    with pytest.raises(ValueError, match="accent"):
        Theme("odd", False, {k: v for k, v in roles.items() if k != "accent"}, ramp)
    with pytest.raises(ValueError, match="ramp"):
        Theme("odd", False, roles, ramp[:-1])
    with pytest.raises(ValueError, match="#RRGGBB"):
        Theme("odd", False, {**roles, "bg": "white"}, ramp)
    with pytest.raises(ValueError, match="no theme"):
        load_theme("sepia")


@pytest.mark.parametrize(
    ("scores", "word", "shape"),
    [
        ([0], "no_pain", "ring"),
        ([1, 2, 3], "mild", "circle"),
        ([4, 5, 6], "moderate", "triangle"),
        ([7, 8, 9], "severe", "diamond"),
        ([10], "worst", "diamond"),
    ],
)
def test_bands_have_word_and_shape(scores: list[int], word: str, shape: str) -> None:
    assert {pain_band(score) for score in scores} == {(word, shape)}
    steps: tuple[RampStep, ...] = load_theme("light").ramp
    assert {(steps[score].word, steps[score].shape) for score in scores} == {(word, shape)}


@pytest.mark.parametrize("score", [-1, 11])
def test_there_is_no_band_outside_the_scale(score: int) -> None:
    with pytest.raises(ValueError, match="0 to 10"):
        pain_band(score)


def test_paths_become_plain_steps() -> None:
    assert parse_path("M1,2 L3.5,-4 C0,0 1,1 2,2 Z") == (
        PathStep("M", ((1.0, 2.0),)),
        PathStep("L", ((3.5, -4.0),)),
        PathStep("C", ((0.0, 0.0), (1.0, 1.0), (2.0, 2.0))),
        PathStep("Z", ()),
    )


@pytest.mark.parametrize("text", ["M1,2 q3,4", "M1", "M1,2 C1,2 Z", "M1,2 Z3,4", "M1,2 A1 1"])
def test_other_paths_are_refused(text: str) -> None:
    with pytest.raises(ValueError, match=r"read|take"):
        parse_path(text)


def test_the_knee_has_six_areas_inside_its_view() -> None:
    knee = knee_paths()
    assert list(knee.areas) == ["above", "front", "below", "inner", "outer", "behind"]
    assert set(knee.words) == {"outer", "inner", "back_view"}
    for path in (knee.leg, knee.back, *knee.areas.values()):
        assert path[0].command == "M"
        assert path[-1].command == "Z"
        points = [point for step in path for point in step.points]
        assert all(0 <= x <= knee.view_width and 0 <= y <= knee.view_height for x, y in points)


def test_themes_are_read_once() -> None:
    assert load_theme("dark") is load_theme("dark")
    assert knee_paths() is knee_paths()


def test_neither_qt_nor_matplotlib_is_needed() -> None:
    code = (
        "import sys; sys.modules['PySide6'] = sys.modules['matplotlib'] = None;"
        "from diary.style import knee_paths, load_theme; load_theme('light'); knee_paths()"
    )
    subprocess.run([sys.executable, "-c", code], check=True)
