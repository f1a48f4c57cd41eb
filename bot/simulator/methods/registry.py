"""The registry of Bot API methods: each is a function of the world and the request's parameters."""

from collections.abc import Awaitable, Callable
from typing import Any

from bot.simulator.parameters import Parameters
from bot.simulator.world import World

Method = Callable[[World, Parameters], Any | Awaitable[Any]]
METHODS: dict[str, tuple[str, Method]] = {}  # lower-case name → documented name and function; Telegram ignores case


def method(name: str) -> Callable[[Method], Method]:
    def register(function: Method) -> Method:
        METHODS[name.lower()] = (name, function)
        return function

    return register
