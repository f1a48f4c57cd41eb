"""The first page: where the group stands, what waits for a role, and the one thing that is next."""

from datetime import date, timedelta

import pytest

from bot.domain.ids import GroupId, PlanId, RoundId
from bot.domain.people import Role
from bot.domain.plans import Part, PlanState
from tests.story import LIBRARY, Someone, Story

GROUP = "ກຸ່ມໜໍ່ໄມ້ຝຣັ່ງ"


def planned(
    story: Story, author: Someone, group: GroupId, round_id: RoundId, state: PlanState, *steps: str, due: int = 15
) -> PlanId:
    """The group's plan with so many answers and one action due in January 2027; its author has begun to learn."""
    me = author.me
    with story.database.begin() as uow:
        plan = uow.plans.add(group, round_id, now=story.now)
        for step in steps:
            uow.answers.put(plan, step, [Part("text", "…")], me, now=story.now)
        uow.actions.add(plan, now=story.now, what="ຊື້ແນວພັນ", who="Noy", due_on=date(2027, 1, due), cost=500000)
        uow.plans.change(plan, now=story.now, state=state.value)
        uow.lessons.put(me, "three-groups", 2, now=story.now)
    return plan


def lines(someone: Someone) -> list[str]:
    return someone.sees.text.split("\n")


def test_who_has_just_come_into_a_group_is_led_to_the_first_lesson(story: Story) -> None:
    noy = story.known("Noy")
    story.group(noy)
    story.round()
    noy.says("/menu")
    assert lines(noy) == [
        f"🎉 ທ່ານເຂົ້າກຸ່ມ {GROUP} ແລ້ວ".replace("ກຸ່ມ ກຸ່ມ", "ກຸ່ມ"),
        "ຮຽນບົດທີ 1 ກ່ອນ (6 ໜ້າ) ແລ້ວຂຽນແຜນນຳກັນ",
        "ເລີ່ມຮຽນບໍ?",
    ]
    assert noy.sees.buttons() == ["📚 ເລີ່ມຮຽນ", "📝 ເບິ່ງແຜນຂອງກຸ່ມ"]
    noy.taps("📚 ເລີ່ມຮຽນ")
    assert noy.sees.text.startswith("ບົດທີ 1: ສາມກຸ່ມຢູ່ອັດຕະປື – ໜ້າ 1 ໃນ 6")


def test_before_a_plan_the_first_page_asks_to_begin_it_and_leads_to_its_first_item(story: Story) -> None:
    noy = story.known("Noy")
    story.group(noy)
    story.round()
    with story.database.begin() as uow:
        uow.lessons.put(noy.me, "three-groups", 2, now=story.now)
    noy.says("/menu")
    assert lines(noy) == [
        f"👥 {GROUP}",
        "ກຳນົດສົ່ງແຜນ: 23/12/2026. ຍັງເຫຼືອ 30 ມື້",
        "ຍັງບໍ່ທັນເລີ່ມຂຽນແຜນ. ເລີ່ມດຽວນີ້ບໍ?",
    ]
    assert noy.sees.buttons() == ["✍️ ເລີ່ມຂຽນແຜນ", "📚 ຮຽນຕໍ່"]
    noy.taps("✍️ ເລີ່ມຂຽນແຜນ")
    assert "ຂໍ້ 1 ໃນ 11" in noy.sees.text


def test_while_the_plan_is_written_the_next_item_is_one_tap_away(story: Story) -> None:
    noy = story.known("Noy", language="en")
    plan = planned(story, noy, story.group(noy), story.round(), PlanState.DRAFT, "group", "problem")
    noy.says("/menu")
    assert lines(noy)[-1] == "📝 5 of 11 items answered. Go on with item 3?"
    assert noy.sees.buttons() == ["✍️ Go on: item 3", "📝 See the group's plan", "📚 Go on learning"]
    noy.taps("Go on: item 3")
    assert "Item 3 of 11" in noy.sees.text
    with story.database.begin() as uow:
        for step in LIBRARY.form.steps:
            uow.answers.put(plan, step.key, [Part("text", "…")], noy.me, now=story.now)
    noy.says("/menu")
    assert noy.sees.buttons()[0] == "📨 Check and send"


