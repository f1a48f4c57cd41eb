"""A whole season: days and nights pass, people look at their phones, and Phaen is killed now and then."""

from __future__ import annotations

import asyncio
import logging
import time
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path
from random import Random

from bot.content.library import Library
from bot.demo.clock import by_day
from bot.domain import zones
from bot.domain.contests import Phase
from bot.rehearsal import office
from bot.rehearsal.account import Account
from bot.rehearsal.bot import Bot
from bot.rehearsal.clock import SharedClock
from bot.rehearsal.habits import ERRANDS, HABITS
from bot.rehearsal.people import TEMPERS, Human
from bot.rehearsal.phones import Phone
from bot.settings import shipped
from bot.simulator import LocalTelegram
from bot.store.database import Database

log = logging.getLogger(__name__)
READS = timedelta(seconds=40)  # in which somebody reads a page and answers it
PARTS = (7.5, 12.5, 18.5, 22.0)  # hours at which people look at their phones; the last is in the quiet hours
_TOGETHER = timedelta(minutes=20)  # what is due within so long is looked at together
_BY_NIGHT = 0.1  # how many of those who look by day do so at night
_MOST = 400  # times that people act in a part of a day: nobody goes on for ever


@dataclass(frozen=True)
class Size:
    """How large a rehearsal is. `week` is how many days a week of the round lasts; `busy` and `after` are how many
    look at their phones in a part of a day while the round lasts, and in the year of work after it."""

    groups: int = 30
    people: int = 200
    experts: int = 6
    kills: int = 60
    week: float = 7.0
    year: int = 365
    busy: float = 0.25
    after: float = 0.04

    @property
    def round(self) -> int:
        """Days until the results are out."""
        return round(self.week * sum(weeks for phase, weeks in office.LENGTHS.items() if phase != Phase.FOLLOW_UP))

    @property
    def days(self) -> int:
        """Days in all."""
        return self.round + self.year


