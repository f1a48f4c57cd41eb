"""`phaen demo`: local Telegram, bot, movable clock, and the living programme that it starts with."""

from bot.demo.demo import run

__all__ = ["run"]
