"""Reminders as people live with them: undone answers, a rest, a changed setting, a phone that is off, a bot blocked."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import pytest

from bot.domain.delivery import SendState
from bot.domain.ids import AccountId, ActionId, ChatId, GroupId
from bot.domain.people import Role
from bot.domain.plans import Action, ActionState
from tests.follow_up import action, approved, remind
from tests.story import Someone, Story

CHAT = -500


def at(story: Story, *moment: int) -> None:
    """The clock shows this hour of UTC; Laos is seven hours ahead."""
    story.now = datetime(*moment, tzinfo=UTC)  # type: ignore[misc, arg-type]


def farmers(story: Story, *, language: str = "en", chat: bool = False) -> tuple[Someone, Someone, GroupId]:
    """Noy leads, Seng is a member; perhaps the group has a Telegram chat."""
    noy, seng = story.known("Noy", language=language), story.known("Seng", language=language)
    group = story.group(noy, seng)
    if chat:
        with story.database.begin() as uow:
            uow.groups.change(group, chat_id=ChatId(CHAT), chat_language=language)
    return noy, seng, group


def kept(story: Story, key: ActionId) -> Action:
    with story.database.begin() as uow:
        found = uow.actions.get(key)
    assert found is not None
    return found


def rang(story: Story, someone: Someone) -> int:
    """How many messages someone's phone shows."""
    return len(story.phones[someone.number])


# Taking an answer back ------------------------------------------------------------------------------------------------
@pytest.mark.parametrize(
    ("language", "told", "take", "ask", "taken", "back"),
    [
        (
            "lo",
            "ຊື້ແນວພັນ\nSeng: ✅ ສຳເລັດແລ້ວ",
            "ຖອນຄຳຕອບ",
            "ຊື້ແນວພັນ – Seng\nSeng: ✅ ສຳເລັດແລ້ວ\nຖອນຄຳຕອບນີ້ບໍ? ວຽກຈະກັບເປັນຄືເກົ່າ",
            "✅ ຖອນແລ້ວ. ວຽກກັບເປັນຄືເກົ່າ",
            "ຊື້ແນວພັນ\nNoy ຖອນຄຳຕອບ: ✅ ສຳເລັດແລ້ວ",
        ),
        (
            "en",
            "ຊື້ແນວພັນ\nSeng: ✅ Done",
            "Take it back",
            "ຊື້ແນວພັນ – Seng\nSeng: ✅ Done\nTake this answer back? The work will be as it was before",
            "✅ Taken back. The work is as it was",
            "ຊື້ແນວພັນ\nNoy took back: ✅ Done",
        ),
    ],
)
def test_the_leader_takes_an_answer_back_within_a_day_and_it_is_asked_again(
    story: Story, language: str, told: str, take: str, ask: str, taken: str, back: str
) -> None:
    noy, seng, group = farmers(story, language=language, chat=True)
    plan = approved(story, group)
    key = action(story, plan, date(2026, 12, 10), seng)
    action(story, plan, date(2027, 6, 1), what="ຂາຍ")  # so that this is not the last work
    at(story, 2026, 12, 10, 1)
    remind(story)
    question, copy = seng.sees.id, max(story.phones[CHAT])
    asked = story.phones[CHAT][copy].text
    seng.forges(f"actions.checkin!done:{key};0", question)
    assert noy.sees.text == told
    assert story.phones[CHAT][copy].text != asked
    story.wait(hours=23, minutes=59)
    noy.taps(take)
    assert noy.sees.text == ask
    noy.taps(take)
    assert noy.sees.has(taken)
    assert kept(story, key).state is ActionState.PLANNED
    assert seng.sees.text == back
    # The copy in the chat asks once more, a day later in the calendar, and its buttons work.
    assert story.phones[CHAT][copy].text != asked
    assert "ຊື້ແນວພັນ" in story.phones[CHAT][copy].text
    assert len(story.phones[CHAT][copy].buttons()) == 5
    tap = next(
        button["data"] for row in story.phones[CHAT][copy].rows for button in row if "!started" in button["data"]
    )
    seng._take("tap", message=copy, chat=CHAT, text=tap, tap="1")
    assert kept(story, key).state is ActionState.STARTED


