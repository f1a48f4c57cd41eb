"""Announcements: written in two languages, checked, sent once to the right people, answered, and reported."""

from dataclasses import replace
from datetime import UTC, datetime

import pytest

from bot.domain.audiences import Kind
from bot.domain.delivery import Method, SendState
from bot.domain.ids import AnnouncementId, ChatId
from bot.domain.marks import Mark
from bot.domain.people import Role
from bot.screens.announce.choice import ASKED
from bot.screens.announce.views import reported
from bot.screens.announce.words import announcement_text
from bot.services import erasures
from bot.services.announcements import after, announcements, audiences, sending, under_way
from bot.services.groups import members
from bot.store.attempts import Settled
from tests.story import LIBRARY, Someone, Story

STAFF = (Role.STAFF,)


@pytest.fixture
def mali(story: Story) -> Someone:
    return story.known("Mali", language="en", roles=STAFF)


def write(mali: Someone, lao: str = "ຝົນຈະຕົກໜັກ", english: str = "Heavy rain is coming") -> None:
    """From the command to the last look, for everybody in groups."""
    mali.says("/announce")
    mali.taps("New announcement")
    mali.says(lao)
    mali.says(english)
    mali.taps("Everybody in groups")


def send(story: Story, mali: Someone, announcement: int = 1) -> None:
    mali.taps("📤 Send")
    if "in one language only" in mali.sees.text:
        mali.taps("Everybody of them reads it")
    mali.taps("📤 Send now")
    expand(story, announcement)


def expand(story: Story, announcement: int = 1) -> None:
    """What the job does after the turn: all rows are written, then they reach the phones."""
    after_id: int | None = 0
    while after_id is not None:
        with story.database.begin() as uow:
            after_id = sending.expand(uow, AnnouncementId(announcement), after_id=after_id, now=story.now)
    if story.delivering:
        story.deliver()


def test_everybody_gets_it_in_their_language_and_staff_see_who_wants_a_call(story: Story, mali: Someone) -> None:
    noy, seng = story.known("Noy"), story.known("Seng", language="en")
    story.group(noy, seng)
    with story.database.begin() as uow:
        uow.people.change(noy.me, phone="+8562055123456")
    write(mali)
    assert mali.sees.text == (
        "👁 This is what they will see:\n\n📣 ແຈ້ງການຈາກ Mali\n\nຝົນຈະຕົກໜັກ\n\n"
        "📣 Announcement from Mali\n\nHeavy rain is coming\n\n👥 Everybody in groups\n👤 2 people in 1 group"
    )
    mali.taps("📤 Send")
    assert mali.sees.text.endswith("It will go to 2 people in 1 group. Send now?")
    mali.taps("📤 Send now")
    assert "📤 being sent" in mali.sees.text
    expand(story)
    assert noy.sees.text == "📣 ແຈ້ງການຈາກ Mali\n\nຝົນຈະຕົກໜັກ"
    assert noy.sees.buttons() == ["👍 ເຂົ້າໃຈແລ້ວ", "📞 ໂທຫາຂ້ອຍແດ່"]
    assert seng.sees.text == "📣 Announcement from Mali\n\nHeavy rain is coming"
    noy.taps("📞 ໂທຫາຂ້ອຍແດ່")
    assert noy.sees.text == "📣 ແຈ້ງການຈາກ Mali\n\nຝົນຈະຕົກໜັກ\n\nຈະມີພະນັກງານໂທຫາທ່ານ"
    seng.taps("I understood")
    assert seng.sees.text.endswith("Thank you, your answer has arrived")
    mali.taps("Look again")
    assert mali.sees.text.startswith("📊 Announcement 1: ✅ sent")
    assert "Delivered 2, blocked 0, could not be sent 0\n\n👍 I understood: 1\n📞 Call me, please: 1" in mali.sees.text
    mali.taps("Who wants a call")
    assert mali.sees.text == "📞 Who wants a call\n\nNoy, ກຸ່ມໜໍ່ໄມ້ຝຣັ່ງ, +8562055123456"


def test_a_double_tap_on_send_sends_once(story: Story, mali: Someone) -> None:
    noy = story.known("Noy")
    story.group(noy)
    write(mali)
    mali.taps("📤 Send")
    bubble, button = mali.bubble("Send now")
    mali.forges(button["data"], bubble.id)
    mali.forges(button["data"], bubble.id)
    expand(story)
    expand(story)
    assert [one.text for one in noy.phone.values()] == ["📣 ແຈ້ງການຈາກ Mali\n\nຝົນຈະຕົກໜັກ"]
    assert "Delivered 1" in look_again(mali)


