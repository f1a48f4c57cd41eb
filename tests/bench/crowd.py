"""200 people in the process of the local Telegram, who do 2,000 things and time each answer."""

from __future__ import annotations

import asyncio
import statistics
import time
from dataclasses import dataclass, field

from bot.simulator import LocalTelegram, user_actions
from bot.simulator.payload import Json
from bot.simulator.world import Chat, Person

PATIENCE = 180.0  # seconds for a whole run


@dataclass
class Result:
    """What one run took."""

    updates: int
    seconds: float
    waits: list[float] = field(default_factory=list)  # of each answer, in seconds
    worked: float = 0.0  # seconds of processor that the bot took

    @property
    def rate(self) -> float:
        return self.updates / self.seconds

    def quantile(self, share: float) -> float:
        """A quantile of the waits, in milliseconds."""
        ordered = sorted(self.waits)
        return ordered[min(len(ordered) - 1, int(share * len(ordered)))] * 1000


class Crowd:
    """Everybody acts at once and again as soon as the answer is there."""

    def __init__(self, telegram: LocalTelegram, number: int) -> None:
        self.telegram, self.world = telegram, telegram.world
        self.people = [self.world.add_person(f"P{each}", language_code="lo") for each in range(number)]
        for person in self.people:
            person.started = True
        self._news: dict[int, asyncio.Event] = {person.id: asyncio.Event() for person in self.people}
        self._taps: set[asyncio.Task[Json | None]] = set()
        post, change = self.world.post, self.world.replace

        # The bench listens where messages arrive, so that waiting costs the local Telegram nothing.
        def posted(chat: Chat, author: Json, content: Json) -> Json:
            found = post(chat, author, content)
            if author["is_bot"]:
                self._arrived(chat.id)
            return found

        def changed(chat: Chat, message: Json) -> None:
            change(chat, message)
            self._arrived(chat.id)

        self.world.post, self.world.replace = posted, changed  # type: ignore[method-assign]

    def _arrived(self, chat: int) -> None:
        if event := self._news.get(chat):
            event.set()

    async def talk(self, deeds_each: list[str], plans: dict[int, int] | None = None) -> Result:
        """Each person does each deed in turn: "text" is typed, "=data" taps a button, "?label" the one so labelled."""
        plans = plans or {}
        result, begun = Result(len(self.people) * len(deeds_each), 0), time.perf_counter()
        await asyncio.wait_for(
            asyncio.gather(*(self.one(each, _own(deeds_each, plans.get(each.id)), result) for each in self.people)),
            PATIENCE,
        )
        result.seconds = time.perf_counter() - begun
        return result

    async def one(self, person: Person, deeds_each: list[str], result: Result) -> None:
        """One person's deeds, each as soon as the one before was answered."""
        news = self._news[person.id]
        for deed in deeds_each:
            news.clear()
            begun = time.perf_counter()
            self._do(person, deed)
            await news.wait()
            result.waits.append(time.perf_counter() - begun)

    def _do(self, person: Person, deed: str) -> None:
        chat = self.world.chats[person.id]
        if deed[0] not in "=?":
            user_actions.send_text(self.world, person, chat, deed)
            return
        message, data = self._button(chat.messages, deed)
        task = asyncio.ensure_future(user_actions.tap(self.world, person, chat, message, data))
        self._taps.add(task)
        task.add_done_callback(self._taps.discard)

    def _button(self, messages: dict[int, Json], deed: str) -> tuple[int, str]:
        newest = max(number for number, message in messages.items() if message["from"]["is_bot"])
        if deed[0] == "=":
            return newest, deed[1:]
        rows = messages[newest].get("reply_markup", {}).get("inline_keyboard", [])
        found = [button["callback_data"] for row in rows for button in row if deed[1:] in button["text"]]
        return newest, found[0] if found else "home.menu"


def _own(deeds_each: list[str], plan: int | None) -> list[str]:
    return [deed.replace("{plan}", str(plan)) for deed in deeds_each]


def median(results: list[Result]) -> Result:
    """The run whose rate is in the middle."""
    return sorted(results, key=lambda result: result.rate)[len(results) // 2]


def middle(values: list[float]) -> float:
    return statistics.median(values)
