"""The month's money: to every member on the first working day, once, at the group's hour; nothing private in a chat."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest

from bot.domain.ids import ActionId, ChatId, GroupId
from bot.services.money import expenses, summaries
from bot.services.reminders import pauses
from tests.follow_up import TITLE, action, approved
from tests.services.actions.test_checkins import person
from tests.story import LIBRARY, Someone, Story

FIRST = datetime(2026, 12, 1, 1, 0, tzinfo=UTC)  # Tuesday, eight o'clock in Laos


def summarize(story: Story) -> int:
    with story.database.begin() as uow:
        found = summaries.send_due(uow, LIBRARY, now=story.now)
    story.deliver()
    return found


class Accounts:
    """Noy leads, Seng spent money in November; La has no phone."""

    def __init__(self, story: Story, *, language: str = "en", chat: bool = False) -> None:
        self.story = story
        self.noy, self.seng = story.known("Noy", language=language), story.known("Seng", language=language)
        self.group: GroupId = story.group(self.noy, self.seng)
        self.key: ActionId = action(story, approved(story, self.group), date(2026, 12, 10), self.seng)
        with story.database.begin() as uow:
            la = uow.people.add(now=story.now, name="La", language="lo", listens=False, consented_at=story.now)
            uow.groups.join(self.group, la, leader=False, now=story.now)
            if chat:
                uow.groups.change(self.group, chat_id=ChatId(-500), chat_language="lo")

    def spend(self, someone: Someone, kip: int, *, words: str = "") -> None:
        who = person(self.story, someone)
        with self.story.database.begin() as uow:
            new = expenses.add(uow, self.key, kip, by=who, now=self.story.now)
            uow.expenses.change(new, words=words)


def test_every_member_hears_it_and_the_leader_reads_it_to_those_without_a_phone(story: Story) -> None:
    accounts = Accounts(story, language="lo")
    accounts.spend(accounts.seng, 200_000, words="ແນວພັນ 20 ກິໂລ")
    accounts.spend(accounts.noy, 50_000)
    story.now = FIRST
    assert summarize(story) == 1
    text = (
        f"💰 ເງິນຂອງກຸ່ມ ເດືອນ ພະຈິກ 2026\n{TITLE}\nໃຊ້ໄປໃນເດືອນນີ້: 250.000 ກີບ (ສອງແສນຫ້າສິບພັນ)\n\n"
        "• ແນວພັນ 20 ກິໂລ: 200.000 ກີບ – Seng\n• ຊື້ແນວພັນ: 50.000 ກີບ – Noy\n\n"
        "ທັງແຜນ ມາຮອດດຽວນີ້:\nວາງແຜນໄວ້ 500.000 ກີບ, ໃຊ້ຕົວຈິງ 250.000 ກີບ\nຍັງເຫຼືອ 250.000 ກີບ"
    )
    assert accounts.seng.sees.text == text
    assert accounts.noy.sees.text == text + "\n\n🔊 ຊ່ວຍອ່ານໃຫ້ La ຟັງແດ່ ເພາະເພິ່ນບໍ່ມີໂທລະສັບ"
    accounts.seng.taps("💰 ເງິນຂອງກຸ່ມ")
    assert "💰 ໃຊ້ໄປ 250.000 ກີບ, ຍັງເຫຼືອ 250.000 ກີບ" in accounts.seng.sees.text


def test_it_comes_at_the_groups_hour_once_and_never_before(story: Story) -> None:
    accounts = Accounts(story)
    accounts.spend(accounts.seng, 200_000)
    story.now = FIRST.replace(hour=0, minute=59)
    assert summarize(story) == 0
    story.now = FIRST
    assert [summarize(story) for _ in range(3)] == [1, 0, 0]
    story.wait(days=5)
    assert summarize(story) == 0
    assert len(accounts.seng.phone) == 1


def test_where_nothing_was_spent_nobody_hears_anything(story: Story) -> None:
    accounts = Accounts(story)
    story.now = FIRST
    assert summarize(story) == 0
    accounts.spend(accounts.seng, 200_000)
    story.wait(hours=3)
    assert summarize(story) == 0
    assert accounts.seng.phone == {}


def test_a_holiday_moves_it_to_the_next_working_day(story: Story) -> None:
    accounts = Accounts(story)
    accounts.spend(accounts.seng, 200_000)
    with story.database.begin() as uow:
        uow.holidays.add(date(2026, 12, 1), date(2026, 12, 2), "", now=story.now)
        assert summaries.next_at(uow, LIBRARY, now=story.now) == datetime(2026, 12, 3, 1, tzinfo=UTC)
    story.now = FIRST
    assert summarize(story) == 0
    story.wait(days=1)
    assert summarize(story) == 0
    story.wait(days=1)
    assert summarize(story) == 1


def test_a_group_that_rests_hears_of_it_afterwards(story: Story) -> None:
    accounts = Accounts(story)
    accounts.spend(accounts.seng, 200_000)
    noy = person(story, accounts.noy)
    with story.database.begin() as uow:
        pauses.pause(uow, LIBRARY, accounts.group, date(2026, 12, 8), by=noy, now=story.now)
    story.now = FIRST
    assert summarize(story) == 0
    story.wait(days=8)
    assert summarize(story) == 1


def test_after_an_outage_of_months_only_the_last_month_comes(story: Story) -> None:
    accounts = Accounts(story)
    accounts.spend(accounts.seng, 200_000)
    story.now = datetime(2027, 1, 20, 3, tzinfo=UTC)
    accounts.spend(accounts.seng, 70_000)
    story.now = datetime(2027, 2, 15, 3, tzinfo=UTC)
    assert summarize(story) == 1
    assert summarize(story) == 0
    assert "Spent in this month: 70,000 kip" in accounts.seng.sees.text


def test_a_correction_is_told_and_an_amount_is_of_the_day_in_the_groups_own_zone(story: Story) -> None:
    accounts = Accounts(story)
    story.now = datetime(2026, 11, 30, 18, 0, tzinfo=UTC)  # in Laos it is the first of December
    accounts.spend(accounts.seng, 200_000)
    story.now = FIRST
    assert summarize(story) == 0
    seng = person(story, accounts.seng)
    with story.database.begin() as uow:
        [one] = uow.expenses.of_actions([accounts.key])
        expenses.correct(uow, one.id, 150_000, by=seng, now=story.now)
    story.now = datetime(2027, 1, 2, 1, tzinfo=UTC)
    summarize(story)
    story.wait(days=5)
    summarize(story)
    assert "Spent in this month: 150,000 kip" in accounts.seng.sees.text
    assert "Amounts that were put right: 1" in accounts.seng.sees.text


def test_the_groups_chat_hears_only_that_it_is_ready(story: Story) -> None:
    accounts = Accounts(story, chat=True)
    accounts.spend(accounts.seng, 200_000)
    story.now = FIRST
    summarize(story)
    [bubble] = story.phones[-500].values()
    assert bubble.text == "💰 ສະຫຼຸບເງິນຂອງກຸ່ມໃນເດືອນ ພະຈິກ 2026 ແລ້ວ. ເປີດເບິ່ງໃນແຊັດສ່ວນຕົວ"
    assert bubble.rows[0][0]["url"] == f"https://t.me/phaen_bot?start=money-{accounts.group}"
    accounts.seng.says(f"/start money-{accounts.group}")
    assert "💰 Used 200,000 kip" in accounts.seng.sees.text
    bo = story.known("Bo", language="en")
    bo.says(f"/start money-{accounts.group}")
    assert "200,000" not in bo.sees.text


@pytest.mark.parametrize("link", ["money-x", "money-99999999999", "money-77"])
def test_a_forged_link_opens_no_money(story: Story, link: str) -> None:
    accounts = Accounts(story)
    accounts.spend(accounts.seng, 200_000)
    accounts.seng.says(f"/start {link}")
    assert "200,000" not in accounts.seng.sees.text


def test_a_member_taken_out_before_it_leaves_hears_nothing(story: Story) -> None:
    accounts = Accounts(story)
    accounts.spend(accounts.seng, 200_000)
    story.now, story.delivering = FIRST, False
    with story.database.begin() as uow:
        summaries.send_due(uow, LIBRARY, now=story.now)
        uow.groups.leave(accounts.group, accounts.seng.me)
    story.deliver()
    assert accounts.seng.phone == {}
    assert accounts.noy.phone != {}
