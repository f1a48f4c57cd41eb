"""How many statements a turn asks: a ceiling for each tap of the story, and the middle of them all."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from statistics import median

import pytest

from bot.domain.ids import PlanId
from bot.store.database import Database
from tests.bench import seed
from tests.bench.turn import Talk
from tests.statements import counted
from tests.story import Story

CEILING = {  # from the update that is written down to the result of the answer; one asks what administrators set
    "home.menu": 18,
    f"lessons.card:{seed.LESSON},0": 10,
    f"lessons.card:{seed.LESSON},1": 10,
    "plan.step:{plan},problem": 14,
    "ນ້ຳບໍ່ພໍ": 24,
}


@pytest.fixture
def talk(tmp_path: Path) -> Iterator[Talk]:
    """Somebody who leads a group, and has been everywhere before."""
    database = Database(f"sqlite:///{tmp_path / 'phaen.sqlite'}")
    database.upgrade()
    talk = Talk(Story(database), seed.programme(database, [77])[77])
    for _ in range(2):
        talk.round()
    with database.begin() as uow:
        uow.answers.clear(PlanId(talk.plan), "problem", now=talk.story.now)
    yield talk
    database.close()


def test_a_turn_asks_no_more_than_it_did(talk: Talk) -> None:
    found: dict[str, int] = {}
    for deed in CEILING:
        with counted(talk.story.database) as asked:
            talk.do(deed)
        found[deed] = len(asked)
    assert found == {deed: min(found[deed], most) for deed, most in CEILING.items()}
    assert median(found.values()) <= 14


def test_nothing_is_asked_twice_in_a_turn_that_writes_nothing(talk: Talk) -> None:
    for deed in CEILING:
        with counted(talk.story.database) as asked:
            talk.do(deed)
        if "ນ້ຳ" not in deed:
            assert len(set(asked)) == len(asked)
