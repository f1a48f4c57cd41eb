"""An asynchronous client for tests: people who act, wait for the bot's reaction, and see their screens."""

from bot.simulator.connection import Connection, RequestError
from bot.simulator.payload import Json
from bot.simulator.phone import Group, Person

__all__ = ["Client", "Group", "Person", "RequestError"]


class Client(Connection):
    """`async with Client(url) as client:` – all people, all chats, one transcript."""

    async def person(self, first_name: str, *, started: bool = False, **fields: object) -> "Person":
        """Creates a person, who has pressed Start already when `started`."""
        body = await self.post("/api/people", {"first_name": first_name, **fields})
        self.names[body["id"]] = first_name
        person = Person(self, body["id"], first_name)
        if started:
            await person.start(wait=False)
        return person

    async def group(self, title: str, creator: "Person", **fields: object) -> "Group":
        """Creates a group; `fields` as POST /api/groups takes them."""
        chat = await self.post("/api/groups", {"title": title, "creator": creator.id, **fields})
        self.names[chat["id"]] = title
        return Group(self, chat["id"], title)

    async def advance(self, seconds: float) -> str:
        """Advances the clock and returns its new time, ISO 8601."""
        return str((await self.post("/api/clock", {"seconds": seconds}))["now"])

    async def set_faults(self, **faults: object) -> Json:
        """Sets faults and limits; the keys are those of POST /api/faults."""
        return await self.post("/api/faults", faults)

    async def switch_bot(self, *, on: bool) -> None:
        """Switches the bot on or off."""
        await self.post("/api/running", {"on": on})

    async def calls(self, method: str = "") -> list[Json]:
        """The bot's requests so far, to one method or to all."""
        calls = (await self.get("/api/calls"))["calls"]
        return [call for call in calls if method in ("", call["method"])]