def look_again(mali: Someone) -> str:
    mali.taps("Look again")
    return mali.sees.text


def test_a_test_shows_both_languages_to_its_writer_alone(story: Story, mali: Someone) -> None:
    noy = story.known("Noy")
    story.group(noy)
    write(mali)
    mali.taps("Test to me")
    shown = [mali.phone[number].text for number in sorted(mali.phone)][-2:]
    assert shown == ["📣 ແຈ້ງການຈາກ Mali\n\nຝົນຈະຕົກໜັກ", "📣 Announcement from Mali\n\nHeavy rain is coming"]
    mali.taps("I understood")
    assert mali.sees.has("This was a test. Nobody else has seen it")
    assert noy.phone == {}


def test_one_language_goes_to_all_and_can_be_taken_away_again(story: Story, mali: Someone) -> None:
    seng = story.known("Seng", language="en")
    story.group(seng)
    mali.says("/announce")
    mali.taps("New announcement")
    mali.says("ມີກອງປະຊຸມ <ມື້ອື່ນ> & ມື້ຮື")
    mali.taps("Skip")
    mali.taps("Group leaders only")
    assert mali.sees.text.endswith("ມີກອງປະຊຸມ <ມື້ອື່ນ> & ມື້ຮື\n\n⭐ Group leaders only\n👤 1 person in 1 group")
    send(story, mali)
    assert seng.sees.text == "📣 Announcement from Mali\n\nມີກອງປະຊຸມ <ມື້ອື່ນ> & ມື້ຮື"


def test_more_people_than_one_may_reach_alone_need_a_second_pair_of_eyes(story: Story, mali: Someone) -> None:
    story.runner.programme = replace(story.runner.programme, ask_second_above=1)
    noy, seng = story.known("Noy"), story.known("Seng")
    story.group(noy, seng)
    write(mali)
    mali.taps("📤 Send")
    outcome = mali.taps("📤 Send now")
    assert outcome.toast == (
        "More than 1 person would get this: a second staff member has to confirm. Invite one with /invites"
    )
    somphone = story.known("Somphone", language="en", roles=STAFF)
    mali.taps("📤 Send now")
    assert mali.sees.text.endswith("More than 1 person: waiting for a second staff member to confirm")
    assert somphone.sees.text == "Mali asks you to confirm this announcement"
    assert mali.forges("announce.confirm!confirm:1").toast == "Another staff member has to confirm your announcement"
    somphone.taps("Look at it")
    assert somphone.sees.text.endswith("It will go to 2 people in 1 group. Send now?")
    somphone.taps("Send now")
    expand(story)
    assert noy.sees.text == seng.sees.text == "📣 ແຈ້ງການຈາກ Mali\n\nຝົນຈະຕົກໜັກ"


def test_the_second_person_can_give_it_back_to_be_changed(story: Story, mali: Someone) -> None:
    story.runner.programme = replace(story.runner.programme, ask_second_above=1)
    somphone = story.known("Somphone", language="en", roles=STAFF)
    story.group(story.known("Noy"), story.known("Seng"))
    write(mali)
    mali.taps("📤 Send")
    mali.taps("Send now")
    somphone.taps("Look at it")
    somphone.taps("Back to writing")
    assert mali.sees.text == "Somphone gave your announcement back, so that it can be changed"
    mali.taps("Open it")
    mali.taps("English text")
    mali.says("Heavy rain on Friday")
    assert "Heavy rain on Friday" in mali.sees.text


def test_a_button_of_an_earlier_text_does_not_send_the_new_one(story: Story, mali: Someone) -> None:
    story.group(story.known("Noy"))
    write(mali)
    mali.taps("📤 Send")
    bubble, button = mali.bubble("Send now")
    mali.forges("announce.write:1,en")
    mali.says("Another text")
    assert mali.forges(button["data"], bubble.id).toast == "This button is old. Here is the page as it is now"
    with story.database.begin() as uow:
        item = uow.announcements.get(AnnouncementId(1))
    assert item is not None
    assert item.state == "draft"


