"""What is done for each kind of job; each is idempotent."""

from __future__ import annotations

import asyncio
from contextlib import suppress
from functools import partial
from pathlib import Path
from typing import Any

from bot.app import menus
from bot.app.context import Context
from bot.chat.delivery import Gone, Malformed, NotSent
from bot.chat.languages import Languages
from bot.documents.workshop import Workshop
from bot.domain.delivery import Method
from bot.domain.ids import AnnouncementId, ChatId, MediumId, PersonId, PlanId, SheetId
from bot.domain.sheets import Sheet, SheetState, Unreadable
from bot.messenger.telegram import Telegram
from bot.services import erasures, own_data
from bot.services.announcements import after, sending
from bot.services.contests import contests
from bot.services.groups import chats
from bot.services.plans import agreements, asking
from bot.services.reminders import timetables
from bot.services.rounds import endings, own_days, rounds
from bot.services.sheets import sheets, taking
from bot.store import files
from bot.workers.clock import Look
from bot.workers.jobs import Handler


class Handlers:
    """A method for each kind of job; `all` names them as the jobs table does."""

    def __init__(
        self,
        context: Context,
        telegram: Telegram,
        media: Path,
        languages: Languages,
        workshop: Workshop,
        *,
        set_up: Look,
    ) -> None:
        self.context, self.telegram, self.media, self.languages = context, telegram, media, languages
        self.workshop, self._set_up = workshop, set_up

    def all(self) -> dict[str, Handler]:
        """Kind of job → what does it."""
        return {
            "fetch": self.fetch,
            "expand": self.expand,
            "amend": self.amend,
            "commands": self.commands,
            "spread": self.spread,
            "moved": self.moved,
            "own day": self.own_day,
            "ended": self.ended,
            "leave chat": self.leave_chat,
            "sheet": self.sheet,
            "sheet lines": self.sheet_lines,
            "stopped": self.stopped,
            "set up": self.set_up,
            "phase": self.phase,
            asking.JOB: self.agreements,
            own_data.JOB: self.own_data,
            erasures.UNLINK: self.unlink,
        }

    async def fetch(self, args: dict[str, Any]) -> None:
        """Bring a file that somebody sent into PHAEN_DATA; its name is the hash of its bytes."""
        run = self.context.executor.run
        medium = await run(lambda uow: uow.media.get(MediumId(args["medium"])))
        if medium is None or medium.path:
            return
        content = await self.telegram.fetch(medium.file_id)
        path = await asyncio.to_thread(files.keep, self.media, content)
        await run(lambda uow: uow.media.fetched(medium.id, path, len(content)))

    async def leave_chat(self, args: dict[str, Any]) -> None:
        """Go out of a group chat that nobody has linked, unless somebody has meanwhile."""
        chat = ChatId(args["chat"])
        if not await self.context.executor.run(lambda uow: chats.linked(uow, chat)):
            with suppress(Gone, Malformed):
                await self.telegram.leave(chat)

    async def sheet(self, args: dict[str, Any]) -> None:
        """Read a spreadsheet that somebody sent, check its lines and say what is in it."""
        run, number = self.context.executor.run, SheetId(args["sheet"])
        sheet = await run(lambda uow: uow.sheets.get(number))
        if sheet is None or sheet.state is not SheetState.READING:
            return
        read = await self._read(sheet)
        await run(lambda uow: sheets.keep(uow, self.context.library(), number, read, now=self.context.now()))
        self.context.written()

    async def _read(self, sheet: Sheet) -> dict[str, object]:
        """Its lines, fetched where that is not done yet; a file that Telegram does not have any more is broken."""
        if sheet.medium is None:
            return {"why": Unreadable.BROKEN.value}
        try:
            await self.fetch({"medium": sheet.medium})
        except Malformed:
            return {"why": Unreadable.BROKEN.value}
        medium = await self.context.executor.run(lambda uow: uow.media.get(MediumId(sheet.medium or 0)))
        if medium is None:
            return {"why": Unreadable.BROKEN.value}
        return await asyncio.to_thread(self.workshop.table, self.media / medium.path)

    async def sheet_lines(self, args: dict[str, Any]) -> None:
        """Take the lines of a spreadsheet, or take them back, some a transaction."""
        number, left = SheetId(args["sheet"]), True
        while left:
            left = await self.context.executor.run(
                lambda uow: taking.go_on(uow, self.context.library(), number, now=self.context.now())
            )
        self.context.written()

    async def expand(self, args: dict[str, Any]) -> None:
        """Write the rows of an announcement, a chunk a transaction."""
        await self.context.in_chunks(partial(sending.expand, announcement=args["announcement"]))

    async def amend(self, args: dict[str, Any]) -> None:
        """Correct or take back what was announced, a chunk a transaction."""
        what = {"announcement": AnnouncementId(args["announcement"]), "revision": args["revision"]}
        await self.context.in_chunks(partial(after.amend, **what, method=Method(args["method"])))

    async def spread(self, args: dict[str, Any]) -> None:
        """Write the reminders of a round anew, a chunk of plans a transaction."""
        library = self.context.library()
        await self.context.in_chunks(partial(timetables.spread, library=library, round_id=args["round"]))

    async def moved(self, args: dict[str, Any]) -> None:
        """Tell everybody concerned that a round's last day has moved, or back, a chunk a transaction."""
        back = bool(args.get("back"))
        await self.context.in_chunks(partial(rounds.tell_moved, round_id=args["round"], back=back))

    async def own_day(self, args: dict[str, Any]) -> None:
        """Tell a group that the last day of its plan has moved, or back."""
        plan, now = PlanId(args["plan"]), self.context.now()
        await self.context.executor.run(lambda uow: own_days.tell(uow, plan, args["why"], at=args["at"], now=now))

    async def agreements(self, args: dict[str, Any]) -> None:
        """Ask the members of a group in the morning whether they agree to the plan."""
        plan, again, now = PlanId(args["plan"]), bool(args["again"]), self.context.now()
        library = self.context.library()
        await self.context.executor.run(
            lambda uow: agreements.ask_in_the_morning(uow, library, plan, again=again, now=now)
        )
        self.context.written()

    async def ended(self, args: dict[str, Any]) -> None:
        """Tell leaders what the end of a round means for their plans, a chunk a transaction."""
        await self.context.in_chunks(partial(endings.tell_ended, round_id=args["round"], at=args["at"]))

    async def set_up(self, args: dict[str, object]) -> None:
        """Obey at once what an administrator has set; other processes look every few seconds."""
        await self._set_up()

    async def stopped(self, args: dict[str, object]) -> None:
        """Have the sender see at once what an administrator holds; it looks every other second besides."""
        self.context.written()

    async def phase(self, args: dict[str, Any]) -> None:
        """Tell everybody concerned that a phase of a competition has begun, a chunk a transaction."""
        await self.context.in_chunks(partial(contests.tell_phase, round_id=args["round"], phase=args["phase"]))

    async def commands(self, args: dict[str, Any]) -> None:
        """Show somebody the commands of their roles, in their language."""
        person, account = await self.context.executor.run(
            lambda uow: (uow.people.get(PersonId(args["person"])), uow.people.account_of(PersonId(args["person"])))
        )
        if person is not None and account is not None:
            listed = menus.of_roles(person.roles, self.languages.of(person))
            await self.telegram.publish(listed, language="", scope=account)

    async def own_data(self, args: dict[str, Any]) -> None:
        """Fetch what somebody sent and is not here yet, and have everything about them sent to them."""
        run, person = self.context.executor.run, PersonId(args["person"])
        for file in await run(lambda uow: own_data.files(uow, person)):
            if not file.path:
                with suppress(NotSent):  # Telegram does not have it any more, or is away: the rest is sent
                    await self.fetch({"medium": file.medium})
        kept = await run(lambda uow: own_data.files(uow, person))
        sizes = await asyncio.to_thread(lambda: [(file.medium, self._size(file.path)) for file in kept if file.path])
        heaps, now = list(own_data.parts(one for one in sizes if one[1])), self.context.now()
        send = partial(own_data.send, person=person, chat=ChatId(args["chat"]), heaps=heaps, asked=args["at"], now=now)
        await run(send)
        self.context.written()

    def _size(self, path: str) -> int:
        """Bytes of a file, 0 for one that is not there any more."""
        try:
            return (self.media / path).stat().st_size
        except OSError:
            return 0

    async def unlink(self, args: dict[str, Any]) -> None:
        """Remove files of somebody who was erased, unless somebody else has sent the same bytes."""
        known = await self.context.executor.run(lambda uow: uow.media.paths())
        for path in args["paths"]:
            if path not in known:
                await asyncio.to_thread((self.media / path).unlink, missing_ok=True)
