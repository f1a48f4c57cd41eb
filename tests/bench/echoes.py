"""Bare echo bots of other libraries, each a process of its own: `python -m tests.bench.echoes <kind> <url> <token>`."""

from __future__ import annotations

import asyncio
import sys
from typing import Any


def ptb(url: str, token: str, *, parallel: bool) -> None:
    """python-telegram-bot as its examples show it; 256 parallel updates when asked."""
    from telegram import Update
    from telegram.ext import ApplicationBuilder, MessageHandler, filters

    async def echo(update: Update, _context: Any) -> None:
        assert update.message is not None
        await update.message.reply_text(update.message.text or "")

    async def say_ready(_application: Any) -> None:
        print("echo is ready", flush=True)

    building = ApplicationBuilder().token(token).base_url(f"{url}/bot").post_init(say_ready)
    if parallel:
        building = building.concurrent_updates(256).connection_pool_size(256).pool_timeout(60)
    application = building.build()
    application.add_handler(MessageHandler(filters.TEXT, echo))
    application.run_polling()


def aiogram(url: str, token: str) -> None:
    """aiogram as its documentation shows it."""
    from aiogram import Bot, Dispatcher
    from aiogram.client.session.aiohttp import AiohttpSession
    from aiogram.client.telegram import TelegramAPIServer
    from aiogram.types import Message

    dispatcher = Dispatcher()

    @dispatcher.message()
    async def echo(message: Message) -> None:
        await message.answer(message.text or "")

    async def run() -> None:
        bot = Bot(token, session=AiohttpSession(api=TelegramAPIServer.from_base(url)))
        print("echo is ready", flush=True)
        await dispatcher.start_polling(bot)

    asyncio.run(run())


if __name__ == "__main__":
    kind, root, secret = sys.argv[1:4]
    if kind == "aiogram":
        aiogram(root, secret)
    else:
        ptb(root, secret, parallel=kind == "ptb-256")
