"""answerCallbackQuery."""

import time

from bot.simulator import text
from bot.simulator.errors import bad_request
from bot.simulator.methods.registry import method
from bot.simulator.parameters import Parameters
from bot.simulator.world import World

MAX_ANSWER_UNITS = 200  # core.telegram.org/bots/api#answercallbackquery
# Seconds of real time; Telegram does not publish its timeout, bots observe well under a minute.
ANSWER_TIMEOUT = 30.0


@method("answerCallbackQuery")
def answer_callback_query(world: World, parameters: Parameters) -> bool:
    callback = world.callbacks.get(parameters.text("callback_query_id"))
    late = callback is not None and time.monotonic() - callback.asked_at > ANSWER_TIMEOUT
    if callback is None or callback.answer is not None or late:
        raise bad_request("query is too old and response timeout expired or query ID is invalid")
    if text.units(parameters.text("text")) > MAX_ANSWER_UNITS:
        raise bad_request("MESSAGE_TOO_LONG")
    callback.answer = {"text": parameters.text("text"), "show_alert": parameters.flag("show_alert")}
    callback.answered.set()
    world.events.add(
        "answer",
        [callback.person],
        callback.chat_id,
        answer=callback.answer,
        callback_query_id=parameters.text("callback_query_id"),
    )
    return True
