"""The comparison of pages sees what moved and lets the edges of letters pass."""

import io
from pathlib import Path

import pytest
from PIL import Image, ImageDraw, ImageFilter

from tests.reports import looks


def picture(x: int = 100, text: str = "Worst score 5, left", blur: float = 0.0) -> bytes:
    image = Image.new("RGB", (600, 480), "#f6f7f8")
    draw = ImageDraw.Draw(image)
    draw.rectangle((x, 100, x + 120, 260), fill="#5b7083")
    draw.text((60, 340), text, fill="#16202a", font_size=32)
    kept = io.BytesIO()
    image.filter(ImageFilter.GaussianBlur(blur)).save(kept, "PNG")
    return kept.getvalue()


@pytest.fixture
def golden(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(looks, "FOLDER", tmp_path)
    with monkeypatch.context() as patch:
        patch.setenv(looks.REGENERATING, "1")
        assert looks.compared("page", picture()) == ""


@pytest.mark.usefixtures("golden")
def test_softer_letters_are_no_difference() -> None:
    assert looks.compared("page", picture(blur=0.7)) == ""


@pytest.mark.usefixtures("golden")
@pytest.mark.parametrize("other", [picture(x=150), picture(text="")], ids=["moved", "gone"])
def test_what_moved_or_is_gone_is_seen(other: bytes) -> None:
    assert "in the worst tile" in looks.compared("page", other)


@pytest.mark.usefixtures("golden")
def test_another_size_and_a_missing_picture_are_told() -> None:
    small = io.BytesIO()
    Image.new("RGB", (60, 60)).save(small, "PNG")
    assert "is now" in looks.compared("page", small.getvalue())
    assert "is missing" in looks.compared("other", picture())