def test_the_report_says_who_blocked_and_tries_the_others_again(story: Story, mali: Someone) -> None:
    noy, seng, third = story.known("Noy"), story.known("Seng"), story.known("Kham")
    story.group(noy, seng, third)
    write(mali)
    mali.taps("📤 Send")
    mali.taps("Send now")
    story.delivering = False
    expand(story)
    with story.database.begin() as uow:
        rows = {row.person: row.id for row in uow.outbox.due(now=story.now, limit=9)}
        results = [
            Settled(rows[noy.me], SendState.REFUSED, reason="blocked"),
            Settled(rows[seng.me], SendState.REFUSED, reason="malformed"),
            Settled(rows[third.me], SendState.UNSURE, reason="no answer"),
        ]
        uow.attempts.settle(results, now=story.now)
    story.delivering = True
    text = look_again(mali)
    assert "Delivered 0, blocked 1, could not be sent 1\n   – Telegram did not take the text: 1" in text
    assert "❔ Perhaps delivered, perhaps not: 1" in text
    mali.taps("Send the unsure again")
    assert mali.sees.text == "1 person may have it already. Send it to them again?"
    mali.taps("Send again")
    assert third.sees.text.startswith("📣")
    assert noy.phone == {}


def test_what_was_stopped_reaches_nobody_else(story: Story, mali: Someone) -> None:
    noy = story.known("Noy")
    story.group(noy)
    write(mali)
    mali.taps("📤 Send")
    mali.taps("Send now")
    story.delivering = False
    expand(story)
    mali.forges("announce.sure:1,stop")
    mali.forges("announce.sure!stop:1,stop")
    story.delivering = True
    story.deliver()
    assert noy.phone == {}
    mali.taps("Look again")
    assert mali.sees.text.startswith("📊 Announcement 1: ⏹ stopped")
    assert "⏹ Not sent because it was stopped: 1" in mali.sees.text


def test_a_linked_group_chat_gets_it_once_without_buttons(story: Story, mali: Someone) -> None:
    noy, seng = story.known("Noy"), story.known("Seng")
    group = story.group(noy, seng)
    with story.database.begin() as uow:
        uow.groups.change(group, chat_id=ChatId(-500), chat_language="en")
    write(mali)
    mali.taps("When, where, with buttons")
    mali.taps("In private and in the groups' chats")
    mali.taps("Back")
    send(story, mali)
    (bubble,) = story.phones[-500].values()
    assert bubble.text == "📣 Announcement from Mali\n\nHeavy rain is coming"
    assert bubble.rows == []


def test_a_long_text_is_refused(story: Story, mali: Someone) -> None:
    mali.says("/announce")
    mali.taps("New announcement")
    mali.says("ກ" * 1501)
    assert mali.sees.text.startswith("This text is too long (1501 letters). Please keep it under 1500")


def test_those_who_did_not_get_it_cannot_answer_and_strangers_get_nowhere(story: Story, mali: Someone) -> None:
    noy = story.known("Noy", language="en")
    story.group(story.known("Seng"))
    write(mali)
    send(story, mali)
    assert noy.forges("announce.reply!call:1").toast == "This page is not there any more"
    assert noy.forges("announce.list").toast == "This part is not open to you"
    assert noy.forges("announce.confirm!send:1").toast == "This part is not open to you"
    noy.says("/announce")
    assert "There is no command /announce." in noy.sees.text
    bo = story.somebody("Bo")
    bo.forges("announce.report:1")
    assert "Choose a language" in bo.sees.text
    with story.database.begin() as uow:
        assert uow.announcements.replies(AnnouncementId(1)) == {}


def test_hidden_links_and_what_is_bold_are_kept(story: Story, mali: Someone) -> None:
    noy, seng = story.known("Noy"), story.known("Seng", language="en")
    story.group(noy, seng)
    mali.says("/announce")
    mali.taps("New announcement")
    mali.taps("Skip")
    link, strong = Mark("a", 6, 4, "https://example.org/?a=1&b=2"), Mark("b", 2, 3)
    mali.says("  See <here>", marks=(link, strong))
    mali.taps("Everybody in groups")
    send(story, mali)
    with story.database.begin() as uow:
        item = uow.announcements.get(AnnouncementId(1))
        assert item is not None
        text = announcement_text(item, "Mali", story.runner.languages.of(None))
    assert noy.sees.text.endswith("See <here>")
    assert seng.sees.text.endswith("See <here>")
    assert '<b>See</b> <a href="https://example.org/?a=1&amp;b=2">&lt;her</a>e&gt;' in text


