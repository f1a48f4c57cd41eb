"""The shared chat of the experts: a post a plan that waits, edited as it is read, and nothing private."""

from __future__ import annotations

import pytest

from bot.domain.delivery import Method
from bot.domain.ids import ChatId, PlanId
from bot.domain.people import Role
from bot.domain.refused import Forbidden, Missing, Refused
from bot.services.groups import chats, groups, loose_chats
from bot.services.reviews import expert_chat, reviews
from bot.store.database import Database, UnitOfWork
from bot.store.outbox import Outgoing
from tests import planning
from tests.competing import competition
from tests.planning import NOW, person

CHAT, OTHER = ChatId(-700), ChatId(-701)


def posts(uow: UnitOfWork) -> list[Outgoing]:
    return [row for row in uow.outbox.due(now=NOW, limit=300) if row.notice == "plan_waits"]


def test_each_plan_that_waits_is_posted_once_and_edited_when_that_changes(database: Database) -> None:
    with database.begin() as uow:
        village = planning.settle(uow)
        kham, assignment = planning.sent(village)
        assert expert_chat.follow(uow, now=NOW) == 0  # no chat is linked
        expert_chat.link(uow, CHAT, by=village.mali, now=NOW)
        assert [expert_chat.follow(uow, now=NOW) for _ in range(2)] == [1, 0]
        (post,) = posts(uow)
        assert (post.chat, post.person, set(post.args)) == (CHAT, None, {"submission", "decides"})
        reviews.accept(uow, assignment, by=kham)
        assert [expert_chat.follow(uow, now=NOW) for _ in range(2)] == [1, 0]
        edit = posts(uow)[-1]
        assert (edit.method, edit.edits) == (Method.EDIT, post.id)
        reviews.decline(uow, assignment, by=kham, now=NOW)
        assert expert_chat.follow(uow, now=NOW) == 1
        assert [expert_chat.follow(uow, now=NOW) for _ in range(2)] == [0, 0]  # what is over is not looked at again


def test_staff_alone_link_a_chat_that_is_nobody_s(database: Database) -> None:
    with database.begin() as uow:
        village = planning.settle(uow)
        kham, _ = planning.sent(village)
        for one in (kham, village.noy, village.bo):
            with pytest.raises(Forbidden):
                expert_chat.link(uow, CHAT, by=one, now=NOW)
        groups.link(uow, village.group, OTHER, by=village.noy, now=NOW)
        with pytest.raises(Refused, match="belongs to the group"):
            expert_chat.link(uow, OTHER, by=village.mali, now=NOW)
        expert_chat.link(uow, CHAT, by=village.mali, now=NOW)
        with pytest.raises(Refused, match="chat of the experts"):
            groups.link(uow, village.group, CHAT, by=village.noy, now=NOW)


def test_a_chat_that_moves_goes_on_and_one_that_ends_is_left(database: Database) -> None:
    with database.begin() as uow:
        village = planning.settle(uow)
        planning.sent(village)
        expert_chat.link(uow, CHAT, by=village.mali, now=NOW)
        loose_chats.arrived(uow, CHAT, now=NOW)
        assert uow.loose_chats.next_at() is None  # it is not one of nobody
        uow.expert_posts.move(CHAT, OTHER)
        assert expert_chat.is_it(uow, OTHER)
        chats.ended(uow, OTHER, now=NOW)
        assert not chats.linked(uow, OTHER)
        assert expert_chat.follow(uow, now=NOW) == 0


def test_the_button_opens_one_s_own_review_and_nothing_for_others(database: Database) -> None:
    with database.begin() as uow:
        here = competition(uow, 1, 0)
        plan = here.plans[0]
        with pytest.raises(Forbidden):
            expert_chat.open_own(uow, plan, by=here.leaders[0])
        with pytest.raises(Forbidden):
            expert_chat.open_own(uow, plan, by=here.mali)
        vong = person(uow, 7777, "Vong", Role.EXPERT)
        assert expert_chat.open_own(uow, plan, by=vong) is None
        with pytest.raises(Missing):
            expert_chat.open_own(uow, PlanId(999), by=vong)
