"""The one workshop that all tests of papers share, as the bot has one; its process starts with the first paper."""

from bot.documents.workshop import Workshop

WORKSHOP = Workshop()
