"""The stop button: what waits by kind, dropped or let go, by administrators alone, each time once."""

from __future__ import annotations

import pytest

from bot.domain.delivery import SendState
from bot.domain.ids import ActionId, AnnouncementId
from bot.domain.notices import nouns
from bot.domain.notices.announcements import AnnouncementWaiting
from bot.domain.notices.failures import PapersFail
from bot.domain.notices.reminders import CheckedIn
from bot.domain.people import Person, Role
from bot.domain.refused import Stale
from bot.screens.widgets.office_names import HELD as KINDS
from bot.services import notices, stops
from bot.store.database import Database, UnitOfWork
from bot.store.outbox import Lane, Outgoing
from tests.planning import NOW, Village, settle


def administrator(here: Village) -> Person:
    here.uow.people.put_role(here.mali.id, Role.ADMIN, "confirmed", now=NOW)
    found = here.uow.people.get(here.mali.id)
    assert found is not None
    return found


def waits(uow: UnitOfWork, here: Village) -> None:
    """An answer for Noy and one for the administrator, a reminder, an announcement, news of the system."""
    for chat, lane in ((1001, Lane.REPLY), (1004, Lane.REPLY), (1002, Lane.ANNOUNCEMENT)):
        uow.outbox.put(Outgoing(0, chat, lane, content={"text": f"{chat}"}), now=NOW)
    notices.tell(uow, here.noy.id, CheckedIn(ActionId(1), 1), now=NOW)
    notices.tell(uow, here.mali.id, PapersFail(), now=NOW)


def test_every_notice_is_of_a_kind_that_has_a_name() -> None:
    assert {nouns.noun(name) for name in nouns.all_names()} <= set(KINDS)


def test_what_is_about_an_announcement_is_dropped_with_it(sqlite: Database) -> None:
    with sqlite.begin() as uow:
        here = settle(uow)
        mali = administrator(here)
        stops.hold(uow, by=mali, now=NOW)
        notices.tell(uow, here.noy.id, AnnouncementWaiting(AnnouncementId(1)), now=NOW)
        uow.outbox.put(Outgoing(0, 1002, Lane.ANNOUNCEMENT, content={"text": "x"}), now=NOW)
        assert stops.look(uow, by=mali).waits == {"announcements": 2}
        assert stops.drop(uow, "announcements", by=mali, now=NOW) == 2


def verbs(uow: UnitOfWork) -> list[tuple[str, str]]:
    return [(one.verb, one.subject) for one in uow.audit.log()]


def test_what_waits_is_told_by_kind_and_a_second_press_changes_nothing(database: Database) -> None:
    with database.begin() as uow:
        here = settle(uow)
        mali = administrator(here)
        before = len(uow.audit.log())
        assert stops.hold(uow, by=mali, now=NOW) is True
        assert stops.hold(uow, by=mali, now=NOW) is False
        waits(uow, here)
        found = stops.look(uow, by=mali)
        assert found.name == "Mali"
        assert found.waits == {"answers": 1, "announcements": 1, "reminders": 1, "failures": 1}
        assert verbs(uow)[before:] == [("held all that leaves", "all")]


def test_what_is_dropped_never_leaves_and_the_rest_stays(database: Database) -> None:
    with database.begin() as uow:
        here = settle(uow)
        mali = administrator(here)
        stops.hold(uow, by=mali, now=NOW)
        waits(uow, here)
        assert stops.drop(uow, "reminders", by=mali, now=NOW) == 1
        assert stops.drop(uow, "reminders", by=mali, now=NOW) == 0
        assert stops.drop(uow, "answers", by=mali, now=NOW) == 1
        assert stops.look(uow, by=mali).waits == {"announcements": 1, "failures": 1}
        dropped = [row.chat_id for row in uow.outbox.log() if row.state == SendState.SUPERSEDED]
        assert sorted(dropped) == [1001, 1001]  # never what answers an administrator
        assert verbs(uow)[-2:] == [("dropped what was held", "reminders: 1"), ("dropped what was held", "answers: 1")]


def test_a_kind_may_leave_while_the_rest_is_held(database: Database) -> None:
    with database.begin() as uow:
        here = settle(uow)
        mali = administrator(here)
        stops.hold(uow, by=mali, now=NOW)
        waits(uow, here)
        stops.let_kind_go(uow, "reminders", by=mali, now=NOW)
        with pytest.raises(Stale):
            stops.let_kind_go(uow, "reminders", by=mali, now=NOW)
        with pytest.raises(Stale):
            stops.drop(uow, "reminders", by=mali, now=NOW)  # it is on its way
        passing = uow.stops.passing()
        found = {
            (row.chat, Lane(row.lane))
            for lane in Lane
            for row in uow.outbox.pending(lane, limit=9, only=passing.where)
            if passing.lets(row)
        }
        assert found == {(1004, Lane.REPLY), (1001, Lane.NOTICE)}
        stops.hold_kind(uow, "reminders", by=mali, now=NOW)
        stops.let_kind_go(uow, "failures", by=mali, now=NOW)
        passing = uow.stops.passing()
        (row,) = uow.outbox.pending(Lane.NOTICE, limit=9, only=passing.where)
        assert (row.notice, passing.lets(row)) == ("papers_fail", True)


def test_after_it_all_leaves_and_nothing_can_be_dropped(database: Database) -> None:
    with database.begin() as uow:
        here = settle(uow)
        mali = administrator(here)
        waits(uow, here)
        stops.hold(uow, by=mali, now=NOW)
        stops.let_go(uow, by=mali, now=NOW)
        for verb in (stops.drop, stops.let_kind_go, stops.hold_kind):
            with pytest.raises(Stale):
                verb(uow, "reminders", by=mali, now=NOW)
        with pytest.raises(Stale):
            stops.let_go(uow, by=mali, now=NOW)
        assert uow.stops.passing().where is None
        assert stops.look(uow, by=mali).stop is None
