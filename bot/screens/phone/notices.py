"""What old phones, new phones, leaders and staff hear when somebody moves."""

from __future__ import annotations

from bot.chat.address import Tap
from bot.chat.message import Button, Message, column
from bot.chat.notice import Occasion, notice
from bot.domain.moves import MoveState
from bot.domain.notices.people import PhoneDoubted, PhoneMoved, PhoneMovedAway, PhoneSettled
from bot.i18n import lines
from bot.screens.phone.views import NOT_ME, looking


@notice(PhoneMovedAway, screen="phone.moved", frozen=True)
def phone_moved_away(occasion: Occasion[PhoneMovedAway]) -> Message | None:
    """To the old phone: it speaks for this person no more. What was written before moves had numbers has no button."""
    if occasion.person is None:
        return None
    say, name = occasion.say, occasion.person.name
    text = say("{name} uses another phone from now on. This one opens nothing of {name} any more", name=name)
    found = occasion.uow.moves.get(occasion.what.move)
    if found is None or not found.can_be_doubted(occasion.now):
        return Message(lines(text, say("If this is not right, tell the group leader or the staff")))
    asks = say("If you did not do this, press the button")
    return Message(text, column([Button(say(NOT_ME), Tap("not_me"))]), asks=asks)


@notice(PhoneMoved, screen="members.list")
def phone_moved(occasion: Occasion[PhoneMoved]) -> Message | None:
    """To the leaders: a member has a new phone."""
    name = occasion.uow.people.name(occasion.what.member)
    return Message(occasion.say("📱 {name} has a new phone here", name=name)) if name else None


@notice(PhoneDoubted, screen="phone.look")
def phone_doubted(occasion: Occasion[PhoneDoubted]) -> Message | None:
    """To whoever looks at it: which of the two phones is theirs?"""
    found = occasion.uow.moves.get(occasion.what.move)
    if found is None or found.state is not MoveState.DOUBTED:
        return None
    return looking(occasion.uow.people.name(found.person), occasion.say)


@notice(PhoneSettled)
def phone_settled(occasion: Occasion[PhoneSettled]) -> Message | None:
    """To both phones: somebody looked, and this one is theirs or not."""
    if occasion.person is None:
        return None
    say, name = occasion.say, occasion.person.name
    if occasion.what.yours:
        return Message(say("📱 {name}, this phone is yours here. Go on: /menu", name=name))
    text = say("The other phone is the one of {name}. This one opens nothing of {name} any more", name=name)
    return Message(lines(text, say("If this is not right, tell the group leader or the staff")))
