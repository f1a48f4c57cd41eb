"""`phaen check`: whether everything is in order before Phaen starts, and (`--live`) before farmers join."""

from bot.checkup.finding import Finding
from bot.checkup.live import TO_TICK, live
from bot.checkup.settings import checkup, explained, wrong

__all__ = ["TO_TICK", "Finding", "checkup", "explained", "live", "wrong"]
