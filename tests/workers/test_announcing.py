"""An announcement to three hundred groups, told to its end with the real engine and the local Telegram."""

from __future__ import annotations

import asyncio
from collections import Counter
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import TypeVar

import pytest

from bot.domain.ids import AccountId, AnnouncementId, PersonId
from bot.domain.incoming import File
from bot.domain.people import Person, Role
from bot.domain.refused import Forbidden, Refused
from bot.services import media
from bot.services.announcements import after, announcements, audiences, reach, replies, sending, under_way
from bot.services.announcements.under_way import Progress
from bot.simulator.files import Upload
from bot.simulator.world import Person as Phone
from bot.store.database import UnitOfWork
from bot.store.reach import Tally
from tests.simulator.helpers import png
from tests.story import LIBRARY
from tests.workers.conftest import Engine, Heard, settings

pytestmark = pytest.mark.slow

T = TypeVar("T")
GROUPS, BLOCKED, PHONELESS = 300, 20, 15
MORNING = datetime(2026, 11, 23, 3, 0, tzinfo=UTC)  # ten o'clock in Laos


class Office:
    """Two staff members, and 300 groups with a leader each; some blocked the bot, some groups have no phone."""

    def __init__(self, engine: Engine) -> None:
        self.engine, self.phones = engine, [engine.somebody(f"Leader {n}") for n in range(GROUPS - PHONELESS)]
        self.staff = [engine.somebody(name) for name in ("Mali", "Somphone")]
        for phone in self.phones[:BLOCKED]:
            phone.blocked = True

    async def open(self) -> None:
        self.engine.clock.ahead += MORNING - self.engine.clock.now()
        self.mali, self.somphone = await self.do(self._fill)

    def _fill(self, uow: UnitOfWork) -> tuple[Person, Person]:
        village = uow.groups.village("1704", "Darkhied", state="known")
        values = {"village_id": village, "project": "RLIP", "state": "active", "zone": "Asia/Vientiane"}
        for number in range(GROUPS):
            group = uow.groups.add(now=MORNING, name=f"Group {number}", **values)
            phone = self.phones[number] if number < len(self.phones) else None
            uow.groups.join(group, _person(uow, f"Leader {number}", phone), leader=True, now=MORNING)
        found = [_person(uow, phone.first_name, phone) for phone in self.staff]
        for one in found:
            uow.people.put_role(one, Role.STAFF, "confirmed", now=MORNING)
        mali, somphone = map(uow.people.get, found)
        assert mali is not None
        assert somphone is not None
        return mali, somphone

    async def do(self, work: Callable[[UnitOfWork], T]) -> T:
        return await self.engine.app.executor.run(work)

    @property
    def now(self) -> datetime:
        return self.engine.clock.now()

    async def leave(self) -> None:
        """Everything that may leave does."""

        def waits(uow: UnitOfWork) -> bool:
            rows = {state for _, state in uow.outbox.counts()} & {"pending", "sending"}
            return bool(rows or uow.jobs.waiting(now=self.now + timedelta(days=9)))

        for _ in range(500):
            self.engine.app.jobs.look()
            self.engine.app.outbox.look()
            await asyncio.sleep(0.05)
            if not await self.do(waits):
                return
        raise AssertionError("it does not come to rest")

    def got(self) -> Counter[int]:
        """How many copies each phone has that has any."""
        return Counter({one.id: len(self.engine.read(one.id)) for one in self.phones if self.engine.read(one.id)})

    def said(self) -> Counter[str]:
        """What stands on the phones."""
        return Counter(text for one in self.phones for text in self.engine.read(one.id))

    async def progress(self, item: AnnouncementId) -> Progress:
        def look(uow: UnitOfWork) -> Progress:
            found = uow.announcements.get(item)
            assert found is not None
            return under_way.progress(uow, found, now=self.now)

        return await self.do(look)


def _person(uow: UnitOfWork, name: str, phone: Phone | None) -> PersonId:
    person = uow.people.add(now=MORNING, name=name, language="lo", consented_at=MORNING if phone else None)
    if phone is not None:
        uow.people.account(AccountId(phone.id), now=MORNING)
        uow.people.speak_as(AccountId(phone.id), person)
    return person