def test_after_sending_there_is_nothing_to_do_but_to_learn(story: Story) -> None:
    noy = story.known("Noy", language="en")
    planned(story, noy, story.group(noy), story.round(), PlanState.SUBMITTED)
    noy.says("/menu")
    assert lines(noy)[1:] == [
        "📨 Version 1 of the plan is sent. The experts are reading it",
        "Nothing to do yet. Go on with lesson 1?",
    ]
    assert noy.sees.buttons() == ["📚 Go on: lesson 1", "📝 See the plan as sent"]
    noy.taps("Go on: lesson 1")
    assert " – page 3 of " in noy.sees.text


def test_comments_come_before_everything_else_that_waits(story: Story) -> None:
    noy = story.known("Noy", language="en")
    planned(story, noy, story.group(noy), story.round(), PlanState.RETURNED)
    noy.says("/menu")
    assert lines(noy)[-1] == "💬 The experts have read the plan and left comments. Open them?"
    assert noy.sees.buttons()[0] == "💬 Open the comments"


def test_an_approved_plan_shows_the_next_work(story: Story) -> None:
    noy = story.known("Noy", language="en")
    planned(story, noy, story.group(noy), story.round(days=90), PlanState.APPROVED)
    noy.says("/start")
    assert lines(noy)[1:] == ["0 of 1 piece of work done", "ຊື້ແນວພັນ – Noy", "⏰ 53 days left", "How far is this work?"]
    assert noy.sees.buttons() == ["🔨 Open this work", "🔨 All the work", "💰 Write money"]
    story.wait(days=55)
    noy.says("/start")
    assert lines(noy)[3] == "🔴 2 days late"


def test_work_past_its_day_comes_before_the_plan_of_a_new_round(story: Story) -> None:
    noy = story.known("Noy", language="en")
    group = story.group(noy)
    planned(story, noy, group, story.round(days=60), PlanState.APPROVED)
    story.wait(days=61)
    planned(story, noy, group, story.round(), PlanState.DRAFT, due=31)
    noy.says("/menu")
    assert noy.sees.buttons()[0] == "🔨 Open this work"
    noy.says("🧭 More")
    assert noy.sees.buttons()[0] == "📝 The group's plan"


def test_who_is_asked_for_agreement_is_led_there_until_they_have_answered(story: Story) -> None:
    noy, seng = (story.known(name, language="en") for name in ("Noy", "Seng"))
    plan = planned(story, noy, story.group(noy, seng), story.round(agreement="half"), PlanState.DRAFT, "idea")
    with story.database.begin() as uow:
        found = uow.plans.get(plan)
        assert found is not None
        uow.agreements.put(plan, noy.me, agrees=True, revision=found.revision, now=story.now)
    seng.says("/menu")
    assert lines(seng)[-1] == "The group has written its plan. Do you agree to send it?"
    seng.taps("👍 Read and answer")
    seng.taps("I agree")
    for someone in (noy, seng):
        someone.says("/menu")
        assert "Do you agree" not in someone.sees.text


def test_who_is_in_no_group_finds_it_from_here(story: Story) -> None:
    bo = story.known("Bo")
    bo.says("/menu")
    assert lines(bo) == ["ທ່ານຍັງບໍ່ທັນເຂົ້າກຸ່ມ", "ຊອກຫາກຸ່ມດຽວນີ້ບໍ?"]
    assert bo.sees.buttons() == ["👥 ຊອກຫາກຸ່ມ", "📚 ເລີ່ມຮຽນ"]


