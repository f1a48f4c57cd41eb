"""How the system is, for administrators: what waits, the last back-up, the disk, the version."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import ClassVar

from bot.chat.address import Back, Go, Tap
from bot.chat.message import Button, Message, column
from bot.chat.registry import Command, command
from bot.chat.screen import Screen, Turn
from bot.domain.people import ADMINS, Role
from bot.i18n import Html, Say, bold, lines, mark, paragraphs
from bot.services import health
from bot.services.health import Health

_GB = 10**9
_WHY = 120  # letters of a reason


@dataclass(frozen=True, slots=True)
class HealthView:
    health: Health
    now: datetime


class Page(Screen[HealthView]):
    name = "health.page"
    roles: ClassVar[frozenset[Role]] = ADMINS
    help: ClassVar[str] = mark("Numbers that grow from hour to hour are a trouble. The log of the system says more")

    def load(self, turn: Turn) -> HealthView:
        return HealthView(health.look(turn.uow, by=turn.person, now=turn.now), turn.now)

    def render(self, view: HealthView, say: Say) -> Message:
        found = view.health
        answers, told, announced = found.outbox
        text = paragraphs(
            bold(say("How the system is")),
            lines(
                say("Not answered yet: {n}, set aside: {x}", n=found.inbox, x=found.aside),
                say("To be sent: answers {a}, notices {b}, announcements {c}", a=answers, b=told, c=announced),
                say("Perhaps sent: {n}", n=found.unsure) if found.unsure else "",
                say("Work: {n} waiting, {x} given up", n=found.jobs, x=found.given_up),
                say("The oldest waits since {at}", at=say.moment(found.oldest)) if found.oldest else "",
            ),
            lines(*_machine(found, say)),
        )
        return Message(text, column([Button(say("Look again"), Tap("again")), Button(say("◀ Back"), Back())]))

    def tap_again(self, turn: Turn, view: HealthView) -> None:
        """The page is drawn anew with whatever is so now."""


def _machine(found: Health, say: Say) -> list[Html]:
    good, why = found.backups.good, found.backups.why
    told = [
        say("Last back-up: {at}", at=say.moment(good)) if good else say("There is no back-up"),
        say("The one after it failed: {why}", why=why[:_WHY]) if why else Html(""),
    ]
    if found.disk is not None:
        used, free = found.disk
        percent, left = 100 * used // max(used + free, 1), say.number(round(free / _GB, 1))
        told.append(say("Disk: {percent}% used, {free} GB free", percent=percent, free=left))
    return [*told, say("Version {version}", version=found.version)]


command(Command("health", Go("health.page", push=True), mark("How the system is"), roles=ADMINS, order=79))