@pytest.mark.parametrize("waits", [0, 1])
def test_again_is_offered_once_nothing_is_on_its_way_any_more(story: Story, mali: Someone, waits: int) -> None:
    """While it is being sent it can be stopped; what failed is not sent again beside it."""
    people = [story.known(name) for name in ("Noy", "Seng", "Kham", "Bo")]
    story.group(*people)
    write(mali)
    mali.taps("📤 Send")
    mali.taps("Send now")
    story.delivering = False
    expand(story)
    results = [
        Settled(0, SendState.REFUSED, reason="blocked"),
        Settled(0, SendState.REFUSED, reason="malformed"),
        Settled(0, SendState.UNSURE, reason="no answer"),
        Settled(0, SendState.SENT, 5),
    ]
    with story.database.begin() as uow:
        rows = [row.id for row in uow.outbox.due(now=story.now, limit=9)]
        told = [replace(one, row=row) for one, row in zip(results, rows[waits:], strict=False)]
        uow.attempts.settle(told, now=story.now)
    mali.forges("announce.report:1")
    with story.database.begin() as uow:
        drawn = [row.content for row in uow.outbox.due(now=story.now, limit=99) if row.chat == mali.number]
    labels = [button["label"] for row in (drawn[-1] or {})["rows"] for button in row]
    again = ["🔁 Try the failed again", "🔁 Send the unsure again"]
    assert [label for label in labels if label in again] == ([] if waits else again)
    assert ("⏹ Stop sending" in labels) is bool(waits)


def test_an_audience_is_put_together_looked_at_and_kept(story: Story, mali: Someone) -> None:
    noy, seng = story.known("Noy"), story.known("Seng", language="en")
    story.group(noy, seng)
    write(mali)
    mali.taps("👥 For whom")
    assert "👥 Everybody in groups\n\n👤 2 people in 1 group\n\nFor example:\nNoy, " in mali.sees.text
    mali.taps("Only those who also")
    mali.taps("🧭 Something else")
    mali.taps("One language")
    mali.taps("Lao only")
    assert "👤 1 person in 1 group" in mali.sees.text
    mali.taps("But not those who")
    mali.taps("⭐ Group leaders only")
    assert "✋ But not: ⭐ Group leaders only\n\n👤 0 people in 1 group" in mali.sees.text
    mali.taps("🗑 The last one")
    old = "This button is old. Here is the page as it is now"
    assert mali.forges("announce.conditions!at_once:1,and;moon").toast == old
    mali.forges("announce.audience:1")
    mali.taps("Keep under a name")
    mali.says("Lao readers")
    mali.taps("🗑 All of it")
    mali.taps("Those with a name")
    mali.taps("Lao readers")
    mali.taps("That is right")
    send(story, mali)
    assert noy.sees.text.startswith("📣")
    assert seng.phone == {}


def test_every_kind_of_condition_has_its_page(story: Story, mali: Someone) -> None:
    story.group(story.known("Noy"))
    story.round()
    write(mali)
    for kind in (one for one in ASKED if one is not Kind.PROJECT):
        mali.forges(f"announce.choice:1,{kind.value},not")
        mali.forges(f"announce.choice!pick:1,{kind.value},not;0")
        mali.taps("🗑 The last one")
    mali.forges("announce.choice:1,silent,and")
    mali.taps("not heard from for 30 days")
    assert "not heard from for 30 days\n\n👤 1 person" in mali.sees.text


# After it has left ----------------------------------------------------------------------------------------------------
def amend(story: Story) -> None:
    """What the job does: the newest correction, or taking back, gets its rows."""
    with story.database.begin() as uow:
        job = uow.jobs.take(now=story.now)
        while job is not None and job.kind != "amend":
            uow.jobs.done(job.id)
            job = uow.jobs.take(now=story.now)
        assert job is not None
        method, revision = Method(job.args["method"]), job.args["revision"]
        number = AnnouncementId(job.args["announcement"])
        after.amend(uow, number, method=method, revision=revision, after_id=0, now=story.now)
        uow.jobs.done(job.id)


