"""A lesson's picture: sent once for two quick taps, made from its recipe, refused where there is none."""

from dataclasses import replace
from pathlib import Path

import pytest

from bot.domain.ids import ChatId
from bot.domain.refused import Refused
from bot.papers import makers
from bot.services import pictures
from tests.story import LIBRARY, Story
from tests.workshop import WORKSHOP


def test_noy_gets_the_picture_of_a_lesson_once(story: Story) -> None:
    noy = story.known("Noy")
    for _ in range(2):
        with story.database.begin() as uow:
            person = uow.people.get(noy.me)
            assert person is not None
            pictures.send(uow, LIBRARY, "coffee", chat=ChatId(noy.number), by=person, now=story.now)
    story.deliver()
    assert len(noy.phone) == 1
    medium = noy.sees.medium
    assert medium is not None
    assert (medium["kind"], medium["name"]) == ("photo", "coffee.png")
    with story.database.begin() as uow:
        made = makers.picture_makers(WORKSHOP, LIBRARY)["picture"](uow, medium["recipe"])
    assert made().startswith(b"\x89PNG")


def test_a_lesson_without_a_picture_is_refused_and_costs_nothing(story: Story) -> None:
    noy, without = story.known("Noy"), replace(LIBRARY, pictures={})
    with story.database.begin() as uow:
        person = uow.people.get(noy.me)
        assert person is not None
        with pytest.raises(Refused, match="no picture"):
            pictures.send(uow, without, "coffee", chat=ChatId(noy.number), by=person, now=story.now)
    assert pictures.kilobytes(without, "coffee") == 0


def test_a_photo_of_a_programmes_own_leaves_as_it_is_and_says_its_size(story: Story, tmp_path: Path) -> None:
    photo = tmp_path / "picture.jpg"
    photo.write_bytes(b"\xff\xd8" + bytes(12_500))
    own = replace(LIBRARY, pictures={"coffee": photo})
    assert pictures.kilobytes(own, "coffee") == 13
    with story.database.begin() as uow:
        made = makers.picture_makers(WORKSHOP, own)["picture"](uow, {"paper": "picture", "lesson": "coffee"})
    assert made() == photo.read_bytes()


def test_a_drawing_announces_what_it_costs_at_most() -> None:
    assert pictures.kilobytes(LIBRARY, "coffee") == pictures.DRAWN