def test_after_a_day_or_another_answer_nobody_takes_it_back(story: Story) -> None:
    noy, seng, group = farmers(story)
    plan = approved(story, group)
    key = action(story, plan, date(2026, 12, 10), seng)
    action(story, plan, date(2027, 6, 1), what="ຂາຍ")  # so that this is not the last work
    at(story, 2026, 12, 10, 1)
    remind(story)
    seng.taps("✅ Done")
    story.wait(hours=24)
    noy.taps("Take it back")
    assert noy.sees.text.endswith(
        "This answer cannot be taken back any more. You can still say how far the work is now"
    )
    refused = noy.forges("actions.undo!take:1")
    assert refused.toast == "An answer can be taken back for 24 hours. You can still say how far the work is now"
    assert kept(story, key).state is ActionState.DONE


def test_only_owner_leader_and_whoever_answered_take_it_back(story: Story) -> None:
    noy, seng, group = farmers(story)
    dao, bo = story.known("Dao", language="en"), story.known("Bo", language="en")
    with story.database.begin() as uow:
        uow.groups.join(group, dao.me, leader=False, now=story.now)
    key = action(story, approved(story, group), date(2026, 12, 10), seng)
    at(story, 2026, 12, 10, 1)
    remind(story)
    seng.taps("Give me a later day")
    seng.says("15/1/2027")
    seng.taps("Yes")
    assert dao.forges("actions.undo!take:1").toast == "Only the owner of the work and the leader can take this back"
    assert bo.forges("actions.undo!take:1").toast == "This part is not open to you"
    assert (kept(story, key).due, kept(story, key).state) == (date(2027, 1, 15), ActionState.LATE)
    seng.forges("actions.undo!take:1")
    assert (kept(story, key).due, kept(story, key).state) == (date(2026, 12, 10), ActionState.PLANNED)
    assert noy.sees.text == "ຊື້ແນວພັນ\nSeng took back: 📅 Moved from 10/12/2026 to 15/1/2027"
    again = seng.forges("actions.undo!take:1").toast
    assert again == "Somebody has answered again since, or has already taken it back"


# A rest ---------------------------------------------------------------------------------------------------------------
def test_a_group_that_rests_hears_nothing_and_then_one_summary(story: Story) -> None:
    noy, seng, group = farmers(story, chat=True)
    mali = story.known("Mali", roles=(Role.STAFF,))
    plan = approved(story, group)
    for number, what in enumerate(("ຊື້ແນວພັນ", "ຂຸດຂຸມ")):
        action(story, plan, date(2026, 12, 2 + number), seng, what=what)
    noy.says("/settings")
    noy.taps("Reminders of the group")
    noy.taps("Let the group rest")
    noy.taps("Until I say")
    rests = "⏸ The group rests until somebody says “go on”\n💬 Group chat and private"
    assert noy.sees.text == f"ກຸ່ມໜໍ່ໄມ້ຝຣັ່ງ\n{rests}\nShall reminders come again now?"
    assert [bubble.text for bubble in story.phones[CHAT].values()] == [
        "ກຸ່ມໜໍ່ໄມ້ຝຣັ່ງ\n⏸ The group rests until somebody says “go on”\nNoy"
    ]
    for _ in range(25):
        story.wait(days=1)
        remind(story)
    assert (rang(story, seng), rang(story, mali), len(story.phones[CHAT])) == (0, 0, 1)
    noy.taps("Go on now")
    assert noy.sees.has("⏰ Reminders of ກຸ່ມໜໍ່ໄມ້ຝຣັ່ງ come at 8:00", "▶ Reminders come again\nWhat do you want")
    remind(story)
    assert rang(story, seng) == 1
    assert seng.sees.text.startswith("While the group rested, 2 things waited:\n\n🔴 ຊື້ແນວພັນ – Seng\n")
    assert story.phones[CHAT][max(story.phones[CHAT])].text.startswith("While the group rested, 2 things waited:")
    assert rang(story, mali) == 0


