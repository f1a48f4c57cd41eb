"""A call for help: taken by one helper, answered, and solved by the group that called."""

from __future__ import annotations

import pytest

from bot.domain.help_requests import HelpState
from bot.domain.incoming import Answer
from bot.domain.people import Role
from bot.domain.plans import ActionState
from bot.domain.refused import Forbidden, Missing, Refused, Stale
from bot.domain.reminders import Help
from bot.services import help_requests
from bot.store.database import Database
from tests.planning import LIBRARY, NOW, Village, carried, person, settle, told


def called(village: Village) -> int:
    """Seng wants help with money."""
    carried(village)
    (line,) = village.uow.actions.of_plan(village.plan)
    uow = village.uow
    return help_requests.ask(uow, LIBRARY, line.id, Help.MONEY, by=village.seng, seen=line.revision, now=NOW).id


def test_a_helper_takes_it_answers_and_the_group_says_that_it_is_solved(database: Database) -> None:
    with database.begin() as uow:
        village = settle(uow)
        call = called(village)
        assert ("help_wanted", village.mali.id) in told(uow)
        assert [one.id for one in help_requests.waiting(uow, by=village.mali)] == [call]
        help_requests.take(uow, LIBRARY, call, by=village.mali, now=NOW)
        help_requests.take(uow, LIBRARY, call, by=village.mali, now=NOW)
        help_requests.reply(uow, LIBRARY, call, Answer("text", "Ask the bank"), by=village.mali, now=NOW)
        found, task = help_requests.open_request(uow, call, by=village.noy)
        assert (found.state, task.action.state) == (HelpState.ANSWERED, ActionState.HELP)
        help_requests.still(uow, LIBRARY, call, by=village.seng, now=NOW)
        assert help_requests.open_to_help(uow, call, by=village.mali).state is HelpState.TAKEN
        help_requests.solved(uow, call, by=village.seng, now=NOW)
        found, task = help_requests.open_request(uow, call, by=village.noy)
        assert (found.state, task.action.state) == (HelpState.SOLVED, ActionState.STARTED)
        assert ("help_solved", village.mali.id) in told(uow)
        with pytest.raises(Stale):
            help_requests.solved(uow, call, by=village.seng, now=NOW)
        with pytest.raises(Refused, match="solved already"):
            help_requests.take(uow, LIBRARY, call, by=person(uow, 1006, "Vong", Role.STAFF), now=NOW)


def test_one_helper_at_a_time_and_giving_back_asks_the_others(database: Database) -> None:
    with database.begin() as uow:
        village = settle(uow)
        vong = person(uow, 1006, "Vong", Role.STAFF)
        call = called(village)
        help_requests.take(uow, LIBRARY, call, by=village.mali, now=NOW)
        with pytest.raises(Stale, match="is helping with this already"):
            help_requests.take(uow, LIBRARY, call, by=vong, now=NOW)
        with pytest.raises(Stale):
            help_requests.leave(uow, LIBRARY, call, by=vong, now=NOW)
        help_requests.leave(uow, LIBRARY, call, by=village.mali, now=NOW)
        assert ("help_again", vong.id) in told(uow)
        help_requests.take(uow, LIBRARY, call, by=vong, now=NOW)


def test_others_neither_read_nor_help(sqlite: Database) -> None:
    with sqlite.begin() as uow:
        village = settle(uow)
        call = called(village)
        for opens in (help_requests.open_request, help_requests.open_to_help):
            with pytest.raises(Forbidden):
                opens(uow, call, by=village.bo)
            with pytest.raises(Missing):
                opens(uow, call + 1, by=village.mali)
        with pytest.raises(Forbidden, match="Only members"):
            help_requests.solved(uow, call, by=village.mali, now=NOW)
        with pytest.raises(Forbidden):
            help_requests.waiting(uow, by=village.noy)


@pytest.mark.parametrize("end", ["solved", "done", "closed"])
def test_what_is_said_after_the_end_is_kept_and_rings_nowhere(database: Database, end: str) -> None:
    with database.begin() as uow:
        village = settle(uow)
        call = called(village)
        if end == "solved":
            help_requests.take(uow, LIBRARY, call, by=village.mali, now=NOW)
            help_requests.solved(uow, call, by=village.seng, now=NOW)
        elif end == "done":
            (line,) = uow.actions.of_plan(village.plan)
            uow.help_requests.close(line.id)
        else:
            uow.help_requests.change(call, state=HelpState.CLOSED.value, next_at=None)
        before = told(uow)
        help_requests.add(uow, call, Answer("text", "The holes are dry again"), by=village.noy, now=NOW)
        assert told(uow) == before
        (line,) = uow.actions.of_plan(village.plan)
        assert "The holes are dry again" in [entry.words for entry in uow.reminders.checkins(line.id)]


def test_more_goes_to_whoever_helps_and_to_all_who_were_asked_while_nobody_does(database: Database) -> None:
    with database.begin() as uow:
        village = settle(uow)
        vong = person(uow, 1006, "Vong", Role.STAFF)
        call = called(village)
        help_requests.add(uow, call, Answer("text", "It is urgent"), by=village.noy, now=NOW)
        assert sorted(who for name, who in told(uow) if name == "help_more") == sorted((village.mali.id, vong.id))
        help_requests.take(uow, LIBRARY, call, by=village.mali, now=NOW)
        help_requests.add(uow, call, Answer("text", "Since Monday"), by=village.noy, now=NOW)
        assert [who for name, who in told(uow) if name == "help_more"].count(village.mali.id) == 2
        assert [who for name, who in told(uow) if name == "help_more"].count(vong.id) == 1
