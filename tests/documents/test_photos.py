"""A photo on paper stands upright, however the phone was held, and shows the same sides as on the screen."""

from __future__ import annotations

import io
from pathlib import Path

import pytest
from PIL import Image, ImageOps

from bot.documents.photos import smaller

ORIENTATION = 0x0112  # EXIF: how the camera was held
CORNERS = ((5, 5), (5, -6), (-6, 5), (-6, -6))


def held(way: int, kind: str) -> Image.Image:
    """A picture of four quarters in four colours, as a camera keeps it that was held this way."""
    image = Image.new("RGB", (400, 200), "white")
    for colour, at in zip(("red", "lime", "blue", "black"), ((0, 0), (200, 0), (0, 100), (200, 100)), strict=True):
        image.paste(Image.new("RGB", (200, 100), colour), at)
    image.getexif()[ORIENTATION] = way
    file = io.BytesIO()
    image.save(file, kind, exif=image.getexif(), quality=95)
    return Image.open(file)


def seen(image: Image.Image) -> list[str]:
    """The strongest colour near each corner, "-" for none."""
    width, height = image.size
    found = []
    for x, y in CORNERS:
        pixel = image.convert("RGB").getpixel((x % width, y % height))
        assert isinstance(pixel, tuple)
        bright = [name for name, light in zip("rgb", pixel, strict=True) if light > 128]
        found.append("".join(bright) or "-")
    return found


@pytest.mark.parametrize("kind", ["JPEG", "WEBP"])
@pytest.mark.parametrize("way", range(1, 9))
def test_a_photo_stands_as_it_was_taken(tmp_path: Path, way: int, kind: str) -> None:
    image = held(way, kind)
    image.save(tmp_path / "photo", kind, exif=image.getexif(), quality=95)
    made = smaller(tmp_path / "photo", 100_000)
    assert made is not None
    found, upright = Image.open(io.BytesIO(made)), ImageOps.exif_transpose(image)
    assert found.size == upright.size
    assert seen(found) == seen(upright)
    assert sorted(seen(found)) == ["-", "b", "g", "r"]
