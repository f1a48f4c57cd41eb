"""A version that was sent: frozen for good, read by the group and staff, compared with the one before."""

from __future__ import annotations

import pytest

from bot.domain.plans import Part
from bot.domain.refused import Forbidden, Missing
from bot.domain.rounds import Rules
from bot.services.plans import drafts, plan_view, submissions, versions
from bot.store.database import Database
from tests.planning import LIBRARY, NOW, sent, settle, step


def test_a_version_stays_as_it_was_sent_and_the_next_one_says_what_changed(database: Database) -> None:
    with database.begin() as uow:
        village = settle(uow)
        sent(village)
        first = uow.submissions.latest(village.plan)
        assert first is not None
        assert versions.open_version(uow, LIBRARY, first.id, by=village.seng).changes == ()
        submissions.give_back(uow, village.plan, Rules(), by=village.mali.id, now=NOW)
        drafts.answer(uow, village.plan, step("problem"), Part("text", "new"), by=village.noy, now=NOW)
        whole = plan_view.whole(uow, LIBRARY, village.now())
        assert versions.since(whole, first) == {"problem"}
        second = submissions.submit(uow, LIBRARY, village.plan, by=village.noy, at=NOW, now=NOW)
        edition = versions.open_version(uow, LIBRARY, second, by=village.mali)
        assert [change.step for change in edition.changes] == ["problem"]
        assert edition.version.answers["problem"].text == "new"
        assert versions.of_submission(first).answers["problem"].text != "new"


def test_nobody_else_reads_a_version(database: Database) -> None:
    with database.begin() as uow:
        village = settle(uow)
        sent(village)
        found = uow.submissions.latest(village.plan)
        assert found is not None
        with pytest.raises(Forbidden):
            versions.open_version(uow, LIBRARY, found.id, by=village.bo)
        with pytest.raises(Missing):
            versions.open_version(uow, LIBRARY, found.id + 1, by=village.noy)