def test_a_photo_has_its_words_below_and_an_answer_changes_them(story: Story, mali: Someone) -> None:
    noy = story.known("Noy", language="en")
    story.group(noy)
    mali.says("/announce")
    mali.taps("New announcement")
    mali.taps("Skip")
    mali.sends("photo", caption="Heavy rain")
    assert "Written so far:\nHeavy rain\n\nWith 1 file" in mali.sees.text
    mali.taps("Keep it")
    mali.taps("Everybody in groups")
    photo = mali.phone[max(mali.phone) - 1]  # above the page, as they will see it
    assert (photo.medium or {})["kind"] == "photo"
    assert "With 1 file" not in mali.sees.text
    send(story, mali)
    [photo] = noy.phone.values()
    assert photo.text == "📣 Announcement from Mali\n\nHeavy rain"
    assert (photo.medium or {})["kind"] == "photo"
    noy.taps("I understood")
    [photo] = noy.phone.values()
    assert photo.text.endswith("Heavy rain\n\nThank you, your answer has arrived")
    assert (photo.medium or {})["kind"] == "photo"


def test_an_announcement_stays_without_the_files_of_an_author_who_is_erased(story: Story, mali: Someone) -> None:
    noy, dana = story.known("Noy", language="en"), story.known("Dana", language="en", roles=(Role.ADMIN, Role.STAFF))
    story.group(noy)
    for words in ("", "Heavy rain"):
        mali.says("/announce")
        mali.taps("New announcement")
        mali.taps("Skip")
        mali.sends("photo", caption=words)
        mali.taps("Keep it")
        mali.taps("Everybody in groups")
        send(story, mali, 2 if words else 1)
    with story.database.begin() as uow:
        erasures.erase(uow, LIBRARY, mali.me, 0, now=story.now)
    noy.taps("I understood")
    assert noy.sees.text == "📣 Announcement\n\nHeavy rain\n\nThank you, your answer has arrived"
    noy.says("/announcements")
    noy.taps("Heavy rain")
    assert "📣 Announcement\n\nHeavy rain" in noy.sees.text
    noy.says("/announcements")
    noy.taps("Pictures or voices")
    assert noy.sees.text == "📣 Announcement"
    for page, words in (("report", "Announcement 2"), ("more", "Announcement 2"), ("reach", "It is for 1 person")):
        dana.forges(f"announce.{page}:2")
        assert words in dana.sees.text


def test_a_voice_in_each_language_and_one_for_all(story: Story, mali: Someone) -> None:
    noy, seng = story.known("Noy"), story.known("Seng", language="en")
    story.group(noy, seng)
    mali.says("/announce")
    mali.taps("New announcement")
    mali.sends("voice", seconds=5)
    mali.taps("Keep it")
    mali.says("Rain")
    mali.taps("Everybody in groups")
    send(story, mali)
    for one in (noy, seng):
        assert (one.sees.medium or {})["kind"] == "voice"
    assert seng.sees.text == "📣 Announcement from Mali\n\nRain"
    mali.forges("announce.write:1,lo")
    assert "being sent" in mali.sees.text or "✅ sent" in mali.sees.text


def test_files_are_taken_away_again_and_there_are_ten_at_most(story: Story, mali: Someone) -> None:
    mali.says("/announce")
    mali.taps("New announcement")
    for number in range(11):
        mali.sends("photo", album="one")
        assert f"With {min(number + 1, 10)} file" in mali.sees.text
    assert "An announcement has ten files at most" in mali.sees.text
    mali.taps("Take the files away")
    assert "With " not in mali.sees.text


def test_it_is_paused_gone_on_with_and_its_open_report_follows(story: Story, mali: Someone) -> None:
    noy = story.known("Noy")
    story.group(noy)
    write(mali)
    mali.taps("📤 Send")
    mali.taps("Send now")
    mali.taps("✋ Pause")
    assert "📊 Announcement 1: ✋ paused" in mali.sees.text
    expand(story)
    assert noy.phone == {}
    mali.taps("▶ Go on")
    story.deliver()
    assert noy.sees.text.startswith("📣")
    with story.database.begin() as uow:
        found = under_way.follow(uow, now=story.now)
        story.runner.refresh(uow, [reported(one) for one in found], story.now)
    story.deliver()
    assert mali.sees.text.startswith("📣 Announcement 1 has been sent\n\nDelivered 1, blocked 0")
    report = mali.bubble("Look again")[0]
    assert "✅ sent" in report.text


