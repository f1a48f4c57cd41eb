"""All scores of a round for staff, and the workbook that is made when it leaves."""

import pytest

from bot.domain.contests import Phase
from bot.domain.ids import ChatId
from bot.domain.incoming import Answer
from bot.domain.refused import Forbidden
from bot.domain.reviews import Said
from bot.services.contests import contests, scores
from bot.services.reviews import group_questions, reviews
from bot.store.database import Database
from tests.competing import competition, read
from tests.planning import LIBRARY, NOW
from tests.services.contests.test_practice import practise


def test_staff_take_all_scores_along_once_a_tap(database: Database) -> None:
    with database.begin() as uow:
        here = competition(uow, 3, 3)
        here.on_to(Phase.PRESENTING)
        here.tell()
        here.on_to(Phase.PEERS)
        here.give({0: 3})
        here.on_to(Phase.EXPERTS)
        read(here, {0: 3})
        found = scores.of_round(uow, LIBRARY, here.round, by=here.mali)
        assert [len(rows) for rows in (found.plans, found.marks, found.comments, found.stars)] == [3, 90, 18, 6]
        for _ in range(2):
            scores.send(uow, here.round, "en", chat=ChatId(9001), by=here.mali, now=NOW)
        rows = [row for row in uow.outbox.due(now=NOW, limit=300) if "scores" in str(row.content)]
        assert len(rows) == 1
        with pytest.raises(Forbidden):
            scores.send(uow, here.round, "en", chat=ChatId(5000), by=here.leaders[0], now=NOW)


def test_what_is_half_done_practised_on_and_said_between_both_sides_is_in_it(database: Database) -> None:
    with database.begin() as uow:
        here = competition(uow, 2, 2)
        contests.set_flag(uow, here.round, "practice", True, by=here.mali, now=NOW)
        here.on_to(Phase.EXPERTS)
        expert = here.experts[0]
        practise(here, expert, 2)
        one = next(row for row in uow.reviews.readings(here.round) if row.expert == expert.id)
        reviews.accept(uow, one.id, by=expert)
        reviews.score(uow, LIBRARY, one.id, LIBRARY.rubric.criteria[0].key, 3, by=expert, now=NOW)
        group_questions.ask(uow, one.id, Answer("text", "Who buys it?"), by=expert, now=NOW)
        reviews.say(uow, one.id, Said.STRENGTH, Answer("text", "Clear"), by=expert, now=NOW)
        found = scores.of_round(uow, LIBRARY, here.round, by=here.mali)
        (half,) = [row for row in found.marks if row[3] == "first"]
        assert half[4:] == ("New for the group", 3, "scoring")
        said = [row[3:] for row in found.comments if row[3] == "first"]
        assert said == [("first", "strength", "Clear", "", ""), ("first", "question", "Who buys it?", "", "")]
        assert len(found.practice) == 20
        assert {row[2:3] + row[4:] for row in found.practice} == {(1, 2, "because 2")}
