"""A local Telegram for demo and tests: the Bot API over HTTP, a client for the people who use it, and a web page."""

from bot.simulator.server import LocalTelegram

__all__ = ["LocalTelegram"]
