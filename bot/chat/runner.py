"""One update becomes one turn: who speaks, in which kind of chat, and the answer – all in one transaction."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import datetime
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

from bot.chat import aloud, behind, setup
from bot.chat.address import Go
from bot.chat.encode import encode
from bot.chat.following import follow
from bot.chat.group_chat import GroupChat
from bot.chat.languages import Languages
from bot.chat.notice import Occasion, of_row
from bot.chat.private_chat import PrivateChat
from bot.chat.scene import Outcome
from bot.chat.screen import Programme, Turn
from bot.domain.ids import AccountId, ChatId, PersonId
from bot.domain.incoming import Incoming
from bot.domain.people import ADMINS, Account, AccountState, Person
from bot.domain.stop import ANSWERS
from bot.domain.zones import zone_of
from bot.i18n import Say, plain
from bot.services import notices, people
from bot.services.groups import chats
from bot.services.setup import chosen as chosen_in_chat
from bot.store.database import UnitOfWork
from bot.store.outbox import Outgoing


class Runner:
    """Answers updates. It keeps nothing between them: every turn reads its state anew."""

    def __init__(self, programme: Programme, texts: Path, zone: ZoneInfo) -> None:
        self.languages = Languages(texts, zone)
        self._chosen: Mapping[str, str] = {}
        self.programme = programme
        self.private, self.group = PrivateChat(self.languages), GroupChat(self.languages)

    @property
    def programme(self) -> Programme:
        """The programme with what was set in the chat, as far as it is known."""
        return self._held

    @programme.setter
    def programme(self, programme: Programme) -> None:
        self._base = replace(programme, base=None)
        self._held = setup.applied(self._base, self._chosen)

    def set_up(self, uow: UnitOfWork) -> Programme:
        """The programme as it holds in this transaction."""
        chosen = chosen_in_chat(uow)
        if chosen != self._chosen:
            self._chosen = chosen
            self._held = setup.applied(self._base, chosen)
            self.languages.zone = zone_of(self._held.zone)
        return self._held

    def take(self, uow: UnitOfWork, incoming: Incoming, now: datetime) -> Outcome:
        """Answer one update within the caller's transaction.

        Errors of the program propagate and undo everything; what a person may not do is answered kindly.
        """
        self.set_up(uow)
        account = uow.people.account(incoming.account, now=now)
        if self._changed(uow, incoming, now):
            return Outcome()
        if account.state != "ok":
            uow.people.mark_account(incoming.account, "ok", now=now)
        turn = self._turn(uow, incoming, account, now)
        outcome = self.private.take(turn) if incoming.private else self.group.take(turn)
        return _kept(turn, outcome) if incoming.kind == "tap" and not outcome.toast else outcome

    def draw(self, uow: UnitOfWork, row: Outgoing, now: datetime) -> dict[str, Any] | None:
        """The content of a notice in the language of whoever gets it; None when it is no longer needed."""
        person, say = uow.people.get(PersonId(row.person)) if row.person else None, self.say(uow, row)
        found = of_row(row)
        if found is None:
            notices.unknown(uow, "notice", row.notice, now=now)
            return None
        drawing, what = found
        if person and person.frozen and not drawing.frozen:
            uow.outbox.hold(row.id)
            return None
        if row.person and uow.people.account(AccountId(row.chat), now=now).state is AccountState.LOCKED:
            return None  # it waited when the phone was locked out
        message = drawing.draw(Occasion(uow, self.programme, what, person, now, say))
        if message is None:
            return None
        page = drawing.page_of(what)
        row.page = row.page or (page.written() if row.person else None)
        if person and drawing.aloud:
            piece = aloud.of_page(drawing.screen, self.languages.catalogues)
            message = aloud.with_button(message, aloud.offer(uow, piece, person), say)
        content = encode(behind.drawn(message, page, say), page, turns=False)
        group = None if row.person else uow.groups.of_chat(row.chat)
        return content | {"thread": group.thread} if group and group.thread else content

    def say(self, uow: UnitOfWork, row: Outgoing) -> Say:
        """How whoever gets a row is spoken to."""
        if row.person:
            return self.languages.of(uow.people.get(PersonId(row.person)))
        return self.languages.of_chat(uow.groups.of_chat(row.chat))

    def refresh(self, uow: UnitOfWork, pages: Iterable[Go], now: datetime) -> None:
        """Pages that look different now, though nobody did anything, follow where they are open."""
        nobody = Incoming("ignored", ChatId(0), AccountId(0), now)
        turn = self._turn_of(uow, nobody, None, now)
        turn.changed = list(pages)
        follow(turn, self.languages)

    def _changed(self, uow: UnitOfWork, incoming: Incoming, now: datetime) -> bool:
        """What happened to a chat, rather than in it; True when there is nothing to answer."""
        if incoming.kind in ("blocked", "unblocked"):
            uow.people.mark_account(incoming.account, "blocked" if incoming.kind == "blocked" else "ok", now=now)
        elif incoming.kind == "migrated" and incoming.new_chat:
            uow.groups.move_chat(incoming.chat, incoming.new_chat)
            uow.loose_chats.move(incoming.chat, incoming.new_chat)
            uow.expert_posts.move(incoming.chat, incoming.new_chat)
            uow.outbox.move_chat(incoming.chat, incoming.new_chat)
        elif incoming.kind == "removed":
            chats.ended(uow, incoming.chat, now=now)
        else:
            return incoming.kind == "ignored"
        return True

    def _turn(self, uow: UnitOfWork, incoming: Incoming, account: Account, now: datetime) -> Turn:
        turn = self._turn_of(uow, incoming, people.speaker(uow, account, now=now), now)
        turn.locked = account.state is AccountState.LOCKED
        return turn

    def _turn_of(self, uow: UnitOfWork, incoming: Incoming, person: Person | None, now: datetime) -> Turn:
        return Turn(
            uow=uow,
            programme=self.programme,
            now=now,
            incoming=incoming,
            say=self.languages.of(person),
            chat=incoming.chat,
            account=incoming.account,
            person_or_none=person,
            catalogues=self.languages.catalogues,
        )


def _kept(turn: Turn, outcome: Outcome) -> Outcome:
    """While an administrator holds what leaves, whoever taps hears that it is kept: a toast holds nothing else."""
    stop = turn.uow.key_values.stop()
    if stop is None or ANSWERS in stop.open or turn.has(ADMINS):
        return outcome
    return replace(outcome, toast=plain(turn.say("Your tap is kept. The system rests for a while and answers later")))