class Season:
    """A local Telegram, Phaen as a process, and people with phones."""

    def __init__(self, folder: Path, url: str, size: Size, *, seed: int) -> None:
        self.folder, self.url, self.size, self.chance = folder, url, size, Random(seed)  # noqa: S311 – chance, no secret
        self.clock = SharedClock(folder / "clock")
        self.clock.move(by_day(self.clock.now()))
        self.begun, self.took = self.clock.now(), time.monotonic()
        self.telegram = LocalTelegram(clock=self.clock, folder=folder / "telegram")
        self.library = Library.load(shipped("content"))
        self.humans: list[Human] = []
        self.memory: list[int] = []  # KB of the process at the end of each day
        self.bot = Bot(self.telegram.world, folder / "clock", {})
        self.account: Account | None = None
        self.office: office.Office | None = None

    async def live(self) -> Account:
        """From the invitations to the end of the year; what came of it. Raises Stuck where Phaen did not go on."""
        (self.folder / "data").mkdir(exist_ok=True)
        self.bot.environment |= self._settings(await self.telegram.start())
        self.office = self._prepare()
        await self.bot.start()
        self.account = Account(Database(self.url, reads=True), self.library)
        for day in range(self.size.days):
            for hour in PARTS:
                await self._part(self._at(day, hour), day)
            self.account.note(self.clock.now())
            self.memory.append(_memory(self.bot.pid))
            if day % 7 == 6:
                log.info("rehearsed: day %s of %s, %s kills", day + 1, self.size.days, self.bot.kills)
        await self._all_come_home()
        self.took = time.monotonic() - self.took
        media = self.folder / "data" / "media"
        self.account.close(self.humans, self.office.round, media, self.clock.now())
        return self.account

    async def end(self) -> None:
        """Whatever came of it: nothing runs any more."""
        await self.bot.kill()
        await self.telegram.stop()
        if self.account is not None:
            self.account.database.close()

    # Before it begins -------------------------------------------------------------------------------------------------
    def _settings(self, address: str) -> dict[str, str]:
        limits = dict.fromkeys(("PHAEN_LIMIT_OVERALL", "PHAEN_LIMIT_CHAT", "PHAEN_LIMIT_GROUP"), "0")
        return limits | {
            "PHAEN_TOKEN": self.telegram.token,
            "PHAEN_TELEGRAM_URL": address,
            "PHAEN_DATA": str(self.folder / "data"),
            "PHAEN_DATABASE_URL": self.url,
        }

    def _prepare(self) -> office.Office:
        database, size = Database(self.url), self.size
        database.upgrade()
        staff = self._human("Mali", "staff", "quick")
        staff.joined = staff.phone.owner.started = True
        with database.begin() as uow:
            account, now = staff.phone.owner.id, self.clock.now()
            made = office.prepare(uow, self.library, account, size.groups, size.experts, size.week, now=now)
        database.close()
        for number, link in enumerate(made.experts):
            self._human(f"Dr. {number}", "expert", "quick", link)
        for number in range(size.people - size.experts - 1):
            place, group = divmod(number, size.groups)
            kind = ("leader", "sharer")[place] if place < 2 else "member"
            temper = "quick" if kind == "leader" else self.chance.choice(list(TEMPERS))
            self._human(f"P{number}", kind, temper, made.links[group])
        return made

    def _human(self, name: str, kind: str, temper: str, link: str = "") -> Human:
        phone = Phone(self.telegram.world, self.telegram.world.add_person(name, language_code="lo"))
        chance = Random(f"{name}{self.chance.random()}")  # noqa: S311 – chance, no secret
        partner = f"ແມ່ {name}" if kind == "sharer" else ""
        human = Human(name, kind, temper, phone, chance, HABITS[kind], ERRANDS[kind], f"i-{link}", partner)
        human.horizon = max(10, self.size.round + self.size.year - 20)
        self.humans.append(human)
        return human

    # Days and nights --------------------------------------------------------------------------------------------------
    def _at(self, day: int, hour: float) -> datetime:
        start = zones.local(self.begun, office.ZONE).replace(hour=0, minute=0, second=0, microsecond=0)
        return start + timedelta(days=day, hours=hour)

    async def _part(self, at: datetime, day: int) -> None:
        """The clock goes on to an instant, stopping where something is due; then people look at their phones."""
        cuts = self.size.kills / (self.size.days * len(PARTS))
        cut = asyncio.create_task(self.bot.cut(self.chance.expovariate(1))) if self.chance.random() < cuts else None
        while (due := await self.bot.look()) and due < at:
            self.clock.move(min(at, max(due, self.clock.now() + _TOGETHER)))
        self.clock.move(at)
        await self.bot.look()
        share = self.size.busy if day < self.size.round else self.size.after
        night = zones.local(at, office.ZONE).hour >= PARTS[-1]
        for human in self.humans:
            human.wakes(at, share * (_BY_NIGHT if night else 1))
        await self._act()
        if cut is not None:
            await cut

    async def _act(self) -> None:
        for _ in range(_MOST):
            acted = [human for human in self.humans if human.acts()]
            if not acted:
                return
            await self.bot.rest()
            self.clock.move(self.clock.now() + READS)
            for human in acted:
                human.reads()

    async def _all_come_home(self) -> None:
        """In the end everybody asks for the first page: whoever has none is stuck."""
        self.clock.move(self._at(self.size.days, PARTS[0]))
        await self.bot.look()
        for human in self.humans:
            if human.joined:
                human.phone.says("/menu")
        await self.bot.rest()


def _memory(pid: int) -> int:
    """KB that a process holds at present; 0 where that cannot be known."""
    try:
        lines = Path(f"/proc/{pid}/status").read_text(encoding="ascii").splitlines()
    except OSError:
        return 0
    return next((int(line.split()[1]) for line in lines if line.startswith("VmRSS")), 0)
