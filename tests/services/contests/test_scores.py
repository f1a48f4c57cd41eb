"""All scores of a round for staff, and the workbook that is made when it leaves."""

import pytest

from bot.domain.contests import Phase
from bot.domain.ids import ChatId
from bot.domain.refused import Forbidden
from bot.services.contests import scores
from bot.store.database import Database
from tests.competing import competition, read
from tests.planning import LIBRARY, NOW


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
