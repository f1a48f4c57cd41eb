"""A help request: it goes to the right people, is taken by one, answered, and followed until it is solved."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest

from bot.domain.ids import ActionId
from bot.domain.people import Role
from bot.domain.plans import ActionState
from bot.services import help_requests
from bot.services.actions import corrections
from bot.services.reminders import pauses
from tests.follow_up import action, approved
from tests.screens.test_checkin import history, kept
from tests.services.actions.test_checkins import person
from tests.story import LIBRARY, Someone, Story

DUE = date(2026, 12, 10)
REQUESTED = datetime(2026, 12, 7, 3, 0, tzinfo=UTC)  # Monday, ten o'clock in Laos


def follow(story: Story) -> int:
    """The clock looks once at the requests; returns how many stood still."""
    with story.database.begin() as uow:
        found = help_requests.follow(uow, LIBRARY, now=story.now)
    story.deliver()
    return found


class Cast:
    """Seng wants help with a disease; Dr. Kham and Vanna are experts, Mali and Somphone staff, Noy leads."""

    def __init__(self, story: Story, *, language: str = "en") -> None:
        self.story = story
        self.kham, self.vanna = (self._one(name, Role.EXPERT) for name in ("Dr. Kham", "Vanna"))
        self.mali, self.somphone = (self._one(name, Role.STAFF) for name in ("Mali", "Somphone"))
        self.noy, self.seng = (story.known(name, language=language) for name in ("Noy", "Seng"))
        self.key = action(story, approved(story, story.group(self.noy, self.seng)), DUE, self.seng)
        story.now = REQUESTED

    def _one(self, name: str, role: Role) -> Someone:
        return self.story.known(name, language="en", roles=(role,))

    def request(self, kind: str = "Disease or weather", button: str = "🙋 I want help") -> ActionId:
        self.seng.says("/actions")
        self.seng.taps("ຊື້ແນວພັນ")
        self.seng.taps(button)
        self.seng.taps(kind)
        return self.key


def test_help_goes_to_the_experts_one_takes_it_answers_and_it_is_solved(story: Story) -> None:
    cast = Cast(story, language="lo")
    seng, kham = cast.seng, cast.kham
    key = cast.request("ພະຍາດ ຫຼື ດິນຟ້າອາກາດ", "ຢາກໃຫ້ຊ່ວຍ")
    assert seng.sees.text == (
        "🙋 ຊື້ແນວພັນ\n\n7/12/2026 Seng: 🙋 ຢາກໃຫ້ຊ່ວຍ: ພະຍາດ ຫຼື ດິນຟ້າອາກາດ\n\n🔴 ຍັງບໍ່ທັນມີຄົນຕອບ\n"
        "ບອກ Dr. Kham, Vanna ແລ້ວ. ເພິ່ນຈະຕິດຕໍ່ມາ\nເລົ່າຕື່ມແດ່: ເວົ້າ, ຂຽນ ຫຼື ສົ່ງຮູບ"
    )
    assert cast.mali.phone == {}
    assert kham.sees.text == "🙋 Seng wants help: Disease or weather\nຊື້ແນວພັນ\nກຸ່ມໜໍ່ໄມ້ຝຣັ່ງ, ດັກຂຽດ village"
    seng.sends("photo", caption="ໃບເຫຼືອງ")
    assert kham.sees.text == "💬 Seng tells more about: ຊື້ແນວພັນ\nໃບເຫຼືອງ"
    assert kham.sees.medium is not None
    kham.taps("🤝 I will help")
    assert kham.sees.text.startswith("Seng knows that you help")
    assert seng.sees.text == "ຊື້ແນວພັນ\n🤝 Dr. Kham ຈະຊ່ວຍ"
    cast.vanna.taps("🤝 I will help")
    assert cast.vanna.sees.text.startswith("Dr. Kham is helping with this already")
    kham.says("Spray early in the morning")
    assert kham.sees.text.startswith("Sent to Seng")
    assert seng.sees.text == "💬 Dr. Kham ຕອບເລື່ອງ: ຊື້ແນວພັນ\nSpray early in the morning"
    assert seng.sees.buttons() == ["✅ ແກ້ບັນຫາໄດ້ແລ້ວ", "🙋 ຍັງຢາກໃຫ້ຊ່ວຍ", "📖 ເປີດເບິ່ງ"]
    kham.sends("voice", seconds=9)
    assert seng.sees.medium is not None
    assert seng.sees.medium["kind"] == "voice"
    seng.taps("ແກ້ບັນຫາໄດ້ແລ້ວ")
    assert kept(story, key).state is ActionState.STARTED
    assert kham.sees.text == "ຊື້ແນວພັນ\n✅ Seng says that it is solved. Thank you!"
    assert [entry[1] for entry in history(story, key)] == ["help", "photo", "taken", "reply", "reply", "solved"]
    story.wait(days=60)
    assert follow(story) == 0


def test_it_does_not_help_yet_and_the_same_helper_is_asked_again(story: Story) -> None:
    cast = Cast(story)
    cast.request()
    cast.kham.taps("💬 Answer")
    cast.kham.says("Water less")
    cast.seng.taps("I still want help")
    assert "Asked again. What is still difficult?" in cast.seng.sees.text
    assert cast.kham.sees.text == "🙋 Seng still wants help: ຊື້ແນວພັນ"
    cast.seng.says("It is worse now", reply_to=None)
    assert cast.kham.sees.text == "💬 Seng tells more about: ຊື້ແນວພັນ\nIt is worse now"
    assert "asked" not in cast.vanna.sees.text
    assert len(cast.vanna.phone) == 1


def test_nobody_takes_it_so_the_experts_are_reminded_then_staff_never_at_night(story: Story) -> None:
    cast = Cast(story)
    cast.request()
    story.wait(hours=21)  # Tuesday, seven o'clock
    assert follow(story) == 0
    story.wait(hours=1)
    assert follow(story) == 1
    waiting = (
        "⏰ Still waiting for an answer\n🙋 Seng wants help: Disease or weather\nຊື້ແນວພັນ\n"
        "ກຸ່ມໜໍ່ໄມ້ຝຣັ່ງ, ດັກຂຽດ village\n🔴 Nobody has answered yet"
    )
    assert cast.kham.sees.text == cast.vanna.sees.text == waiting
    assert cast.mali.phone == {}
    story.wait(days=1)
    assert follow(story) == 1
    assert cast.mali.sees.text == cast.somphone.sees.text == waiting
    for days in (3, 3, 30):
        story.wait(days=days)
        follow(story)
    assert len(cast.mali.phone) == 2
    cast.mali.says("/calls")
    assert cast.mali.sees.text == (
        "🙋 Calls for help: 1\n\nSeng, ກຸ່ມໜໍ່ໄມ້ຝຣັ່ງ\nDisease or weather – ຊື້ແນວພັນ\n🔴 Nobody has answered yet"
    )
    cast.mali.taps("🔴 ຊື້ແນວພັນ")
    cast.mali.taps("🤝 I will help")
    assert cast.seng.sees.text == "ຊື້ແນວພັນ\n🤝 Mali will help you"


def test_taken_and_forgotten_it_comes_back_to_all(story: Story) -> None:
    cast = Cast(story)
    cast.request()
    cast.kham.taps("🤝 I will help")
    story.wait(days=2)
    assert follow(story) == 1
    assert cast.kham.sees.text.endswith("🤝 You are helping")
    assert len(cast.vanna.phone) == 1
    story.wait(days=2)
    assert follow(story) == 1
    assert cast.vanna.sees.text.endswith("🔴 Nobody has answered yet")
    cast.vanna.taps("🤝 I will help")
    assert cast.vanna.sees.text.startswith("Seng knows that you help")


def test_a_helper_gives_it_back(story: Story) -> None:
    cast = Cast(story)
    cast.request()
    cast.kham.taps("🤝 I will help")
    back = cast.kham.bubble("Somebody else, please")
    cast.kham.taps("Somebody else, please")
    assert cast.kham.sees.text.startswith("The others have been asked again\n\n🙋 Calls for help: 1")
    assert cast.vanna.sees.text.endswith("🔴 Nobody has answered yet")
    cast.kham.forges(back[1]["data"], back[0].id)
    assert len(cast.vanna.phone) == 2


def test_answered_and_silent_the_group_is_asked_once_then_it_is_over_but_may_be_asked_again(story: Story) -> None:
    cast = Cast(story)
    cast.request()
    cast.kham.taps("💬 Answer")
    cast.kham.says("Water less")
    story.wait(days=3)
    follow(story)
    assert cast.seng.sees.text == "ຊື້ແນວພັນ\nDr. Kham answered. Is it solved now?"
    story.wait(days=7)
    follow(story)
    cast.kham.says("/calls")
    assert cast.kham.sees.text == "🙋 Calls for help: 0\n\nNobody is waiting for help"
    cast.seng.taps("I still want help")
    assert cast.kham.sees.text == "🙋 Seng still wants help: ຊື້ແນວພັນ"


def test_a_group_that_rests_is_not_asked_whether_it_is_solved(story: Story) -> None:
    cast = Cast(story)
    cast.request()
    cast.kham.taps("💬 Answer")
    cast.kham.says("Water less")
    with story.database.begin() as uow:
        group, noy = uow.groups.of_person(cast.noy.me)[0].group, uow.people.get(cast.noy.me)
        assert noy is not None
        pauses.pause(uow, LIBRARY, group, date(2026, 12, 14), by=noy, now=story.now)
    before = cast.seng.sees.text
    story.wait(days=3)
    follow(story)
    assert cast.seng.sees.text == before
    story.wait(days=4)
    follow(story)
    assert cast.seng.sees.text == "ຊື້ແນວພັນ\nDr. Kham answered. Is it solved now?"


def test_experts_are_not_reminded_on_a_holiday(story: Story) -> None:
    cast = Cast(story)
    cast.request()
    with story.database.begin() as uow:
        uow.holidays.add(date(2026, 12, 9), date(2026, 12, 10), "", now=story.now)
    asked = len(cast.kham.phone)
    story.wait(days=3)
    follow(story)
    assert len(cast.kham.phone) == asked
    story.wait(days=1)
    follow(story)
    assert cast.kham.sees.text.startswith("⏰ Still waiting for an answer")


def test_the_work_done_nobody_is_asked_any_more(story: Story) -> None:
    cast = Cast(story)
    key = cast.request()
    cast.seng.taps("🔨 The work")
    cast.seng.taps("✅ Done")
    assert kept(story, key).state is ActionState.DONE
    story.wait(days=30)
    assert follow(story) == 0
    cast.kham.taps("🤝 I will help")
    assert cast.kham.sees.text.startswith("This is solved already")


def test_a_request_that_is_taken_back_bothers_nobody(story: Story) -> None:
    cast = Cast(story)
    cast.request()
    who = person(story, cast.seng)
    with story.database.begin() as uow:
        corrections.undo(uow, LIBRARY, 1, by=who, now=story.now)
    before = len(cast.kham.phone)
    story.wait(days=30)
    assert follow(story) == 0
    assert len(cast.kham.phone) == before
    cast.kham.says("/calls")
    assert cast.kham.sees.text.endswith("Nobody is waiting for help")


def test_money_goes_to_staff_and_where_there_is_no_expert_staff_get_all(story: Story) -> None:
    cast = Cast(story)
    cast.request("Money")
    assert cast.kham.phone == {}
    assert cast.mali.sees.text.startswith("🙋 Seng wants help: Money")


def test_two_who_take_it_at_once_are_one_and_a_double_tap_is_one(story: Story) -> None:
    cast = Cast(story)
    cast.request()
    bubble, button = cast.kham.bubble("🤝 I will help")
    cast.kham.forges(button["data"], bubble.id)
    cast.kham.forges(button["data"], bubble.id)
    assert [entry[1] for entry in history(story, cast.key)] == ["help", "taken"]


@pytest.mark.parametrize(
    "claim",
    [
        *("actions.answer:1", "actions.answer!take:1", "actions.answer!leave:1", "calls.mine:1", "calls.mine!solved:1"),
        *("calls.mine!still:1", "calls.list", "calls.list:1", "actions.answer!media:1", "calls.mine!media:1"),
    ],
)
def test_strangers_other_groups_and_removed_members_get_nowhere(story: Story, claim: str) -> None:
    cast = Cast(story)
    cast.request()
    dao, bo = story.known("Dao", language="en"), story.somebody("Bo")
    story.group(dao, name="ກຸ່ມກາເຟ")
    with story.database.begin() as uow:
        uow.groups.leave(uow.groups.of_person(cast.noy.me)[0].group, cast.noy.me)
    for someone in (dao, bo, cast.noy):
        someone.forges(claim)
        assert "ຊື້ແນວພັນ" not in someone.sees.text
    with story.database.begin() as uow:
        [request] = uow.help_requests.open_ones()
    assert (request.state, request.taker) == ("waiting", None)
    assert [entry[1] for entry in history(story, cast.key)] == ["help"]


def test_a_helper_cannot_speak_for_the_group_nor_the_group_for_the_helper(story: Story) -> None:
    cast = Cast(story)
    cast.request()
    cast.kham.forges("calls.mine!solved:1")
    assert "Only members of the group can do this" in cast.kham.sees.text
    cast.seng.forges("actions.answer!take:1")
    assert "This part is not open to you" in cast.seng.sees.text


def test_a_member_who_has_left_hears_no_answer(story: Story) -> None:
    cast = Cast(story)
    cast.request()
    cast.kham.taps("💬 Answer")
    story.delivering = False
    cast.kham.says("Water less")
    with story.database.begin() as uow:
        uow.groups.leave(uow.groups.of_person(cast.seng.me)[0].group, cast.seng.me)
    before = len(cast.seng.phone)
    story.delivering = True
    story.deliver()
    assert len(cast.seng.phone) == before


def test_with_little_data_a_voice_is_fetched_on_a_tap_that_says_its_size(story: Story) -> None:
    cast = Cast(story)
    with story.database.begin() as uow:
        uow.people.change(cast.seng.me, light=True)
    cast.request()
    cast.kham.taps("💬 Answer")
    cast.kham.sends("voice", seconds=9, size=45_000)
    assert cast.seng.sees.medium is None
    cast.seng.taps("Play or show it, 45 KB")
    assert [bubble.medium["kind"] for bubble in cast.seng.phone.values() if bubble.medium] == ["voice"]


def test_words_too_many_for_a_caption_come_whole_and_the_picture_on_a_tap(story: Story) -> None:
    cast, words = Cast(story), "ໃສ່ຝຸ່ນຄອກ " * 90
    cast.request()
    cast.kham.taps("💬 Answer")
    cast.kham.sends("photo", caption=words, size=45_000)
    assert words.strip() in cast.seng.sees.text
    assert cast.seng.sees.medium is None
    cast.seng.taps("Play or show it, 45 KB")
    assert [bubble.medium["kind"] for bubble in cast.seng.phone.values() if bubble.medium] == ["photo"]
