"""That there is a confidential word, or an answer to one: nothing of what it says, for a lock screen shows it."""

from __future__ import annotations

from bot.chat.address import Go
from bot.chat.message import Button, Message
from bot.chat.notice import Occasion, notice
from bot.domain.complaints import ComplaintState
from bot.domain.notices.complaints import WordAnswered, WordCame, WordPassedOn
from bot.i18n import mark

_WORD = mark("🤫 There is a word for you")


@notice(WordCame)
def word_came(occasion: Occasion[WordCame]) -> Message | None:
    """To its reader."""
    found, person = occasion.uow.complaints.get(occasion.what.complaint), occasion.person
    if found is None or person is None or found.reader != person.id or found.state is not ComplaintState.WAITING:
        return None
    read = Button(occasion.say("📖 Read it"), Go("complain.read", {"complaint": found.id}, push=True))
    return Message(occasion.say(_WORD), [[read]])


@notice(WordAnswered)
def word_answered(occasion: Occasion[WordAnswered]) -> Message | None:
    """To whoever said it."""
    found, person = occasion.uow.complaints.get(occasion.what.complaint), occasion.person
    if found is None or person is None or found.person != person.id:
        return None
    read = Button(occasion.say("📖 Read it"), Go("complain.own", {"complaint": found.id}, push=True))
    return Message(occasion.say(_WORD), [[read]])


@notice(WordPassedOn)
def word_passed_on(occasion: Occasion[WordPassedOn]) -> Message | None:
    """To a reader who did not answer in time."""
    return Message(occasion.say("🤫 A word that you did not answer in time is with somebody else now"))