def test_roles_see_what_waits_for_them_each_with_its_button(story: Story) -> None:
    kham = story.known("Dr. Kham", language="en", roles=(Role.EXPERT,))
    mali = story.known("Mali", language="en", roles=(Role.STAFF,))
    with story.database.begin() as uow:
        village = uow.groups.village("1704", "X", state="proposed")
        uow.groups.add(now=story.now, name="G", village_id=village, state="proposed", zone="Asia/Vientiane")
    kham.says("/menu")
    assert lines(kham) == ["Dr. Kham", "Nothing is waiting for you at present"]
    assert kham.sees.buttons() == ["⭐ Reviews"]
    mali.says("/menu")
    assert lines(mali) == ["Mali", "👥 New groups that wait for an answer: 1", "What would you like to do?"]
    mali.taps("👥 Groups")
    assert "🆕 G" in mali.sees.buttons()


def test_a_button_of_the_other_language_and_of_earlier_days_still_works(story: Story) -> None:
    noy = story.known("Noy", language="en")
    story.group(noy)
    noy.says("👥 ສະມາຊິກກຸ່ມ")
    assert noy.sees.text == "ກຸ່ມໜໍ່ໄມ້ຝຣັ່ງ\n1 member\nInvite members?"


def test_cancel_leaves_and_says_that_nothing_is_lost(story: Story) -> None:
    noy = story.known("Noy", language="en")
    noy.says("/settings")
    noy.taps("About me")
    noy.taps("Change the name")
    noy.says("/cancel")
    assert lines(noy)[-2:] == [
        "Nothing is lost. What you answered is kept, and you can go on any day",
        "Find your group now?",
    ]


def test_an_unknown_command_is_answered_kindly(story: Story) -> None:
    noy = story.known("Noy")
    noy.says("/dance")
    assert "ຍັງບໍ່ມີຄຳສັ່ງ /dance. ເລືອກປຸ່ມລຸ່ມນີ້" in lines(noy)


def test_the_staff_page_stays_closed_to_others(story: Story) -> None:
    bo = story.known("Bo", language="en")
    for words in ("👥 Groups", "🏘 Groups"):
        bo.says(words)
        assert "This part is not open to you" in lines(bo)


def test_a_failure_is_told_in_the_language_of_the_person(story: Story) -> None:
    from bot.services import notices

    noy, mali = story.known("Noy", language="en"), story.known("Mali", roles=(Role.ADMIN,))
    with story.database.begin() as uow:
        notices.turn_failed(uow, noy.number, "K7Q2", now=story.now)
    story.deliver()
    assert noy.sees.text == ("Sorry, the system has a problem. Your answer is kept. Try again later\nCode: K7Q2")
    assert mali.sees.text == "ມີຂໍ້ຄວາມໜຶ່ງທີ່ລະບົບຍັງອ່ານບໍ່ໄດ້ ຈຶ່ງເກັບໄວ້ກ່ອນ. ລະຫັດ: K7Q2"