def test_an_hour_is_chosen_and_the_planned_one_is_changed(story: Story, mali: Someone) -> None:
    story.group(story.known("Noy"))
    write(mali)
    mali.taps("When, where, with buttons")
    mali.taps("Choose day and hour")
    mali.forges("announce.when:1,20261201")
    assert mali.sees.buttons()[:3] == ["17:30", "07:00", "08:00"]  # the evening, when most people answer
    mali.says("half past nine")
    assert "Write the hour like this: 17:30" in mali.sees.text
    mali.says("໑໗:໓໐")
    assert "📅 It leaves on Tuesday, 1 December 2026, 17:30" in mali.sees.text
    mali.forges("announce.when!hour:1,20261201;2300")
    assert "It is night then: it waits for the morning" in mali.sees.text
    mali.taps("Also at night")
    assert "📅 It leaves on Tuesday, 1 December 2026, 23:00" in mali.sees.text
    mali.taps("◀ Back")
    mali.taps("📤 Send")
    mali.taps("📅 Send it then")
    expand(story)
    assert "📊 Announcement 1: 📅 waits for its hour" in mali.sees.text
    mali.taps("Change it")
    assert "👁 This is what they will see" in mali.sees.text


def test_a_correction_and_taking_back_leave_other_pages_alone(story: Story, mali: Someone) -> None:
    noy, seng = story.known("Noy"), story.known("Seng")
    story.group(noy, seng)
    write(mali)
    send(story, mali)
    seng.taps("ເຂົ້າໃຈແລ້ວ")
    seng.taps("🏠")
    home = seng.sees.text
    mali.taps("🧭 More")
    mali.taps("Correct the Lao text")
    mali.says("ຝົນຕົກໜັກຫຼາຍ")
    amend(story)
    story.deliver()
    assert noy.sees.text == "📣 ແຈ້ງການຈາກ Mali\n\nຝົນຕົກໜັກຫຼາຍ"
    noy.taps("ໂທຫາຂ້ອຍແດ່")
    assert "ຝົນຕົກໜັກຫຼາຍ" in noy.phone[min(noy.phone)].text
    mali.taps("Look again")
    mali.taps("🧭 More")
    mali.taps("Take it back from all")
    mali.taps("🗑 Take it back")
    assert "⏹ stopped" in mali.sees.text
    assert seng.sees.text == home
    noy.says("/announcements")
    assert "ຍັງບໍ່ທັນມີ" in noy.sees.text
    assert mali.forges("announce.correct:1,lo").toast


def test_everybody_reads_the_last_ones_again(story: Story, mali: Someone) -> None:
    noy = story.known("Noy", language="en")
    story.group(noy)
    write(mali)
    send(story, mali)
    noy.says("/announcements")
    noy.taps("Heavy rain")
    assert noy.sees.text == "📣 Announcement from Mali\n\nHeavy rain is coming"
    assert story.known("Kham").forges("announce.reply:1").toast


def test_who_was_not_reached_is_called_or_gets_the_page(story: Story, mali: Someone) -> None:
    noy = story.known("Noy")
    group = story.group(noy)
    with story.database.begin() as uow:
        leader = uow.people.get(noy.me)
        assert leader is not None
        members.enter(uow, group, "Phan", by=leader, now=story.now)
    write(mali)
    assert "1 more is not in Telegram: a call, or the paper" in mali.sees.text
    send(story, mali)
    mali.taps("Who was not reached")
    assert "It is for 2 people\n📣 In Telegram: 1\nCalled: 0\n📄 On paper: 0\n▫️ Not reached yet: 1" in mali.sees.text
    [copied] = [button["copy"] for row in mali.sees.rows for button in row if "copy" in button]
    assert copied.startswith("Heavy rain is coming\nhttps://t.me/")
    mali.taps("▫️ ກຸ່ມ")
    mali.taps("▫️ Phan")
    assert "Called: 1" in mali.sees.text
    mali.taps("✅ Phan")
    assert "📄 On paper: 1\n▫️ Not reached yet: 0" in mali.sees.text
    mali.forges("announce.of!next:1,1;99")
    mali.forges("announce.of!all:1,1;dreamt")
    mali.taps("◀ Back")
    mali.taps("📄 In both")
    assert (mali.sees.medium or {})["recipe"] == {
        "paper": "poster",
        "announcement": 1,
        "language": "both",
        "for": mali.me,
    }
    for page in ("reach:1", "of:1,1", "silent:1", "more:1", "correct:1,lo", "options:1", "when:1", "named:1"):
        assert noy.forges(f"announce.{page}").toast.startswith("ສ່ວນນີ້ມີຄົນອື່ນເບິ່ງແຍງ")