def test_a_rest_until_a_day_ends_by_itself_at_the_groups_hour(story: Story) -> None:
    noy, seng, group = farmers(story, language="lo")
    action(story, approved(story, group), date(2026, 12, 2), seng)
    noy.forges(f"reminders.pause:{group}")
    noy.says("5/12/2026")
    noy.taps("ແມ່ນ")
    assert noy.sees.text.startswith("ກຸ່ມໜໍ່ໄມ້ຝຣັ່ງ\n⏸ ກຸ່ມພັກຢູ່. ຈະເຕືອນອີກໃນວັນເສົາ, 5 ທັນວາ 2026")
    at(story, 2026, 12, 4, 1)
    remind(story)
    at(story, 2026, 12, 5, 0, 59)
    remind(story)
    assert rang(story, seng) == 0
    story.wait(minutes=1)
    remind(story)
    assert seng.sees.text == "ຊື້ແນວພັນ – Seng\n🔴 ກາຍກຳນົດ 3 ມື້ແລ້ວ\nມີຫຍັງຫຍຸ້ງຍາກບໍ? ເຮັດຮອດໃສແລ້ວ?"


def test_only_leader_and_staff_let_a_group_rest(story: Story) -> None:
    noy, seng, group = farmers(story)
    mali = story.known("Mali", language="en", roles=(Role.STAFF,))
    assert (
        seng.forges(f"reminders.pause!open:{group}").toast
        == "Only the group leader can do this. You can ask the leader"
    )
    noy.forges(f"reminders.pause:{group}")
    noy.says("yesterday")
    assert noy.sees.has("This day is over. Write a day that is still to come\nOn which day")
    assert noy.sees.buttons()[:3] == ["📅 30/11/2026", "📅 7/12/2026", "📅 Calendar"]
    noy.taps("📅 Calendar")
    noy.taps("30")
    assert noy.sees.has("Monday, 30 November 2026 – is that right?")
    noy.forges(f"reminders.pause:{group}")
    mali.forges(f"reminders.pause!open:{group}")
    assert noy.sees.text == "ກຸ່ມໜໍ່ໄມ້ຝຣັ່ງ\n⏸ The group rests until somebody says “go on”\nMali"


# Where the group hears it ---------------------------------------------------------------------------------------------
@pytest.mark.parametrize(
    ("language", "label", "told"),
    [
        ("lo", "ໃນແຊັດກຸ່ມເທົ່ານັ້ນ", "Mali ປ່ຽນບ່ອນສົ່ງຄຳເຕືອນຂອງ ກຸ່ມໜໍ່ໄມ້ຝຣັ່ງ:\n👥 ໃນແຊັດກຸ່ມເທົ່ານັ້ນ"),
        ("en", "Only in the group chat", "Mali changed where reminders of ກຸ່ມໜໍ່ໄມ້ຝຣັ່ງ come:\n👥 Only in the group chat"),
    ],
)
def test_a_changed_setting_is_seen_by_leader_and_chat_and_nobody_is_asked_twice(
    story: Story, language: str, label: str, told: str
) -> None:
    noy, seng, group = farmers(story, language=language, chat=True)
    mali = story.known("Mali", language=language, roles=(Role.STAFF,))
    key = action(story, approved(story, group), date(2026, 12, 10), seng)
    mali.forges(f"reminders.told:{group}")
    mali.taps(label)
    assert noy.sees.text == told
    assert [bubble.text for bubble in story.phones[CHAT].values()] == [told]
    at(story, 2026, 12, 10, 1)
    remind(story)
    assert rang(story, seng) == 0
    assert "ຊື້ແນວພັນ" in story.phones[CHAT][max(story.phones[CHAT])].text
    copy = max(story.phones[CHAT])
    before = rang(story, noy)
    seng._take("tap", message=copy, chat=CHAT, text=f"actions.shared!started:{key};0", tap="1")
    assert rang(story, noy) == before  # the answer is seen in the chat


def test_in_private_only_the_chat_hears_nothing(story: Story) -> None:
    noy, seng, group = farmers(story, chat=True)
    action(story, approved(story, group), date(2026, 12, 10), seng)
    noy.forges(f"reminders.told!choose:{group};private")
    shown = len(story.phones[CHAT])
    at(story, 2026, 12, 10, 1)
    remind(story)
    assert (rang(story, seng), len(story.phones[CHAT])) == (1, shown)


