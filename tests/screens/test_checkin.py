"""Answering a reminder: one tap, then what is asked further – by whoever in the group answers first."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest

from bot.domain.ids import AccountId, ActionId, ChatId
from bot.domain.plans import Action, ActionState
from tests.follow_up import action, approved, remind
from tests.story import Someone, Story

DUE = date(2026, 12, 10)


def kept(story: Story, key: ActionId) -> Action:
    with story.database.begin() as uow:
        found = uow.actions.get(key)
    assert found is not None
    return found


def history(story: Story, key: ActionId) -> list[tuple[str, str, str]]:
    with story.database.begin() as uow:
        return [(entry.name, entry.answer, entry.words) for entry in uow.reminders.checkins(key)]


def due_today(story: Story, *, language: str = "lo", chat: bool = False) -> tuple[Someone, Someone, ActionId]:
    """Noy leads, Seng owns an action, and this morning both hear of it: Seng in private, all in the chat."""
    noy, seng = story.known("Noy", language=language), story.known("Seng", language=language)
    group = story.group(noy, seng)
    if chat:
        with story.database.begin() as uow:
            uow.groups.change(group, chat_id=ChatId(-500), chat_language="lo")
    key = action(story, approved(story, group), DUE, seng)
    story.now = datetime(2026, 12, 10, 1, 0, tzinfo=UTC)
    remind(story)
    return noy, seng, key


def test_done_in_one_tap_then_the_cost_read_back_then_a_photo(story: Story) -> None:
    noy, seng, key = due_today(story)
    # The reminder of three days before waited too, so the newest of the two is what is asked.
    assert seng.sees.text == "ຊື້ແນວພັນ – Seng\n⏰ ມື້ນີ້ຮອດກຳນົດ\nວຽກນີ້ເຮັດຮອດໃສແລ້ວ?"
    assert seng.sees.buttons() == [
        *("✅ ສຳເລັດແລ້ວ", "🔨 ເລີ່ມແລ້ວ", "📅 ຂໍເລື່ອນມື້", "🙋 ຢາກໃຫ້ຊ່ວຍ", "⏰ ເຕືອນມື້ອື່ນ", "🧭 ຕື່ມ"),
    ]
    seng.taps("ສຳເລັດແລ້ວ")
    assert seng.sees.text == "ຊື້ແນວພັນ – Seng\nວາງແຜນໄວ້ 500.000 ກີບ\n✅ ສຳເລັດແລ້ວ. ດີຫຼາຍ!\nໃຊ້ເງິນໄປເທົ່າໃດ? ກົດ ຫຼື ຂຽນ"
    seng.says("650 ພັນ")
    assert seng.sees.text == "650.000 ກີບ (ຫົກແສນຫ້າສິບພັນ) – ແມ່ນບໍ?"
    assert kept(story, key).spent is None
    seng.taps("ແມ່ນ")
    assert seng.sees.text == (
        "💰 650.000 ກີບ (ຫົກແສນຫ້າສິບພັນ)\nຊື້ແນວພັນ\nSeng, 10/12/2026\nແມ່ນເງິນຂອງໃຜ?\n✅ ບັນທຶກແລ້ວ\n📷 ສົ່ງຮູບໃບຮັບເງິນ ຫຼື ບອກວ່າຊື້ຫຍັງ"
    )
    seng.taps("ຕໍ່ໄປ")
    assert seng.sees.text == "ຊື້ແນວພັນ – Seng\n📷 ສົ່ງຮູບໃຫ້ເບິ່ງແດ່"
    seng.sends("photo")
    assert "ວາງແຜນໄວ້ 500.000 ກີບ, ໃຊ້ຕົວຈິງ 650.000 ກີບ" in seng.sees.text
    assert (kept(story, key).state, kept(story, key).spent) == (ActionState.DONE, 650_000)
    assert [entry[1] for entry in history(story, key)] == ["done", "spent", "photo"]
    assert "ຊື້ແນວພັນ\nSeng: ✅ ສຳເລັດແລ້ວ" in [bubble.text for bubble in noy.phone.values()]


def test_cost_and_photo_may_be_skipped(story: Story) -> None:
    _, seng, key = due_today(story, language="en")
    seng.taps("✅ Done")
    seng.taps("Skip")
    seng.taps("Skip")
    assert seng.sees.has("ຊື້ແນວພັນ – Seng", "✅ Done", "Show a photo of it?")
    assert kept(story, key).spent is None


def test_an_amount_that_may_mean_thousands_is_asked_back(story: Story) -> None:
    _, seng, key = due_today(story, language="en")
    seng.taps("✅ Done")
    seng.says("hello")
    assert seng.sees.has("This amount is not understood yet. For example 500,000")
    seng.says("20 baht")
    assert seng.sees.has("Please write the amount in kip. For example 500,000")
    seng.says("50")
    assert seng.sees.text == "Which amount? Choose"
    seng.taps("50,000 kip")
    seng.taps("Yes")
    assert kept(story, key).spent == 50_000


def test_a_photo_where_the_cost_is_asked_is_kept_and_the_cost_asked_again(story: Story) -> None:
    _, seng, key = due_today(story, language="en")
    seng.taps("✅ Done")
    seng.sends("photo")
    assert "How much money was used?" in seng.sees.text
    assert [entry[1] for entry in history(story, key)] == ["done", "photo"]


@pytest.mark.parametrize("kip", ["-5", "zz", "e8d4a51001", "1-2-3-zz"])
def test_a_forged_amount_leads_back_to_the_question(story: Story, kip: str) -> None:
    _, seng, key = due_today(story, language="en")
    seng.taps("✅ Done")
    seng.forges(f"actions.sum:{key},{kip}")
    assert "How much money was used?" in seng.sees.text
    seng.forges(f"actions.sum!take:{key},5;-5")
    assert kept(story, key).spent is None


def test_late_takes_a_typed_day_reads_it_back_and_keeps_the_old_one(story: Story) -> None:
    noy, seng, key = due_today(story)
    seng.taps("ຂໍເລື່ອນມື້")
    assert seng.sees.text == "ຊື້ແນວພັນ – Seng\nມື້ກຳນົດເກົ່າແມ່ນ 10/12/2026\nຈະແລ້ວມື້ໃດ? ກົດ ຫຼື ຂຽນ"
    seng.says("15/1/2570")
    seng.taps("15 ມັງກອນ 2027" if "ແມ່ນບໍ?" not in seng.sees.text else "ແມ່ນ")
    assert seng.sees.text == ("ຊື້ແນວພັນ – Seng\n📅 ເລື່ອນໄປເປັນ 15/1/2027 ແລ້ວ. ຈະເຕືອນອີກ\nຊ້າຍ້ອນຫຍັງ? ກົດ, ຂຽນ ຫຼື ເວົ້າ")
    assert seng.sees.buttons() == [
        *("ດິນຟ້າອາກາດ", "💰 ຍັງບໍ່ມີເງິນ", "ເຄື່ອງບໍ່ມາ", "ຄາວຽກອື່ນ", "ມີຄົນເຈັບ", "ຂ້າມ ▶"),
    ]
    seng.taps("ດິນຟ້າອາກາດ")
    assert seng.sees.has("10/12/2026 Seng: 📅 ເລື່ອນຈາກ 10/12/2026 ໄປເປັນ 15/1/2027\nດິນຟ້າອາກາດ")
    assert (kept(story, key).due, kept(story, key).state) == (date(2027, 1, 15), ActionState.LATE)
    assert noy.sees.text == "ຊື້ແນວພັນ\nSeng: 📅 ເລື່ອນຈາກ 10/12/2026 ໄປເປັນ 15/1/2027"
    story.now = datetime(2027, 1, 12, 1, tzinfo=UTC)
    remind(story)
    assert seng.sees.text == "ຊື້ແນວພັນ – Seng\n⏰ ຍັງເຫຼືອ 3 ມື້\nວຽກນີ້ເຮັດຮອດໃສແລ້ວ?"


def test_a_month_later_in_two_taps_and_a_vague_day_gives_choices(story: Story) -> None:
    _, seng, key = due_today(story, language="en")
    seng.taps("Give me a later day")
    assert seng.sees.buttons()[:2] == ["📅 One week later: 17/12/2026", "📅 One month later: 10/1/2027"]
    seng.says("next week")
    assert seng.sees.text == "Which day? Choose"
    assert seng.sees.buttons()[0] == "Monday, 14 December 2026"
    seng.taps("Another day")
    seng.says("1/12/2026")
    assert kept(story, key).due == DUE
    seng.forges(f"actions.late:{key}")
    seng.taps("One month later")
    assert "📅 Moved to 10/1/2027" in seng.sees.text
    assert kept(story, key).due == date(2027, 1, 10)


def test_the_new_day_is_chosen_from_the_calendar_and_read_back(story: Story) -> None:
    _, seng, key = due_today(story)
    seng.taps("ຂໍເລື່ອນມື້")
    seng.taps("📅 ປະຕິທິນ")
    assert "ທັນວາ 2026" in seng.sees.buttons()
    seng.taps("▶")
    assert "ມັງກອນ 2027" in seng.sees.buttons()
    for day in (1, -1, 10**9, DUE.toordinal() - 1):
        seng.forges(f"actions.late!choose:{key};{day}")
    assert kept(story, key).due == DUE
    seng.forges(f"actions.when:{key},24324")
    seng.taps("25")
    assert kept(story, key).due == date(2027, 1, 25)


def test_a_forged_day_changes_nothing(story: Story) -> None:
    _, seng, key = due_today(story, language="en")
    for choices in ("zz", "1", "ffffffffff"):
        seng.forges(f"actions.day:{key},{choices}")
        assert "Which day will it be done?" in seng.sees.text
    seng.forges(f"actions.day!take:{key},b4cc0;1,0")
    assert kept(story, key).due == DUE


def test_why_it_is_late_may_be_written_or_spoken_and_stays_out_of_the_groups_chat(story: Story) -> None:
    noy, seng, key = due_today(story, language="en", chat=True)
    seng.taps("Give me a later day")
    seng.taps("One week later")
    seng.sends("voice", caption="My mother is in hospital", seconds=3)
    assert seng.sees.has("Seng: 📅 Moved from 10/12/2026 to 17/12/2026\nMy mother is in hospital")
    seng.looks("📷 Photos and voices (1)")
    assert "📷 Photos and voices (1)" in seng.sees.buttons()
    noy.forges(f"actions.checkin:{key}")
    assert "My mother is in hospital" in noy.sees.text
    copy = story.phones[-500]
    assert copy[max(copy)].text.endswith("Seng: 📅 ເລື່ອນຈາກ 10/12/2026 ໄປເປັນ 17/12/2026")
    noy._take("tap", message=max(copy), chat=-500, text=f"actions.shared:{key}", tap="1")
    assert "hospital" not in copy[max(copy)].text


def test_only_whoever_moved_the_day_says_why(story: Story) -> None:
    noy, seng, key = due_today(story, language="en")
    seng.taps("Give me a later day")
    seng.taps("One week later")
    entry = seng.bubble("The weather")[1]["data"]
    for claim in (entry, entry.replace("weather", "moon")):
        noy.forges(claim)
        assert "Only Seng can say why" in noy.sees.text
    seng.forges(entry.replace("weather", "moon"))
    assert seng.sees.has("This button is old")
    with story.database.begin() as uow:
        [late] = uow.reminders.checkins(key)
    assert (late.due_before, late.due_after, late.why) == (date(2026, 12, 10), date(2026, 12, 17), "")


def test_the_first_answer_wins_and_every_copy_shows_it(story: Story) -> None:
    noy, seng, key = due_today(story, language="en", chat=True)
    copy = story.phones[-500]
    assert copy[max(copy)].has("ຊື້ແນວພັນ – Seng", "⏰ ມື້ນີ້ຮອດກຳນົດ")
    question = seng.sees.id
    noy._take("tap", message=max(copy), chat=-500, text=f"actions.shared!done:{key};0", tap="1")
    assert copy[max(copy)].text == "✅ ຊື້ແນວພັນ\n\n10/12/2026 Noy: ✅ ສຳເລັດແລ້ວ\n✅ ສຳເລັດແລ້ວ. ດີຫຼາຍ!"
    assert seng.phone[question].text == "✅ ຊື້ແນວພັນ\n\n10/12/2026 Noy: ✅ Done"
    assert seng.phone[question].buttons() == ["🔨 Open"]
    assert "ຊື້ແນວພັນ\nNoy: ✅ Done" in [bubble.text for bubble in seng.phone.values()]
    assert noy.sees.text == "ຊື້ແນວພັນ\nHow much money was used?"
    seng.forges(f"actions.checkin!started:{key};0", question)
    assert seng.phone[question].has("Noy answered this already")
    assert kept(story, key).state is ActionState.DONE


def test_a_private_answer_changes_the_copy_in_the_groups_chat(story: Story) -> None:
    noy, seng, key = due_today(story, chat=True)
    copy = story.phones[-500]
    seng.taps("ເລີ່ມແລ້ວ")
    assert copy[max(copy)].text == "🔨 ຊື້ແນວພັນ\n\n10/12/2026 Seng: 🔨 ເລີ່ມແລ້ວ"
    outcome = noy._take("tap", message=max(copy), chat=-500, text=f"actions.shared!done:{key};0", tap="1")
    assert (outcome.toast, outcome.alert) == ("Seng ຕອບວຽກນີ້ແລ້ວ", True)


def test_only_members_answer_in_the_groups_chat(story: Story) -> None:
    due_today(story, chat=True)
    dao, bo = story.known("Dao"), story.somebody("Bo")
    before = story.phones[-500][max(story.phones[-500])].text
    for someone in (dao, bo):
        outcome = someone._take(
            "tap", message=max(story.phones[-500]), chat=-500, text="actions.shared!done:1;0", tap="1"
        )
        assert outcome.alert
    assert story.phones[-500][max(story.phones[-500])].text == before


def test_a_double_tap_is_one_answer(story: Story) -> None:
    noy, seng, key = due_today(story, language="en")
    question = seng.sees.id
    seng.forges(f"actions.checkin!started:{key};0", question)
    seng.forges(f"actions.checkin!started:{key};0", question)
    assert seng.sees.has("Your answer is kept already")
    assert history(story, key) == [("Seng", "started", "")]
    assert len(noy.phone) == 1


def test_snooze_asks_again_tomorrow_and_not_before(story: Story) -> None:
    _, seng, key = due_today(story, language="en")
    seng.taps("⏰ Remind me tomorrow")
    assert seng.sees.has("You will be reminded again on Friday, 11 December 2026")
    story.wait(hours=23, minutes=59)
    assert remind(story) == 0
    story.wait(minutes=1)
    assert remind(story) == 1
    assert seng.sees.text == "ຊື້ແນວພັນ – Seng\n🔴 1 day late\nIs anything difficult? How far is this work?"
    seng.taps("⏰ Remind me next week")
    story.wait(days=6)
    remind(story)
    assert kept(story, key).state is ActionState.PLANNED
    story.wait(days=1)
    assert remind(story) >= 1
    assert seng.sees.has("8 days late")


def test_words_a_voice_or_a_reply_to_the_reminder_are_notes(story: Story) -> None:
    _, seng, key = due_today(story, language="en")
    question = seng.sees.id
    seng.says("/menu")
    seng.says("The seeds come on Friday", reply_to=question)
    assert seng.sees.has("✅ Kept with this work")
    seng.sends("voice", seconds=4)
    seng.taps("Photos and voices (1)")
    assert [entry[1:] for entry in history(story, key)] == [("note", "The seeds come on Friday"), ("note", "")]
    assert any(bubble.medium and bubble.medium["kind"] == "voice" for bubble in seng.phone.values())


def test_what_is_no_note_is_refused_kindly(story: Story) -> None:
    _, seng, key = due_today(story, language="en")
    seng.taps("🧭 More")
    seng._take("location")
    assert seng.sees.has("Sorry, this is not understood yet. You can write, speak or send a photo")
    seng.says("x" * 2001)
    assert seng.sees.has("This answer is too long (2001 letters). Please keep it under 2000")
    assert history(story, key) == []


def test_not_done_after_all_brings_the_reminders_back(story: Story) -> None:
    _, seng, key = due_today(story, language="en")
    seng.taps("✅ Done")
    seng.taps("Skip")
    seng.taps("Skip")
    seng.taps("Not done yet")
    assert kept(story, key).state is ActionState.STARTED
    story.wait(days=3)
    assert remind(story) == 1
    assert seng.sees.has("3 days late")


def test_a_member_who_was_removed_answers_nothing(story: Story) -> None:
    _, seng, key = due_today(story, language="en")
    question = seng.sees.id
    with story.database.begin() as uow:
        group = uow.groups.of_person(seng.me)[0].group
        uow.groups.leave(group, seng.me)
    seng.forges(f"actions.checkin!done:{key};0", question)
    seng.says("still here", reply_to=question)
    assert (kept(story, key).state, history(story, key)) == (ActionState.PLANNED, [])


def test_a_shared_phone_says_first_who_answers(story: Story) -> None:
    _, seng, key = due_today(story, language="en")
    me, account = seng.me, AccountId(seng.number)
    with story.database.begin() as uow:
        other = uow.people.add(now=story.now, name="Boun", language="en", listens=False, consented_at=story.now)
        uow.groups.join(uow.groups.of_person(me)[0].group, other, leader=False, now=story.now)
        uow.people.serve(account, other)
    seng.taps("✅ Done")
    assert seng.sees.text == "Who is speaking?"
    assert kept(story, key).state is ActionState.PLANNED
    seng.taps("Boun")
    assert seng.sees.has("👤 Boun")
    seng.taps("✅ Done")
    seng.taps("Skip")
    assert seng.bubble("Skip")[0].has("Boun")  # the same flow asks once
    assert [(name, answer) for name, answer, _ in history(story, key)] == [("Boun", "done")]
