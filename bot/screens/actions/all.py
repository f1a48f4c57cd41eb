"""The work of all groups, for staff: filtered by how it stands and whose it is, by tap or by a typed name."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import ClassVar

from bot.chat.address import Go
from bot.chat.message import Button, Message, column, grid, row, shortened
from bot.chat.screen import Screen, Turn
from bot.chat.typed import meant, only_text
from bot.content.library import Library
from bot.domain.all_actions import Row, Scope, Which
from bot.domain.incoming import Answer
from bot.domain.people import STAFF
from bot.domain.refused import Counted, Refused
from bot.i18n import Html, Say, bold, lines, mark, paragraphs
from bot.screens.actions import words
from bot.screens.actions.views import MEANT, WHICH, named, today, which
from bot.services.actions import all_actions
from bot.services.actions.all_actions import Table

_LABEL = 30  # characters of an action on a button


@dataclass(frozen=True, slots=True)
class AllView:
    which: Which
    scope: Scope
    name: str
    table: Table
    today: date
    library: Library


class All(Screen[AllView]):
    name = "actions.all"
    args = ("which", "scope", "page")
    roles = STAFF
    asks = True
    help: ClassVar[str] = mark("Choose what to see, or write the name of a group, district, province or project")

    def load(self, turn: Turn) -> AllView:
        scope = all_actions.read(turn.uow, turn.word("scope"))
        number, day = turn.page, today(turn)
        table = all_actions.table(turn.uow, which(turn), scope, number, by=turn.person, today=day)
        return AllView(which(turn), scope, named(turn, scope), table, day, turn.library)

    def render(self, view: AllView, say: Say) -> Message:
        table, code = view.table, all_actions.code(view.scope)
        filters = [
            Button(
                Html(f"{'• ' if one is view.which else ''}{say(label)} ({say.number(table.counts[one])})"),
                Go(self.name, {"which": one.value, "scope": code}),
            )
            for one, label in WHICH.items()
        ]
        where = Button(say("📍 Whose work"), Go("actions.where", {"which": view.which.value, "scope": code}))
        stuck = Button(say("📊 By district"), Go("actions.stuck", push=True))
        turned = [Go(self.name, {"which": view.which.value, "scope": code, "page": table.page + by}) for by in (-1, 1)]
        before = Button(say("◀ Before"), turned[0]) if table.page > 0 else None
        more = Button(say("More ▶"), turned[1]) if table.page < table.pages - 1 else None
        head = lines(bold(say("🗂 Work of all groups")), view.name or "", say(WHICH[view.which]))
        told = [_row(item, view, say) for item in table.rows] or [say("Nothing here")]
        some = say("Page {i} of {n}", i=table.page + 1, n=table.pages) if table.pages > 1 else ""
        rows = [*column(_button(item, view.today) for item in table.rows), row(before, more), *grid(filters, 2)]
        return Message(paragraphs(head, *told, some), [*rows, [where, stuck]])

    def on_answer(self, turn: Turn, view: AllView, answer: Answer) -> Go:
        wanted = meant(answer, [(turn.say(label), one) for one, label in WHICH.items()])
        if wanted:
            return Go(self.name, {"which": wanted.value, "scope": all_actions.code(view.scope)})
        found = all_actions.find(turn.uow, turn.library, only_text(answer), by=turn.person)
        if not found:
            raise Refused("No group, district, province or project of this name has work. Try another name")
        if len(found) == 1:
            return Go(self.name, {"which": view.which.value, "scope": all_actions.code(found[0])})
        if len(found) > MEANT:
            raise Refused(
                Counted(
                    "{n} name fits. Please write a little more",
                    "{n} names fit. Please write a little more",
                    len(found),
                )
            )
        codes = "-".join(all_actions.code(scope) for scope in found)
        return Go("actions.meant", {"which": view.which.value, "codes": codes})


def _row(item: Row, view: AllView, say: Say) -> Html:
    action = item.action
    district = view.library.locations.district(item.district)
    location = say("{group}, {district}", group=item.name, district=district.name(say.language) if district else "")
    due = say.day(action.due) if action.due else ""
    when = say.names(filter(None, (due, words.when(action, view.today, say), action.who)))
    return lines(f"{words.icon(action, view.today)} {shortened(action.what, 90)}", location, when)


def _button(item: Row, day: date) -> Button:
    label = f"{words.icon(item.action, day)} {shortened(item.action.what, _LABEL)}"
    return Button(label, Go("actions.checkin", {"action": item.action.id}, push=True))
