"""The drawings of the lessons as phones get them: light, sharp, not empty."""

import io
from pathlib import Path

import pytest
from PIL import Image

from bot.documents import pictures
from bot.services.pictures import DRAWN

DRAWINGS = sorted((Path(__file__).parents[2] / "content" / "lessons").glob("*/picture.svg"))


@pytest.mark.parametrize("drawing", DRAWINGS, ids=lambda drawing: drawing.parent.name)
def test_a_drawing_is_light_and_sharp_and_full_of_colours(drawing: Path) -> None:
    made = pictures.png(drawing.read_bytes())
    assert len(made) <= DRAWN * 1000 <= pictures.HEAVIEST
    with Image.open(io.BytesIO(made)) as image:
        assert image.size == (pictures.WIDTH, 600)
        assert len(image.convert("RGB").getcolors(maxcolors=256) or []) > 10


def test_there_is_one_for_each_of_the_twenty_one_lessons() -> None:
    assert len(DRAWINGS) == 21


def test_the_same_drawing_gives_the_same_bytes() -> None:
    drawing = DRAWINGS[0].read_bytes()
    assert pictures.png(drawing) == pictures.png(drawing)
