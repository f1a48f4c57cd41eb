"""What pages and notices share: a new leader, and somebody who asks to come in."""

from __future__ import annotations

from bot.chat.address import Tap
from bot.chat.message import Button, Message, column
from bot.i18n import Html, Say, lines
from bot.services.groups.handovers import Candidacy


def candidate(candidacy: Candidacy, say: Say) -> Html:
    return say("Shall {name} lead the group {group} from now on?", name=candidacy.name, group=candidacy.group.name)


def asks(name: str, group: str, owner: str, say: Say) -> Message:
    """The question to a leader, or to staff; `owner`: whose phone they use, "" when it is their own."""
    yes, no = Button(say("✅ Yes, let in"), Tap("yes")), Button(say("✖️ No"), Tap("no"))
    shared = say("{name} uses the phone of {owner}", name=name, owner=owner) if owner else ""
    text = say("{name} asks to come into the group {group}. A member of yours?", name=name, group=group)
    return Message(lines(shared, text), column([yes, no]))