# The large keyboard --------------------------------------------------------------------------------------------------
@pytest.mark.parametrize(
    ("roles", "member", "passed", "keys"),
    [
        ((), True, False, ["📚 Lessons", "📝 Plan", "❓ Ask", "🧭 More"]),
        ((), True, True, ["📚 Lessons", "🔨 Work", "❓ Ask", "🧭 More"]),
        ((), False, False, ["📚 Lessons", "👥 Find my group", "❓ Ask", "🧭 More"]),
        ((Role.EXPERT,), False, False, ["⭐ Reviews", "❓ Questions", "📚 Lessons", "🧭 More"]),
        ((Role.STAFF,), False, False, ["📣 Announcements", "👥 Groups", "❓ Questions", "🧭 More"]),
        ((Role.EXPERT,), True, False, ["⭐ Reviews", "📚 Lessons", "❓ Questions", "🧭 More"]),
        ((Role.STAFF, Role.EXPERT), True, True, ["⭐ Reviews", "📣 Announcements", "📚 Lessons", "🧭 More"]),
    ],
)
def test_the_keyboard_has_two_rows_and_what_has_no_key_stands_behind_the_last(
    story: Story, roles: tuple[Role, ...], member: bool, passed: bool, keys: list[str]
) -> None:
    noy = story.known("Noy", language="en", roles=roles)
    if member:
        group, round_id = story.group(noy), story.round()
        if passed:
            planned(story, noy, group, round_id, PlanState.APPROVED)
    noy.says("/menu")
    assert noy.keyboard == [keys[:2], keys[2:]]
    noy.says("🧭 More")
    behind = noy.sees.buttons()
    assert not set(behind) & set(keys)
    assert behind[-2:] == ["💡 How to use this", "⚙️ Settings"]
    if not roles:
        assert len(behind) <= 8
        assert len(noy.sees.rows) <= 6
    noy.taps("⚙️ Settings")
    noy.taps("◀ Back")
    assert noy.sees.buttons() == behind


def test_the_keyboard_comes_once_and_with_menu_again(story: Story) -> None:
    noy = story.known("Noy", language="en")
    story.group(noy)
    noy.says("/menu")
    first = [bubble for bubble in noy.phone.values() if bubble.keyboard]
    assert [bubble.text for bubble in first] == [f"👥 {GROUP}"]
    noy.says("/settings")
    noy.taps("◀ Back")
    assert noy.sees.buttons()[0] == "📚 Begin the lesson"
    assert [bubble for bubble in noy.phone.values() if bubble.keyboard] == first
    noy.says("/menu")
    assert len([bubble for bubble in noy.phone.values() if bubble.keyboard]) == 2


def test_another_language_changes_the_keyboard_at_once_and_leaves_one_page(story: Story) -> None:
    noy = story.known("Noy")
    story.group(noy)
    for before in ("/menu", "/lessons"):  # a phone that an earlier version gave its keyboard to, and one of this
        noy.says("/settings")
        noy.says("/language")
        asked = max(noy.phone)
        bubble, button = noy.bubble("English")
        for _ in range(2):  # a double tap
            noy.forges(button["data"], bubble.id)
        assert noy.keyboard == [["📚 Lessons", "📝 Plan"], ["❓ Ask", "🧭 More"]]
        assert asked not in noy.phone
        assert "You read yourself" in noy.sees.text
        assert len([one for one in noy.phone.values() if one.id >= asked]) == 2  # the line, and the page below it
        noy.says(before)
        with story.database.begin() as uow:
            uow.people.change(noy.me, language="lo")
        noy.says("/menu")


def test_a_role_and_a_plan_that_passes_change_the_keyboard_with_the_next_page(story: Story) -> None:
    noy = story.known("Noy", language="en")
    group, round_id = story.group(noy), story.round()
    plan = planned(story, noy, group, round_id, PlanState.DRAFT)
    noy.says("/menu")
    with story.database.begin() as uow:
        uow.plans.change(plan, now=story.now + timedelta(days=1), state="approved")
    noy.says("📝 Plan")
    assert noy.keyboard[0] == ["📚 Lessons", "🔨 Work"]
    with story.database.begin() as uow:
        uow.people.put_role(noy.me, Role.EXPERT, "confirmed", now=story.now)
    noy.taps("🔨 Work to do")
    assert noy.keyboard == [["⭐ Reviews", "📚 Lessons"], ["❓ Questions", "🧭 More"]]
    assert noy.sees.text == "ກຸ່ມໜໍ່ໄມ້ຝຣັ່ງ\n0 of 1 piece of work done\nWhich work?"


def test_without_a_keyboard_on_the_phone_nothing_but_the_first_page_brings_one(story: Story) -> None:
    noy = story.known("Noy")
    story.group(noy)
    noy.says("/lessons")
    assert not noy.keyboard
