"""An announcement in the hands of those who get it, its test, and what staff hear about it."""

from __future__ import annotations

from bot.chat.address import Go, Tap
from bot.chat.message import Button, Message, column, row
from bot.chat.notice import Occasion, notice
from bot.domain.announcements import STOPPED, WAITING
from bot.domain.notices.announcements import (
    AnnouncementBack,
    AnnouncementDone,
    AnnouncementSent,
    AnnouncementTest,
    AnnouncementWaiting,
)
from bot.i18n import bold, paragraphs
from bot.screens.announce.report import counts
from bot.screens.announce.words import answers, received, shown, speaking
from bot.services.announcements import sending


@notice(AnnouncementSent, screen="announce.reply")
def announcement(occasion: Occasion[AnnouncementSent]) -> Message | None:
    """To everybody of the audience, each in their language; group chats get it without buttons.

    It is drawn again where it is corrected, with the answer that was given, or taken back.
    """
    item, say = occasion.uow.announcements.get(occasion.what.announcement), occasion.say
    if item is not None and item.recalled_at:
        return Message(say("📣 This announcement was taken back"))
    if item is None or not item.languages or (item.state == STOPPED and item.corrected_at is None):
        return None  # nothing is left of it where all was files, and they went with their author
    given = occasion.uow.announcements.reply(item.id, occasion.person.id) if occasion.person else ""
    rows = answers(say, given) if occasion.person and not item.unasked else ()
    thanks = say("Thank you, your answer has arrived") if given else ""
    return shown(received(occasion.uow, item, say), rows, say, thanks)


@notice(AnnouncementTest, screen="announce.check")
def announcement_test(occasion: Occasion[AnnouncementTest]) -> Message | None:
    """To whoever writes it, as readers of one language will see it."""
    item = occasion.uow.announcements.get(occasion.what.announcement)
    if item is None:
        return None
    say = speaking(occasion.say, occasion.what.language)
    labels = (say("👍 I understood"), say("📞 Call me, please"))
    rows = [] if item.unasked else column(Button(label, Tap("tested")) for label in labels)
    return shown(received(occasion.uow, item, say), rows, say)


@notice(AnnouncementWaiting)
def announcement_waiting(occasion: Occasion[AnnouncementWaiting]) -> Message | None:
    """To other staff: many people are meant, a second pair of eyes is asked for."""
    item = occasion.uow.announcements.get(occasion.what.announcement)
    if item is None or item.state != WAITING:
        return None
    say, author = occasion.say, occasion.uow.people.name(item.author)
    look = Button(say("👁 Look at it"), Go("announce.confirm", {"announcement": item.id}, push=True))
    return Message(say("{name} asks you to confirm this announcement", name=author), [row(look)])


@notice(AnnouncementBack)
def announcement_back(occasion: Occasion[AnnouncementBack]) -> Message | None:
    """To the author: the second staff member wants it changed."""
    item = occasion.uow.announcements.get(occasion.what.announcement)
    if item is None:
        return None
    say = occasion.say
    look = Button(say("✍️ Open it"), Go("announce.check", {"announcement": item.id}, push=True))
    return Message(
        say("{name} gave your announcement back, so that it can be changed", name=occasion.what.by), [[look]]
    )


@notice(AnnouncementDone)
def announcement_done(occasion: Occasion[AnnouncementDone]) -> Message | None:
    """To the author: nothing of it is on its way any more."""
    item, say = occasion.uow.announcements.get(occasion.what.announcement), occasion.say
    if item is None:
        return None
    head = say("📣 Announcement {n} has been sent", n=item.id)
    if item.state == STOPPED:
        head = say("📣 Announcement {n} was stopped", n=item.id)
    look = Button(say("📣 Open the report"), Go("announce.report", {"announcement": item.id}, push=True))
    return Message(paragraphs(bold(head), counts(sending.report(occasion.uow, item), say)), [[look]])