# People who cannot be reached -----------------------------------------------------------------------------------------
@pytest.mark.parametrize(
    ("language", "summary", "below"),
    [
        ("lo", "⏰ ມີ 5 ວຽກທີ່ບໍ່ຄວນລືມ:", "⏰ ວຽກ 1\n⬇️ ຄຳຖາມຢູ່ຂໍ້ຄວາມລຸ່ມນີ້"),
        ("en", "⏰ 5 pieces of work to remember:", "⏰ ວຽກ 1\n⬇️ Asked again below"),
    ],
)
def test_somebody_offline_for_a_fortnight_finds_one_summary(
    story: Story, language: str, summary: str, below: str
) -> None:
    _, seng, group = farmers(story, language=language)
    plan = approved(story, group)
    for number in range(1, 6):
        action(story, plan, date(2026, 11, 25) + timedelta(days=2 * number), seng, what=f"ວຽກ {number}")
    seng.says("/menu")
    menu = rang(story, seng)
    for _ in range(14):
        story.wait(days=1)
        remind(story)
    shown = [bubble for _, bubble in sorted(story.phones[seng.number].items())][menu:]
    assert len(shown) == 3
    assert [bubble.text for bubble in shown[:2]] == [below, below]
    assert [bubble.buttons() for bubble in shown[:2]] == [[], []]
    assert shown[2].text.startswith(summary)
    assert len(shown[2].buttons()) == 6
    seng.says("/menu")  # back again: from now on every reminder is a message of its own
    story.wait(days=1)
    remind(story)
    assert rang(story, seng) > menu + 3


@pytest.mark.parametrize(
    ("language", "asks"),
    [
        ("lo", "ຊື້ແນວພັນ – Seng\n⏰ ຍັງເຫຼືອ 3 ມື້\nຊ່ວຍຖາມ Seng ແດ່\nວຽກນີ້ເຮັດຮອດໃສແລ້ວ?"),
        ("en", "ຊື້ແນວພັນ – Seng\n⏰ 3 days left\nPlease ask Seng\nHow far is this work?"),
    ],
)
def test_when_somebody_blocks_the_bot_the_leader_hears_what_they_were_asked(
    story: Story, language: str, asks: str
) -> None:
    from bot.services.reminders import reminders

    noy, seng, group = farmers(story, language=language)
    action(story, approved(story, group), date(2026, 12, 10), seng)
    at(story, 2026, 12, 7, 1)
    story.delivering = False
    with story.database.begin() as uow:
        from tests.story import LIBRARY

        reminders.send_due(uow, LIBRARY, now=story.now)
        (row,) = uow.outbox.due(now=story.now, limit=5)
        # Telegram says: blocked by the user. This is what the sender does then.
        uow.people.mark_account(AccountId(seng.number), "blocked", now=story.now)
        reminders.undelivered(uow, row, now=story.now)
    story.wait(minutes=1)
    with story.database.begin() as uow:
        reminders.send_due(uow, LIBRARY, now=story.now)
    story.deliver()
    assert noy.sees.text == asks


def test_whoever_blocked_the_bot_and_came_back_is_asked_themselves_and_others_not_twice(story: Story) -> None:
    from bot.services.reminders import reminders
    from bot.store.attempts import Settled
    from tests.story import LIBRARY

    noy, seng, group = farmers(story)
    action(story, approved(story, group), date(2026, 12, 10), seng)
    with story.database.begin() as uow:
        uow.groups.change(group, chat_id=ChatId(CHAT), chat_language="en")
    at(story, 2026, 12, 7, 1)
    story.delivering = False
    with story.database.begin() as uow:
        reminders.send_due(uow, LIBRARY, now=story.now)
        row = next(row for row in uow.outbox.due(now=story.now, limit=5) if row.chat == seng.number)
        uow.attempts.settle([Settled(row.id, SendState.REFUSED, reason="blocked")], now=story.now)
        reminders.undelivered(uow, row, now=story.now)
    story.wait(minutes=1)
    remind(story)
    assert seng.sees.text == "ຊື້ແນວພັນ – Seng\n⏰ 3 days left\nHow far is this work?"
    assert (len(story.phones[CHAT]), rang(story, noy)) == (1, 0)


