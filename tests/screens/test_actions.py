"""The work of a plan: what is due and what it costs, in both languages, for members and staff and nobody else."""

from __future__ import annotations

from datetime import date

import pytest

from bot.domain.people import Role
from tests.follow_up import TITLE, action, approved
from tests.story import Story


def test_the_work_is_listed_by_due_date_with_owner_and_money(story: Story) -> None:
    noy, seng = story.known("Noy"), story.known("Seng", language="en")
    plan = approved(story, story.group(noy, seng))
    action(story, plan, date(2026, 12, 10), seng, what="ຂຸດຂຸມ")
    action(story, plan, date(2026, 11, 20), noy)
    seng.says("/actions")
    assert seng.sees.text == (
        f"🔨 Work to do\n{TITLE}\nກຸ່ມໜໍ່ໄມ້ຝຣັ່ງ\n\n"
        "🔴 ຊື້ແນວພັນ\nNoy\n20/11/2026, 3 days late\nPlanned 500,000 kip\n\n"
        "⚪ ຂຸດຂຸມ\nSeng\n10/12/2026, 17 days left\nPlanned 500,000 kip\n\n"
        "Planned 1,000,000 kip, spent 0 kip\nStill left: 1,000,000 kip"
    )
    assert seng.sees.buttons() == ["🔴 ຊື້ແນວພັນ", "⚪ ຂຸດຂຸມ", "💰 The group's money"]
    noy.says("/actions")
    assert "ລວມ" not in noy.sees.text
    assert "ວາງແຜນໄວ້ 1.000.000 ກີບ, ໃຊ້ຕົວຈິງ 0 ກີບ" in noy.sees.text


def test_before_the_plan_has_passed_the_page_says_what_comes(story: Story) -> None:
    noy = story.known("Noy")
    story.group(noy)
    noy.says("/actions")
    assert noy.sees.text == "ເມື່ອແຜນຜ່ານແລ້ວ ວຽກຂອງກຸ່ມຈະຢູ່ບ່ອນນີ້"


def test_staff_read_any_groups_work_but_do_not_answer_for_it(story: Story) -> None:
    noy, mali = story.known("Noy"), story.known("Mali", language="en", roles=(Role.STAFF,))
    group = story.group(noy)
    key = action(story, approved(story, group), date(2026, 12, 10), noy)
    mali.forges(f"actions.list:{group}")
    assert mali.sees.text.startswith("🔨 Work to do")
    mali.taps("⚪ ຊື້ແນວພັນ")
    assert mali.sees.buttons() == ["💰 Money", "🔨 All the work"]
    mali.forges(f"actions.checkin!done:{key};0")
    assert mali.sees.text.startswith("Only members of the group can do this")
    noy.says("/actions")
    assert "⚪ ຊື້ແນວພັນ" in noy.sees.text


def test_strangers_other_groups_and_removed_members_get_nowhere(story: Story) -> None:
    noy, seng, dao = story.known("Noy"), story.known("Seng"), story.known("Dao", language="en")
    group = story.group(noy, seng)
    story.group(dao, name="ກຸ່ມກາເຟ")
    key = action(story, approved(story, group), date(2026, 12, 10), noy)
    bo = story.somebody("Bo")
    with story.database.begin() as uow:
        uow.groups.leave(group, seng.me)
    for someone in (bo, seng, dao):
        for claim in (f"actions.list:{group}", f"actions.checkin:{key}", f"actions.checkin!done:{key};0"):
            someone.forges(claim)
            assert "ຊື້ແນວພັນ" not in someone.sees.text
        someone.says(f"/start a-{key}")
        assert "ຊື້ແນວພັນ" not in someone.sees.text
    noy.says("/actions")
    assert noy.sees.buttons() == ["⚪ ຊື້ແນວພັນ", "💰 ເງິນຂອງກຸ່ມ"]


def test_a_link_from_the_groups_chat_opens_the_action(story: Story) -> None:
    noy = story.known("Noy")
    key = action(story, approved(story, story.group(noy)), date(2026, 12, 10), noy)
    noy.says(f"/start a-{key}")
    assert noy.sees.text == (
        "⚪ ຊື້ແນວພັນ\nຜູ້ຮັບຜິດຊອບ: Noy\nມື້ຮອດກຳນົດ: ວັນພະຫັດ, 10 ທັນວາ 2026\nຍັງເຫຼືອ 17 ມື້\nວາງແຜນໄວ້ 500.000 ກີບ"
    )
    noy.says("/start a-all")
    assert "🔨 ວຽກທີ່ຕ້ອງເຮັດ" in noy.sees.text


def test_a_forged_link_is_answered_kindly(story: Story) -> None:
    noy = story.known("Noy", language="en")
    for rest in ("x", "99999999999", "0", "໑"):
        noy.says(f"/start a-{rest}")
        assert "This page is not there any more" in noy.sees.text


@pytest.mark.slow
def test_a_long_list_is_paged_and_fits_a_message(story: Story) -> None:
    noy = story.known("Noy")
    plan = approved(story, story.group(noy))
    for number in range(40):
        action(story, plan, date(2026, 12, 10), noy, what=f"{number} " + "ວຽກຍາວ " * 60)
    noy.says("/actions")
    assert len(noy.sees.text) <= 4096
    assert [label[:4] for label in noy.sees.buttons()[:2]] == ["⚪ 0 ", "⚪ 1 "]
    for _ in range(3):
        noy.taps("ເບິ່ງຕື່ມ ▶")
    assert noy.sees.buttons()[0].startswith("⚪ 30 ")
    assert "ເບິ່ງຕື່ມ ▶" not in noy.sees.buttons()
