"""An asynchronous client for tests: people with names, who act, wait for the bot, and remember what they saw."""

from typing import Any

from bot.simulator.line import Line, Refused
from bot.simulator.payload import Json
from bot.simulator.phone import Group, Person

__all__ = ["Group", "Person", "Refused", "World"]


class World(Line):
    """`async with World(url) as world:` – all people, all chats, one transcript."""

    async def person(self, first_name: str, *, started: bool = False, **facts: Any) -> "Person":
        """A new person, who has pressed Start already when `started`."""
        body = await self.post("/api/people", {"first_name": first_name, **facts})
        self.names[body["id"]] = first_name
        person = Person(self, body["id"], first_name)
        if started:
            await person.start(wait=False)
        return person

    async def group(self, title: str, creator: "Person", **wish: Any) -> "Group":
        chat = await self.post("/api/groups", {"title": title, "creator": creator.id, **wish})
        self.names[chat["id"]] = title
        return Group(self, chat["id"], title)

    async def advance(self, seconds: float) -> str:
        """Moves the world's clock and returns its new time, ISO 8601."""
        return str((await self.post("/api/clock", {"seconds": seconds}))["now"])

    async def order(self, **faults: Any) -> Json:
        """Orders faults and limits, as POST /api/faults takes them."""
        return await self.post("/api/faults", faults)

    async def turn(self, *, on: bool) -> None:
        await self.post("/api/running", {"on": on})

    async def calls(self, method: str = "") -> list[Json]:
        """The bot's calls so far, of one method or of all."""
        calls = (await self.get("/api/calls"))["calls"]
        return [call for call in calls if method in ("", call["method"])]