# Whom it is for, among many ------------------------------------------------------------------------------------------
def thirty_groups(story: Story) -> None:
    with story.database.begin() as uow:
        for n in range(1, 31):
            village = uow.groups.village("1704", f"ບ້ານ {n}", state="known")
            values = {"village_id": village, "zone": "Asia/Vientiane", "state": "active"}
            uow.groups.add(now=story.now, name=f"ກຸ່ມກາເຟ {n}", **values)
        village = uow.groups.village("1704", "ດັກຂຽດ", state="known")
        values = {"village_id": village, "zone": "Asia/Vientiane", "state": "active"}
        uow.groups.add(now=story.now, name="ກຸ່ມໜໍ່ໄມ້ຝຣັ່ງ", **values)


@pytest.mark.parametrize("typed", ["ກຸ່ມຫນໍ່ໄມ້ຝຣັ່ງ", "ໜໍ່ໄມ້", "ບ້ານດັກຂຽດ", "Dak Khiat"])
def test_one_group_of_many_is_found_by_its_name(story: Story, mali: Someone, typed: str) -> None:
    thirty_groups(story)
    write(mali)
    mali.taps("For whom")
    mali.taps("🗑 All of it")
    mali.taps("One group")
    assert mali.sees.text == "Which group?\nChoose it or write its name"
    mali.says(typed)
    assert "👥 Group: ກຸ່ມໜໍ່ໄມ້ຝຣັ່ງ\n👤 0 people in 1 group" in mali.sees.text


def test_words_that_mean_several_groups_list_them_and_lists_are_turned(story: Story, mali: Someone) -> None:
    thirty_groups(story)
    write(mali)
    mali.forges("announce.choice:1,group,and")
    pages = [mali.sees.buttons()]
    while "More ▶" in mali.sees.buttons():
        mali.taps("More ▶")
        pages.append(mali.sees.buttons())
    assert max(len(page) for page in pages) <= 8
    assert len({label for page in pages for label in page if "ກຸ່ມ" in label}) == 31
    mali.says("ກາເຟ 2")
    assert mali.sees.text.startswith("🔎 ")
    assert [one.partition(" –")[0] for one in mali.sees.buttons()[:3]] == ["ກຸ່ມກາເຟ 2", "ກຸ່ມກາເຟ 20", "ກຸ່ມກາເຟ 21"]
    mali.taps("ກຸ່ມກາເຟ 20 – ")
    assert "👥 Group: ກຸ່ມກາເຟ 20" in mali.sees.text
    mali.forges("announce.choice:1,group,not")
    mali.says("ບໍ່ມີຊື່ນີ້")
    assert mali.sees.has("Nothing is called so")
    mali.taps("◀ Back")
    assert len(mali.sees.buttons()) == 7


@pytest.mark.parametrize(("kind", "typed"), [("province", "ອັດຕະປື"), ("province", "attapeu"), ("district", "Xansai")])
def test_a_place_is_found_in_either_language(story: Story, mali: Someone, kind: str, typed: str) -> None:
    story.group(story.known("Noy"), district="1704")
    story.group(story.known("Seng"), name="B", district="0101")
    write(mali)
    mali.forges(f"announce.choice:1,{kind},and")
    mali.says(typed)
    assert mali.sees.has("👤 1 person in 1 group")


def test_no_page_of_the_audience_has_more_than_eight_buttons(story: Story, mali: Someone) -> None:
    thirty_groups(story)
    write(mali)
    mali.taps("For whom")
    mali.taps("Keep under a name")
    mali.says("Everybody")
    conditions = [f"announce.conditions:1,{sign}{part}" for sign in ("and", "not") for part in ("", ",plan", ",other")]
    kinds = [f"announce.choice:1,{kind.value},and" for kind in ASKED]
    for page in (*conditions, *kinds, "announce.audience:1", "announce.options:1", "announce.check:1"):
        mali.forges(page)
        assert len(mali.sees.buttons()) <= 8, page
    mali.forges("announce.audience!anew:1")
    assert len(mali.sees.buttons()) <= 8
    mali.forges("announce.conditions:1,and,moon")
    assert not mali.sees.has("Only those who also")


