"""Announcements: written in two languages, checked, sent once to the right people, answered, and reported."""

from dataclasses import replace

import pytest

from bot.domain.audiences import Kind
from bot.domain.delivery import SendState
from bot.domain.ids import AnnouncementId, ChatId
from bot.domain.marks import Mark
from bot.domain.people import Role
from bot.screens.announce.choice import ASKED
from bot.screens.announce.words import announcement_text
from bot.services.announcements import sending
from bot.store.outbox import Settled
from tests.story import Someone, Story

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


def send(story: Story, mali: Someone) -> None:
    mali.taps("📤 Send")
    if "in one language only" in mali.sees.text:
        mali.taps("Everybody of them reads it")
    mali.taps("📤 Send now")
    expand(story)


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
        uow.outbox.settle(results, now=story.now)
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
        uow.outbox.settle(told, now=story.now)
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
