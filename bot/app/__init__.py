"""Phaen as a whole: its parts plugged together, what is looked at in time, what jobs do, and the command menus."""

from bot.app.once import first_link, paper
from bot.app.wiring import App, build

__all__ = ["App", "build", "first_link", "paper"]
