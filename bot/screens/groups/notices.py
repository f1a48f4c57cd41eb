"""What staff and people hear of a proposed group."""

from __future__ import annotations

from bot.chat.address import Go, Tap
from bot.chat.message import Button, Message
from bot.chat.notice import Occasion, notice
from bot.domain.notices.groups import (
    ChatClosed,
    ChatEnded,
    ChatLoose,
    GroupDecided,
    GroupProposed,
    GroupWritten,
    MovedTo,
)
from bot.i18n import bold, lines, paragraphs, safe
from bot.screens.groups.words import proposal


@notice(GroupProposed, screen="members.proposed")
def group_proposed(occasion: Occasion[GroupProposed]) -> Message | None:
    """To staff: a group that is not in the list yet."""
    group = occasion.uow.groups.get(occasion.what.group)
    return proposal(group, occasion.say) if group and group.state == "proposed" else None


@notice(GroupDecided)
def group_decided(occasion: Occasion[GroupDecided]) -> Message | None:
    """To those who proposed a group."""
    group = occasion.uow.groups.get(occasion.what.group)
    if group is None or group.state == "proposed":
        return None
    if group.state == "active":
        text = occasion.say("🎉 The group {group} is open now. Invite its members", group=group.name)
        to = Go("members.list", {"group": group.id}, push=True)
        return Message(text, rows=[[Button(occasion.say("👥 Members of the group"), to)]])
    return Message(
        occasion.say("Staff did not open the group {group}. You can look for your group in the list", group=group.name)
    )


@notice(GroupWritten, screen="home.menu")
def group_written(occasion: Occasion[GroupWritten]) -> Message | None:
    """To every member: what staff write to their group."""
    group = occasion.uow.groups.get(occasion.what.group)
    if group is None:
        return None
    say = occasion.say
    head = say("📨 {name} writes to {group}:", name=occasion.uow.people.name(occasion.what.by), group=group.name)
    return Message(paragraphs(bold(head), safe(occasion.what.words)))


@notice(MovedTo)
def moved_to(occasion: Occasion[MovedTo]) -> Message | None:
    """To a member whom staff have moved to another group."""
    group = occasion.uow.groups.get(occasion.what.group)
    if group is None or occasion.person is None or occasion.uow.groups.membership(group.id, occasion.person.id) is None:
        return None
    return Message(
        occasion.say("👥 You are in the group {group} now. The staff have moved you there", group=group.name)
    )


@notice(ChatLoose, screen="group_chat.hello")
def chat_loose(occasion: Occasion[ChatLoose]) -> Message:
    """In a chat that nobody has linked: when the bot goes, and how it stays."""
    say = occasion.say
    leaves = say("If nobody does, I leave this chat on {day}", day=say.date(say.today(occasion.what.leaves_at)))
    ask = say("This chat is not linked to a group yet. The leader taps here to link it")
    return Message(lines(ask, leaves), rows=[[Button(say("Link it to my group ▶"), Tap("link"))]])


@notice(ChatEnded)
def chat_ended(occasion: Occasion[ChatEnded]) -> Message | None:
    """To whoever leads: the group's chat is not linked any more, and what comes instead."""
    group = occasion.uow.groups.get(occasion.what.group)
    if group is None or group.chat is not None:
        return None
    say = occasion.say
    text = lines(
        say("🔗 The Telegram chat of {group} is gone, or I was taken out of it", group=group.name),
        say("Reminders now come to each of you in private"),
    )
    again = Go("members.invite", {"group": group.id}, push=True)
    return Message(text, rows=[[Button(say("💬 Use a Telegram group"), again)]])


@notice(ChatClosed)
def chat_closed(occasion: Occasion[ChatClosed]) -> Message | None:
    """To whoever leads: the group's chat does not let the bot write."""
    group = occasion.uow.groups.get(occasion.what.group)
    if group is None or group.chat is None:
        return None
    say = occasion.say
    return Message(
        lines(
            say("🔇 I may not write in the Telegram chat of {group} now", group=group.name),
            say("Please allow it in the settings of that chat. I try again for a day"),
        )
    )
