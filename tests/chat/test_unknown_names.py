"""Names of another version in buttons, bookmarks and rows: nobody is stranded, and nothing that was said is lost."""

from __future__ import annotations

from typing import Any

import pytest

from bot.domain.ids import AccountId, GroupId, PlanId
from bot.domain.incoming import File
from bot.domain.notices.failures import ContentMended
from bot.domain.notices.people import RoleDecided
from bot.domain.people import Role
from bot.services import notices
from bot.services.plans import drafts
from bot.store.bookmarks import Bookmark
from bot.store.outbox import Lane, Outgoing
from tests.story import Someone, Story

GONE: dict[str, Any] = {"screen": "pigs.weight", "args": {"pig": 7}, "seen": 3}
HOME: dict[str, Any] = {"screen": "home.menu", "args": {}, "seen": None}
TEXT = "ໝູ 14 ໂຕ <ນ້ອຍ>"


@pytest.fixture
def noy(sqlite: Any) -> Someone:
    """Noy leads a group that writes a plan."""
    story = Story(sqlite)
    story.round()
    noy = story.known("Noy")
    _begin(story, story.group(noy), noy)
    noy.says("/menu")
    return noy


def _begin(story: Story, group: GroupId, leader: Someone) -> PlanId:
    with story.database.begin() as uow:
        person = uow.people.get(leader.me)
        assert person is not None
        plan = drafts.begin(uow, group, by=person, now=story.now)
    assert plan is not None
    return plan


def mark(noy: Someone, *pages: dict[str, Any]) -> None:
    """Noy was on these pages when another version was running; `shown` is what it had sent last."""
    with noy.story.database.begin() as uow:
        uow.bookmarks.put(noy.number, noy.number, Bookmark(list(pages)), now=noy.story.now)


def show(noy: Someone, page: dict[str, Any], **values: Any) -> None:
    """That version's newest message."""
    row = Outgoing(0, noy.number, Lane.REPLY, person=noy.me, content={"text": "…"}, page=page, **values)
    with noy.story.database.begin() as uow:
        uow.outbox.put(row, now=noy.story.now)
    noy.story.deliver()


def stack(noy: Someone) -> list[str]:
    with noy.story.database.begin() as uow:
        return [page["screen"] for page in uow.bookmarks.take(noy.number, AccountId(noy.number)).stack]


def answers(noy: Someone) -> int:
    with noy.story.database.begin() as uow:
        return len(uow.answers.of_plan(PlanId(1)))


STEP: dict[str, Any] = {"screen": "plan.step", "args": {"plan": 1, "step": "problem"}, "seen": 0}


@pytest.mark.parametrize("below", [[], [HOME], [STEP]])
def test_what_answers_a_page_that_is_gone_leads_home_and_is_said_back(noy: Someone, below: list[Any]) -> None:
    mark(noy, *below, GONE)
    show(noy, GONE)
    noy.says(TEXT)
    assert TEXT in noy.sees.text
    assert noy.keyboard
    assert stack(noy) == ["home.menu"]
    assert answers(noy) == 0


def test_the_same_after_its_row_was_forgotten(noy: Someone) -> None:
    with noy.story.database.begin() as uow:
        uow.outbox.forget(before=noy.story.now.replace(year=2030))
    mark(noy, GONE)
    noy.says(TEXT)
    assert TEXT in noy.sees.text
    assert stack(noy) == ["home.menu"]


def test_a_page_with_arguments_that_its_screen_has_no_more_is_as_good_as_gone(noy: Someone) -> None:
    old = {"screen": "plan.step", "args": {"plan": 1, "question": "problem"}, "seen": 0}
    mark(noy, old)
    show(noy, old)
    noy.says(TEXT)
    assert TEXT in noy.sees.text
    assert answers(noy) == 0


def test_the_longest_text_is_said_back_in_one_message(noy: Someone) -> None:
    mark(noy, GONE)
    show(noy, GONE)
    noy.says("<ໝູ> " * 800)
    assert "<ໝູ> <ໝູ>" in noy.sees.text
    assert len(noy.sees.text) < 4096
    assert noy.keyboard


def test_a_voice_for_a_page_that_is_gone_is_kept(noy: Someone) -> None:
    mark(noy, STEP, GONE)
    show(noy, GONE)
    noy.sends("voice", seconds=9)
    assert stack(noy) == ["home.menu"]
    assert answers(noy) == 0
    with noy.story.database.begin() as uow:
        job = uow.jobs.take(now=noy.story.now)
        assert job is not None
        assert job.kind == "fetch"


