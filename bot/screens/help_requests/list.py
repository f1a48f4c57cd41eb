"""Every help request that is not solved, for experts and staff: one's own first."""

from __future__ import annotations

from dataclasses import dataclass

from bot.chat.address import Back, Go
from bot.chat.message import Button, Message, column, row, shortened
from bot.chat.registry import Command, command
from bot.chat.screen import Screen, Turn
from bot.chat.typed import paged
from bot.domain.help_requests import HelpRequest
from bot.domain.ids import PersonId
from bot.domain.people import ADVISERS, Person
from bot.domain.plans import Action
from bot.i18n import Html, Say, bold, lines, mark, paragraphs, safe
from bot.screens.actions.words import KINDS
from bot.screens.help_requests import words
from bot.services import help_requests
from bot.store.database import UnitOfWork

_PAGE = 8  # requests on one page
command(Command("calls", Go("help_requests.list"), mark("Calls for help"), roles=ADVISERS, order=61))


@dataclass(frozen=True, slots=True)
class Waiting:
    """A request in the list, with the work and the group that it is about."""

    request: HelpRequest
    action: Action
    group: str


@dataclass(frozen=True, slots=True)
class ListView:
    """The requests of one page."""

    requests: tuple[Waiting, ...]
    all: int
    page: int
    pages: int
    me: PersonId


class Listed(Screen[ListView]):
    name = "help_requests.list"
    args = ("page",)
    roles = ADVISERS
    help = mark("Groups that want help and have no answer yet. Choose one to read it, take it and answer")

    def load(self, turn: Turn) -> ListView:
        found = help_requests.waiting(turn.uow, by=turn.person)
        shown, page, pages = paged(found, turn.page, _PAGE)
        rows = tuple(item for request in shown if (item := _waiting(turn.uow, request, turn.person)))
        return ListView(rows, len(found), page, pages, turn.me)

    def render(self, view: ListView, say: Say) -> Message:
        before = Button(say("◀ Before"), Go(self.name, {"page": view.page - 1})) if view.page > 0 else None
        more = Button(say("More ▶"), Go(self.name, {"page": view.page + 1})) if view.page < view.pages - 1 else None
        head = bold(say("🙋 Calls for help: {n}", n=view.all))
        none = say("Nobody waits for help") if not view.all else ""
        buttons = column(_button(item) for item in view.requests)
        text = paragraphs(head, none, *(_line(item, view.me, say) for item in view.requests))
        return Message(text, [*buttons, row(before, more), [Button(say("◀ Back"), Back())]])


def _waiting(uow: UnitOfWork, request: HelpRequest, person: Person) -> Waiting | None:
    action = uow.actions.get(request.action)
    plan = uow.plans.get(action.plan) if action else None
    group = uow.groups.get(plan.group) if plan else None
    return Waiting(request, action, group.name) if action and group else None


def _line(item: Waiting, me: PersonId, say: Say) -> Html:
    head = safe(f"{item.request.asker_name or say('Somebody')}, {item.group}")
    kind = Html(f"{say(KINDS.get(item.request.kind, '?'))} – {safe(shortened(item.action.what, 120))}")
    return lines(head, kind, words.state(item.request, me, say))


def _button(item: Waiting) -> Button:
    label = f"{words.ICONS.get(item.request.state, '?')} {shortened(item.action.what, 24)}"
    return Button(label, Go("actions.answer", {"checkin": item.request.id}, push=True))
