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
    assert seng.sees.text == f"{TITLE}\n0 of 2 pieces of work done\nWhich work?"
    assert seng.sees.buttons() == ["🔴 ຊື້ແນວພັນ", "▫️ ຂຸດຂຸມ", "🧭 More"]
    seng.taps("💰 The group's money")
    assert "Planned 1,000,000 kip\n💰 Used 0 kip, 1,000,000 kip left" in seng.sees.text
    noy.says("/actions")
    assert noy.sees.text == f"{TITLE}\nສຳເລັດແລ້ວ 0 ໃນ 2 ວຽກ\nຈະເປີດວຽກໃດ?"


def test_before_the_plan_has_passed_the_page_says_what_comes(story: Story) -> None:
    noy = story.known("Noy")
    story.group(noy)
    noy.says("/actions")
    assert noy.sees.text == "ເມື່ອແຜນຜ່ານແລ້ວ ວຽກຂອງກຸ່ມຈະຢູ່ບ່ອນນີ້\nເບິ່ງແຜນຂອງກຸ່ມບໍ?"


def test_staff_read_any_groups_work_but_do_not_answer_for_it(story: Story) -> None:
    noy, mali = story.known("Noy"), story.known("Mali", language="en", roles=(Role.STAFF,))
    group = story.group(noy)
    key = action(story, approved(story, group), date(2026, 12, 10), noy)
    mali.forges(f"actions.list:{group}")
    assert mali.sees.has("ກຸ່ມໜໍ່ໄມ້ຝຣັ່ງ", "0 of 1 piece of work done")
    mali.taps("▫️ ຊື້ແນວພັນ")
    assert mali.sees.buttons() == ["🔨 All the work", "🧭 More"]
    mali.forges(f"actions.checkin!done:{key};0")
    assert mali.sees.has("Only members of the group can do this")
    noy.says("/actions")
    assert "▫️ ຊື້ແນວພັນ" in noy.sees.buttons()


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
    assert noy.sees.buttons() == ["▫️ ຊື້ແນວພັນ", "🧭 ຕື່ມ"]


def test_a_link_from_the_groups_chat_opens_the_action(story: Story) -> None:
    noy = story.known("Noy")
    key = action(story, approved(story, story.group(noy)), date(2026, 12, 10), noy)
    noy.says(f"/start a-{key}")
    assert noy.sees.text == ("ຊື້ແນວພັນ – Noy\n⏰ ຍັງເຫຼືອ 17 ມື້\nວຽກນີ້ເຮັດຮອດໃສແລ້ວ?")
    noy.says("/start a-all")
    assert "ຈະເປີດວຽກໃດ?" in noy.sees.text


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
    assert [label[:4] for label in noy.sees.buttons()[:2]] == ["▫️ 0", "▫️ 1"]
    for _ in range(9):
        noy.taps("ວຽກອື່ນ ▶")
    assert noy.sees.buttons()[0].startswith("▫️ 36 ")
    noy.taps("ວຽກອື່ນ ▶")
    assert noy.sees.buttons()[0].startswith("▫️ 0 ")