async def test_an_announcement_to_three_hundred_groups(  # noqa: PLR0915 – one story from its first word to its last
    url: str, telegram: Heard, tmp_path: Path
) -> None:
    """A language is missing, a second person refuses and confirms, it is paused, killed, corrected and taken back."""
    rules = settings(url, telegram, tmp_path).model_copy(update={"limit_overall": 100})
    engine = Engine(telegram, rules)
    await engine.start()
    office = Office(engine)
    await office.open()
    mali, somphone = office.mali, office.somphone

    def written(uow: UnitOfWork) -> AnnouncementId:
        item = announcements.begin(uow, by=mali, now=office.now)
        announcements.write(uow, item, "lo", "ຝົນ", by=mali)
        audiences.address(uow, item, "who", "leaders", by=mali)
        return item

    item = await office.do(written)

    def send(uow: UnitOfWork) -> str:
        return sending.send(uow, LIBRARY, item, by=mali, max_without_second=200, now=office.now)

    with pytest.raises(Refused, match="one language only"):
        await office.do(send)
    await office.do(lambda uow: announcements.explain(uow, item, "Everybody reads Lao", by=mali))
    assert await office.do(send) == "waiting"

    def confirm(uow: UnitOfWork, by: Person) -> str:
        return sending.confirm(uow, LIBRARY, item, by=by, now=office.now)

    with pytest.raises(Forbidden):
        await office.do(lambda uow: confirm(uow, mali))
    await office.do(lambda uow: sending.take_back(uow, item, by=somphone, now=office.now))  # refused by the second
    assert await office.do(send) == "waiting"
    assert await office.do(lambda uow: confirm(uow, somphone)) == "sending"
    engine.app.jobs.look()
    while len(office.got()) < 30:
        await asyncio.sleep(0.02)
    await office.do(lambda uow: under_way.pause(uow, item, by=somphone, now=office.now))
    await asyncio.sleep(0.5)  # what was claimed before arrives
    paused = len(office.got())
    assert 30 <= paused < GROUPS - PHONELESS - BLOCKED
    await asyncio.sleep(0.3)
    assert len(office.got()) == paused
    assert (await office.progress(item)).report.waiting > 0
    await engine.stop()  # and a new life, in which it is paused still
    engine = office.engine = Engine(telegram, rules)
    await engine.start()
    await asyncio.sleep(0.3)
    assert len(office.got()) == paused
    await office.do(lambda uow: under_way.resume(uow, item, by=mali, now=office.now))
    await office.leave()
    assert set(office.got().values()) == {1}
    report = (await office.progress(item)).report
    assert (report.delivered, report.blocked, report.waiting) == (GROUPS - PHONELESS - BLOCKED, BLOCKED, 0)

    # Its end is told, once, with the figures.
    await engine.app.look("announcements under way")
    await office.leave()
    assert [text for text in engine.read(office.staff[0].id) if "ສົ່ງແຈ້ງການທີ 1 ແລ້ວ" in text]

    # Somebody understands, somebody wants a call; the rest are on the list of the silent.
    heard = [one for one in office.phones if not one.blocked]

    def answer(uow: UnitOfWork) -> tuple[int, int]:
        for phone, word in ((heard[0], "understood"), (heard[1], "call")):
            person = uow.people.get(uow.people.person_of(AccountId(phone.id)) or PersonId(0))
            assert person is not None
            replies.reply(uow, item, word, by=person, now=office.now)
        return len(replies.silent(uow, item, by=mali)), len(replies.callers(uow, item, by=mali))

    assert await office.do(answer) == (len(heard) - 2, 1)

    # A correction reaches every copy and sends none anew.
    await office.do(lambda uow: after.correct(uow, item, "lo", "ຝົນແຮງ", by=mali, now=office.now))
    await office.leave()
    words = office.said()
    assert sum(n for text, n in words.items() if "ຝົນແຮງ" in text) == len(heard) == sum(words.values())
    assert sum(n for text, n in words.items() if "ຄຳຕອບ" in text) == 2  # those who answered see it still

    # Who was not reached is called, or gets it on paper: the three add up to all.
    def tell(uow: UnitOfWork) -> Tally:
        each = [one for one in reach.of_groups(uow, item, by=mali) if one.tally.not_yet]
        people = [reach.unreached(uow, item, one.group, by=mali)[0].person for one in each]
        reach.tell(uow, item, people[:BLOCKED], "called", by=mali, now=office.now)
        reach.tell(uow, item, people[BLOCKED:], "printed", by=mali, now=office.now)
        return reach.together(reach.of_groups(uow, item, by=mali))

    assert await office.do(tell) == Tally(len(heard), BLOCKED, PHONELESS, 0)

    # Three days later it is taken back: what is too old to be deleted says so, nobody is disturbed.
    engine.clock.ahead += timedelta(days=3)
    await office.do(lambda uow: after.recall(uow, item, by=mali, now=office.now))
    taken_back = {"📣 ແຈ້ງການນີ້ຖອນຄືນແລ້ວ": len(heard)}
    for _ in range(100):  # until the time of Telegram's answers is the new one
        await office.leave()
        if office.said() == taken_back:
            break
        await asyncio.sleep(0.1)
    assert office.said() == taken_back
    await engine.stop()