def test_a_reply_to_a_page_that_is_gone_answers_no_other(noy: Someone) -> None:
    mark(noy, STEP)
    show(noy, GONE, message_id=5)
    show(noy, STEP)
    noy.says(TEXT, reply_to=5)
    assert TEXT in noy.sees.text
    assert answers(noy) == 0


def test_a_command_a_label_and_a_button_work_on_a_page_that_is_gone(noy: Someone) -> None:
    for act, words in ((noy.says, "/plan"), (noy.says, "📝 ແຜນຂອງກຸ່ມ"), (noy.forges, "plan.overview:1")):
        mark(noy, GONE)
        act(words)
        assert stack(noy) == ["plan.overview"]


def test_a_page_that_is_gone_below_the_present_one_is_left_out(noy: Someone) -> None:
    mark(noy, HOME, GONE, {"screen": "help.page", "args": {}, "seen": None})
    noy.forges("+settings.page")
    assert stack(noy) == ["home.menu", "help.page", "settings.page"]


def test_a_page_that_follows_lies_above_one_that_is_gone(noy: Someone) -> None:
    seng = noy.story.known("Seng")
    with noy.story.database.begin() as uow:
        uow.groups.join(GroupId(1), seng.me, leader=False, now=noy.story.now)
    seng.forges("plan.step:1,problem")
    with noy.story.database.begin() as uow:
        bookmark = uow.bookmarks.take(seng.number, AccountId(seng.number))
        bookmark.stack[:-1], bookmark.page = [GONE], "plan.step:plan=1,step=problem"
        uow.bookmarks.put(seng.number, seng.number, bookmark, now=noy.story.now)
    noy.forges("plan.step:1,problem")
    noy.says("ໝູກິນຜັກ")
    assert answers(noy) == 1
    assert "ໝູກິນຜັກ" in seng.sees.text


def test_an_unknown_button_in_a_group_is_answered_kindly(noy: Someone) -> None:
    outcome = noy._take("tap", text="pigs.weight!add:7;3", message=4, tap="1", chat=-5)
    assert outcome.alert
    assert outcome.toast


def test_an_unknown_button_or_link_shows_a_page(noy: Someone) -> None:
    mark(noy, GONE)
    noy.forges("pigs.weight!add:7;3", noy.story.next_message())
    assert stack(noy) == ["home.menu"]
    assert noy.keyboard
    noy.says("/start pigs-7")
    assert stack(noy) == ["home.menu"]


def test_an_unknown_notice_holds_up_nobody_and_administrators_hear_of_it_once(noy: Someone) -> None:
    story = noy.story
    mali = story.known("Mali", roles=(Role.ADMIN,), language="en")
    with story.database.begin() as uow:
        for pig in (1, 2):
            row = Outgoing(0, noy.number, Lane.NOTICE, person=noy.me, notice="pig_weighed", args={"pig": pig})
            uow.outbox.put(row, now=story.now)
        notices.tell(uow, noy.me, ContentMended(), now=story.now)
    story.deliver()
    assert "✅" in noy.sees.text
    assert [bubble.text.count("pig_weighed") for bubble in mali.phone.values()] == [1]
    with story.database.begin() as uow:
        assert [row.state for row in uow.outbox.log()].count("superseded") == 2


@pytest.mark.parametrize("args", [{}, {"role": "swineherd"}], ids=["missing", "senseless"])
def test_a_notice_without_an_argument_that_it_needs_holds_up_nobody(noy: Someone, args: dict[str, Any]) -> None:
    story = noy.story
    mali = story.known("Mali", roles=(Role.ADMIN,), language="en")
    with story.database.begin() as uow:
        row = Outgoing(0, noy.number, Lane.NOTICE, person=noy.me, notice=RoleDecided.notice, args=args)
        uow.outbox.put(row, now=story.now)
        notices.tell(uow, noy.me, ContentMended(), now=story.now)
    story.deliver()
    assert "✅" in noy.sees.text
    assert [bubble.text.count("role_decided") for bubble in mali.phone.values()] == [1]


def test_arguments_that_a_notice_has_no_more_are_left_out(noy: Someone) -> None:
    with noy.story.database.begin() as uow:
        row = Outgoing(0, noy.number, Lane.NOTICE, person=noy.me, notice=ContentMended.notice, args={"pig": 7})
        uow.outbox.put(row, now=noy.story.now)
    noy.story.deliver()
    assert "✅" in noy.sees.text


def test_a_file_that_is_too_large_is_said_so_and_leads_home(noy: Someone) -> None:
    mark(noy, GONE)
    show(noy, GONE)
    noy._take("file", file=File("document", "f1", size=30_000_000))
    assert "30" in noy.sees.text or "29" in noy.sees.text
    assert stack(noy) == ["home.menu"]
