"""`python -m bot.simulator --port 8081`: a local Telegram with three people, to which a bot can connect."""

import argparse
import asyncio
import sys

from bot.simulator.server import LocalTelegram

PEOPLE = (("Noy", "lo"), ("Dr. Kham", "lo"), ("Mali", "en"))


async def serve(host: str, port: int) -> None:
    telegram = LocalTelegram()
    for name, language in PEOPLE:
        telegram.world.add_person(name, language_code=language)
    url = await telegram.start(host, port)
    sys.stdout.write(f"Telegram is at {url}, its bot's token is {telegram.token}\n")
    sys.stdout.flush()
    try:
        await asyncio.Event().wait()
    finally:
        await telegram.stop()


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--host", default="127.0.0.1")
    parser.add_argument("--port", type=int, default=8081)
    options = parser.parse_args()
    try:
        asyncio.run(serve(options.host, options.port))
    except KeyboardInterrupt:
        sys.stdout.write("Telegram is closed.\n")


if __name__ == "__main__":
    main()
