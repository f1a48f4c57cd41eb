"""What pages and notices share: a new leader, and somebody who asks to come in."""

from __future__ import annotations

from collections.abc import Sequence

from bot.chat.address import Tap
from bot.chat.message import Button, Message, column, grid
from bot.domain.groups import Member
from bot.i18n import Html, Say, lines
from bot.services.groups.handovers import Candidacy


def candidate(candidacy: Candidacy, say: Say) -> Html:
    return say("Shall {name} lead the group {group} from now on?", name=candidacy.name, group=candidacy.group.name)


_NAMES = 12  # on buttons


def which(group: str, entries: Sequence[Member], say: Say) -> Message:
    """The question to somebody who has come in: did the group write you down before?"""
    names = [Button(f"👥 {one.name}", Tap("me", (one.person,))) for one in entries[:_NAMES]]
    text = say("{group} wrote down these members without a phone", group=group)
    rows = [*grid(names, 2), [Button(say("✋ No, I am new here"), Tap("new"))]]
    return Message(text, rows, asks=say("Is one of them you?"))


def one_or_two(name: str, entry: str, say: Say) -> Message:
    """The question to the leader: are they one person?"""
    told = say("{entry} was written down without a phone", entry=entry)
    yes, no = Button(say("👍 Yes, one person"), Tap("one")), Button(say("✋ No, two people"), Tap("two"))
    asks = say("Are {name} and {entry} one person?", name=name, entry=entry)
    return Message(told, column([yes, no]), asks=asks)


def asks(name: str, group: str, owner: str, say: Say) -> Message:
    """The question to a leader, or to staff; `owner`: whose phone they use, "" when it is their own."""
    yes, no = Button(say("👍 Yes, let in"), Tap("yes")), Button(say("✋ No"), Tap("no"))
    shared = say("{name} uses the phone of {owner}", name=name, owner=owner) if owner else ""
    text = say("{name} asks to come into the group {group}", name=name, group=group)
    return Message(lines(text, shared), column([yes, no]), asks=say("Is it a member of yours?"))
