"""The Bot API methods of the local Telegram, a file for each family; importing the package registers them."""

from bot.simulator.methods import callbacks, chats, copies, deletions, edits, files, media, messages, profile, updates
from bot.simulator.methods.registry import METHODS

__all__ = [
    "METHODS",
    "callbacks",
    "chats",
    "copies",
    "deletions",
    "edits",
    "files",
    "media",
    "messages",
    "profile",
    "updates",
]
