"""What people are told when the program itself failed: kind words, a code, and that nothing is lost."""

from __future__ import annotations

from bot.chat.message import Message
from bot.chat.notice import Occasion, notice
from bot.i18n import lines


@notice("turn_failed")
def turn_failed(occasion: Occasion) -> Message:
    """To whoever wrote the update that was set aside."""
    say = occasion.say
    text = say("Sorry, the system has a problem. Your answer is kept. Try again later")
    return Message(lines(text, say("Code: {code}", code=occasion.args["code"])))


@notice("update_aside")
def update_aside(occasion: Occasion) -> Message:
    """To administrators: `phaen inbox` shows what stands behind the code."""
    return Message(occasion.say("An update was set aside. Its code: {code}", code=occasion.args["code"]))
