"""An announcement in the hands of those who get it, its test, and what staff hear about it."""

from __future__ import annotations

from bot.chat.address import Go, Tap
from bot.chat.message import Button, Message, column, row
from bot.chat.notice import Occasion, notice
from bot.domain.announcements import STOPPED, WAITING
from bot.domain.notices.announcements import AnnouncementBack, AnnouncementSent, AnnouncementTest, AnnouncementWaiting
from bot.screens.announce.report import replies
from bot.screens.announce.words import announcement_text, speaking


@notice(AnnouncementSent, screen="announce.reply")
def announcement(occasion: Occasion[AnnouncementSent]) -> Message | None:
    """To everybody of the audience, each in their language; group chats get it without buttons."""
    item = occasion.uow.announcements.get(occasion.what.announcement)
    if item is None or item.state == STOPPED:
        return None
    text = announcement_text(item, occasion.uow.people.name(item.author), occasion.say)
    return Message(text, replies(occasion.say) if occasion.person else ())


@notice(AnnouncementTest, screen="announce.check")
def announcement_test(occasion: Occasion[AnnouncementTest]) -> Message | None:
    """To whoever writes it, as readers of one language will see it."""
    item = occasion.uow.announcements.get(occasion.what.announcement)
    if item is None:
        return None
    say = speaking(occasion.say, occasion.what.language)
    labels = (say("👍 I understood"), say("📞 Call me, please"))
    text = announcement_text(item, occasion.uow.people.name(item.author), say)
    return Message(text, column(Button(label, Tap("tested")) for label in labels))


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
    look = Button(say("✏️ Open it"), Go("announce.check", {"announcement": item.id}, push=True))
    return Message(
        say("{name} gave your announcement back, so that it can be changed", name=occasion.what.by), [[look]]
    )
