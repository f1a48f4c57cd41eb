"""The experts' comments: hidden until their expert has decided, for the group and staff alone."""

from __future__ import annotations

import pytest

from bot.domain.incoming import Answer
from bot.domain.plans import Part
from bot.domain.refused import Forbidden, Missing
from bot.services.plans import comments, drafts
from bot.services.reviews import reviews
from bot.store.database import Database
from tests.planning import LIBRARY, NOW, sent, settle, step
from tests.story import AT_ONCE


def test_the_group_reads_them_after_the_decision_and_sees_what_it_has_mended(database: Database) -> None:
    with database.begin() as uow:
        village = settle(uow)
        kham, review = sent(village)
        reviews.accept(uow, review, by=kham)
        for criterion in LIBRARY.rubric.criteria:
            reviews.score(uow, LIBRARY, review, criterion.key, 2, by=kham, now=NOW)
        reviews.comment(uow, review, "problem", Answer("text", "Say more"), by=kham, now=NOW)
        assert comments.open_comments(uow, LIBRARY, village.plan, by=village.noy).comments == ()
        found = uow.reviews.get(review)
        assert found is not None
        reviews.decide(uow, LIBRARY, review, "return", AT_ONCE, by=kham, seen=found.revision, now=NOW)
        seen = comments.open_comments(uow, LIBRARY, village.plan, by=village.seng)
        assert (seen.version, [one.text for one in seen.comments], seen.answered) == (1, ["Say more"], frozenset())
        more = Part("text", "There is no water in March")
        drafts.answer(uow, village.plan, step("problem"), more, by=village.noy, now=NOW)
        assert comments.open_comments(uow, LIBRARY, village.plan, by=village.noy).answered == {"problem"}


def test_nobody_else_reads_them(database: Database) -> None:
    with database.begin() as uow:
        village = settle(uow)
        assert comments.open_comments(uow, LIBRARY, village.plan, by=village.mali).version is None
        with pytest.raises(Forbidden):
            comments.open_comments(uow, LIBRARY, village.plan, by=village.bo)
        with pytest.raises(Missing):
            comments.open_comments(uow, LIBRARY, 999, by=village.noy)