async def test_one_that_is_planned_starts_at_its_hour_across_a_restart(
    url: str, telegram: Heard, tmp_path: Path
) -> None:
    """With an album, a voice, and a copy that is deleted within two days."""
    rules = settings(url, telegram, tmp_path)
    engine = Engine(telegram, rules)
    await engine.start()
    office = Office(engine)
    office.phones = office.phones[: BLOCKED + 2]
    await office.open()
    mali, at = office.mali, MORNING + timedelta(hours=7)

    def written(uow: UnitOfWork) -> AnnouncementId:
        item = announcements.begin(uow, by=mali, now=office.now)
        for language, words in (("lo", "ຝົນ"), ("en", "Rain")):
            announcements.write(uow, item, language, words, by=mali)
        audiences.address(uow, item, "who", "leaders", by=mali)
        sending.plan(uow, item, at, by=mali, now=office.now)
        sending.send(uow, LIBRARY, item, by=mali, max_without_second=900, now=office.now)
        return item

    item = await office.do(written)
    await office.leave()
    assert office.got() == {}
    await engine.stop()
    engine = office.engine = Engine(telegram, rules)
    await engine.start()
    await engine.app.look("announcements")
    await office.leave()
    assert office.got() == {}
    assert await engine.app.next_due() == at
    engine.clock.ahead += at - engine.clock.now()
    for _ in range(2):
        await engine.app.look("announcements")
        await office.leave()
    assert office.got() == {one.id: 1 for one in office.phones if not one.blocked}
    await office.do(lambda uow: after.recall(uow, item, by=mali, now=office.now))
    await office.leave()
    chats = [telegram.world.chats[one.id] for one in office.phones if not one.blocked]
    assert [chat.deleted for chat in chats] == [set(chat.messages) for chat in chats]
    await engine.stop()


async def test_an_album_with_words_leaves_once_and_is_taken_back_whole(engine: Engine) -> None:
    office = Office(engine)
    office.phones = office.phones[-1:]
    await office.open()
    mali, [noy] = office.mali, office.phones
    world = engine.telegram.world
    photos = [world.files.store("photo", Upload(png()), {})[-1]["file_id"] for _ in range(2)]

    def announce(uow: UnitOfWork) -> AnnouncementId:
        item = announcements.begin(uow, by=mali, now=office.now)
        for number in range(2):
            photo = media.receive(uow, File("photo", photos[number]), "", by=mali, now=office.now)
            announcements.attach(uow, item, "lo", photo, by=mali)
        announcements.write(uow, item, "lo", "ຝົນ", by=mali)
        announcements.explain(uow, item, "Lao", by=mali)
        audiences.address(uow, item, "who", "leaders", by=mali)
        sending.send(uow, LIBRARY, item, by=mali, max_without_second=900, now=office.now)
        return item

    item = await office.do(announce)
    await office.leave()
    assert len(world.chats[noy.id].messages) == 3
    await office.do(lambda uow: after.recall(uow, item, by=mali, now=office.now))
    await office.leave()
    assert world.chats[noy.id].deleted == set(world.chats[noy.id].messages)