def test_what_the_chat_of_a_group_does_not_take_is_asked_in_private(story: Story) -> None:
    from bot.services.reminders import reminders
    from bot.store.attempts import Settled
    from tests.story import LIBRARY

    _, seng, group = farmers(story)
    action(story, approved(story, group), date(2026, 12, 10), seng)
    with story.database.begin() as uow:
        uow.groups.change(group, chat_id=ChatId(CHAT), chat_language="en", told="chat")
    at(story, 2026, 12, 7, 1)
    story.delivering = False
    with story.database.begin() as uow:
        reminders.send_due(uow, LIBRARY, now=story.now)
        (row,) = uow.outbox.due(now=story.now, limit=5)
        assert row.chat == CHAT
        uow.attempts.settle([Settled(row.id, SendState.REFUSED, reason="not allowed")], now=story.now)
        reminders.undelivered(uow, row, now=story.now)
    story.wait(minutes=1)
    remind(story)
    assert seng.sees.text == "ຊື້ແນວພັນ – Seng\n⏰ 3 days left\nHow far is this work?"
    assert not story.phones.get(CHAT)


# Holidays -------------------------------------------------------------------------------------------------------------
def test_staff_add_a_holiday_and_what_falls_on_it_comes_the_next_working_morning(story: Story) -> None:
    mali = story.known("Mali", language="en", roles=(Role.STAFF,))
    noy, seng, group = farmers(story, language="lo")
    action(story, approved(story, group), date(2027, 4, 16), seng)
    mali.says("/holidays")
    assert "14/4/2027 – 16/4/2027 Lao New Year" in mali.sees.text
    mali.taps("Add a holiday")
    mali.says("17/4/2027 to 18/4/2027")
    assert (
        mali.sees.text
        == "Saturday, 17 April 2027 – Sunday, 18 April 2027\nNobody will be reminded on these days. Is that right?"
    )
    mali.taps("Yes")
    mali.says("Boat races")
    assert "17/4/2027 – 18/4/2027 Boat races" in mali.sees.text
    for day in range(12, 19):
        at(story, 2027, 4, day, 3)
        remind(story)
    # Three days before, on the 13th; the day itself is a holiday, and so are the two after it.
    assert [bubble.text for bubble in seng.phone.values()] == ["ຊື້ແນວພັນ – Seng\n⏰ ຍັງເຫຼືອ 3 ມື້\nວຽກນີ້ເຮັດຮອດໃສແລ້ວ?"]
    at(story, 2027, 4, 19, 0, 59)
    remind(story)
    assert rang(story, seng) == 1
    story.wait(minutes=1)
    remind(story)
    assert seng.sees.text == "ຊື້ແນວພັນ – Seng\n🔴 ກາຍກຳນົດ 3 ມື້ແລ້ວ\nມີຫຍັງຫຍຸ້ງຍາກບໍ? ເຮັດຮອດໃສແລ້ວ?"
    mali.says("/holidays")
    mali.taps("🗑 17/4/2027")
    assert noy.phone == {}


def test_a_holiday_is_chosen_on_the_calendar_and_removed(story: Story) -> None:
    mali, bo = story.known("Mali", language="en", roles=(Role.STAFF,)), story.known("Bo", language="en")
    mali.says("/holidays")
    mali.taps("Add a holiday")
    mali.taps("27")
    assert mali.sees.text == "Friday, 27 November 2026 – until which day?"
    mali.taps("Only this day")
    mali.taps("Yes")
    mali.taps("Skip")
    mali.taps("🗑 27/11/2026")
    mali.taps("Remove it")
    assert mali.sees.text.startswith("Removed. These are working days again")
    assert "27/11/2026" not in mali.sees.text
    assert bo.forges("holidays.list").toast == "This part is not open to you"
    mali.forges("holidays.sure!keep:20200101,20200102")
    assert "1/1/2020" not in mali.sees.text