# The last look --------------------------------------------------------------------------------------------------------
def files(of: Someone) -> list[str]:
    """The kinds of all files that are in a chat, with their captions."""
    return [f"{one.medium['kind']} {one.text}".strip() for _, one in sorted(of.phone.items()) if one.medium]


@pytest.mark.parametrize("kind", ["photo", "voice", "video", "document"])
def test_the_files_themselves_stand_above_the_last_look(story: Story, mali: Someone, kind: str) -> None:
    somphone = story.known("Somphone", language="en", roles=STAFF)
    story.group(story.known("Noy"), story.known("Seng"))
    story.runner.programme = replace(story.runner.programme, ask_second_above=1)
    mali.says("/announce")
    mali.taps("New announcement")
    mali.sends(kind)
    mali.taps("Keep it")
    mali.says("Heavy rain")
    mali.taps("Everybody in groups")
    before = len(files(mali))
    assert files(mali)[-1:] == [kind]
    mali.taps("For whom")
    mali.taps("That is right")
    mali.taps("📤 Send")
    assert len(files(mali)) == before  # they stand there already
    mali.taps("📤 Send now")
    story.deliver()
    somphone.taps("Look at it")
    assert files(somphone) == [kind]  # whoever confirms sees and hears it too
    somphone.taps("📤 Send now")
    assert files(somphone) == [kind]


def test_each_language_shows_its_own_files_again_when_they_change(story: Story, mali: Someone) -> None:
    story.group(story.known("Noy"))
    mali.says("/announce")
    mali.taps("New announcement")
    mali.sends("voice")
    mali.taps("Keep it")
    mali.sends("photo", caption="Rain")
    mali.taps("Keep it")
    mali.taps("Everybody in groups")
    assert files(mali)[-2:] == ["voice ລາວ", "photo English"]
    shown = len(files(mali))
    mali.taps("English text")
    mali.taps("Take the files away")
    mali.taps("Keep it")
    assert files(mali)[shown:] == ["voice"]
    shown = len(files(mali))
    mali.says("/announce")
    mali.taps("1. Rain")
    assert files(mali)[shown:] == ["voice"]


def test_whoever_saves_data_is_told_how_many_files_there_are(story: Story, mali: Someone) -> None:
    story.group(story.known("Noy"))
    with story.database.begin() as uow:
        uow.people.change(mali.me, light=True)
    mali.says("/announce")
    mali.taps("New announcement")
    mali.sends("voice")
    mali.taps("Keep it")
    mali.says("Rain")
    mali.taps("Everybody in groups")
    assert "With 1 file" in mali.sees.text
    assert files(mali) == []


@pytest.mark.parametrize(
    ("language", "told", "button"),
    [
        ("en", "It goes to 1 person in 1 group on Tuesday, 1 December 2026, 07:00. Is it so?", "📅 Send it then"),
        ("lo", "ຈະສົ່ງໃຫ້ 1 ຄົນ ໃນ 1 ກຸ່ມ ວັນອັງຄານ, 1 ທັນວາ 2026, 07:00. ຖືກບໍ?", "📅 ສົ່ງໃນເວລານັ້ນ"),
    ],
)
def test_the_question_says_when_it_goes(story: Story, language: str, told: str, button: str) -> None:
    mali = story.known("Mali", language=language, roles=STAFF)
    story.group(story.known("Noy"))
    with story.database.begin() as uow:
        person = uow.people.get(mali.me)
        assert person is not None
        item = announcements.begin(uow, by=person, now=story.now)
        for one in ("lo", "en"):
            announcements.write(uow, item, one, "Rain", by=person)
        audiences.address(uow, item, "who", "everybody", by=person)
        sending.plan(uow, item, datetime(2026, 12, 1, tzinfo=UTC), by=person, now=story.now)
    mali.forges(f"announce.confirm:{item}")
    assert mali.sees.text.endswith(told)
    assert mali.sees.buttons()[0] == button
    mali.taps(button)
    with story.database.begin() as uow:
        found = uow.announcements.get(item)
    assert found is not None
    assert found.state == "planned"