# The timetable --------------------------------------------------------------------------------------------------------
def test_staff_change_the_days_of_a_group_and_go_back(story: Story) -> None:
    mali = story.known("Mali", language="en", roles=(Role.STAFF,))
    noy, seng, group = farmers(story)
    key = action(story, approved(story, group), date(2026, 12, 20), seng)

    def days() -> list[tuple[int, str]]:
        with story.database.begin() as uow:
            return [(row.days, row.recipient) for row in uow.reminders.waiting(key)]

    usual = [(-3, "owner"), (0, "owner"), (3, "owner"), (5, "leader"), (10, "staff")]
    assert days() == usual
    mali.forges(f"timetable.page:group,{group}")
    assert mali.sees.text == (
        "🗓 Days of reminders\n\nກຸ່ມໜໍ່ໄມ້ຝຣັ່ງ\n\n▶ Start: on the day\n"
        "⏰ Last day: 3 days before, on the day, 3 days after\n\n"
        "No answer: the leader hears after 5 days\nNo answer: staff hear after 10 days\n\nThese days hold for all\n\n"
        "▶ counts from the start, ⏰ from the last day, 👑 leader and 🏢 staff when nobody answers"
    )
    mali.taps("⏰ -14")
    mali.taps("✅ +3")
    mali.taps("👑 2")
    mali.taps("🏢 –")
    assert (
        "⏰ Last day: 14 days before, 3 days before, on the day\n\nNo answer: the leader hears after 2 days"
        in mali.sees.text
    )
    assert days() == [(-14, "owner"), (-3, "owner"), (0, "owner"), (2, "leader")]
    assert noy.forges(f"timetable.page!choose:group,{group};moments,7").toast == "This part is not open to you"
    mali.taps("As for all")
    assert days() == usual
    with story.database.begin() as uow:
        from sqlalchemy import text

        verbs = [row.verb for row in uow.connection.execute(text("SELECT verb FROM audit ORDER BY id"))]
    assert verbs == ["changed the timetable of"] * 4 + ["reset the timetable of"]


def test_a_rounds_days_hold_for_all_its_groups_without_days_of_their_own(story: Story) -> None:
    from bot.services.reminders import timetables
    from tests.story import LIBRARY

    mali = story.known("Mali", language="en", roles=(Role.STAFF,))
    _, seng, group = farmers(story)
    plan = approved(story, group)
    key = action(story, plan, date(2026, 12, 20), seng)
    with story.database.begin() as uow:
        found = uow.plans.get(plan)
        assert found is not None
    mali.forges(f"rounds.page:{found.round}")
    mali.taps("Days of reminders")
    mali.taps("⏰ +7")
    with story.database.begin() as uow:
        job = uow.jobs.take(now=story.now)
        assert job is not None
        last = timetables.spread(uow, LIBRARY, found.round, after_id=0, now=story.now)
        assert (job.kind, job.args, last) == ("spread", {"round": found.round}, plan)
        assert (7, "owner") in [(row.days, row.recipient) for row in uow.reminders.waiting(key)]


def test_the_start_of_a_piece_of_work_is_asked_about_until_it_has_begun(story: Story) -> None:
    _, seng, group = farmers(story, language="lo")
    key = action(story, approved(story, group), date(2026, 12, 20), seng)
    with story.database.begin() as uow:
        uow.actions.change(key, now=story.now, start_on=date(2026, 12, 1))
        found, home = uow.actions.get(key), uow.groups.get(group)
        assert found is not None
        assert home is not None
        from bot.services.reminders import reminders
        from tests.story import LIBRARY

        reminders.schedule_action(uow, LIBRARY, found, home, now=story.now)
    at(story, 2026, 12, 1, 1)
    remind(story)
    assert seng.sees.text == "ຊື້ແນວພັນ – Seng\n⏰ ມື້ນີ້ແມ່ນມື້ເລີ່ມ\nເລີ່ມແລ້ວບໍ?"
    seng.taps("ເລີ່ມແລ້ວ")
    assert kept(story, key).state is ActionState.STARTED


def test_a_snooze_over_a_holiday_names_the_working_day(story: Story) -> None:
    _, seng, group = farmers(story)
    action(story, approved(story, group), date(2027, 4, 13), seng)
    at(story, 2027, 4, 13, 1)
    remind(story)
    seng.taps("⏰ Remind me tomorrow")
    assert seng.sees.has("You will be reminded again on Saturday, 17 April 2027")
