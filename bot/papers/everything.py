"""The workbook: one sheet a noun, heads in the reader's language, states in words, phones as words."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import datetime

from bot.content.library import Library
from bot.documents.figures import Cell, Page
from bot.domain import zones
from bot.domain.all_actions import Scope
from bot.domain.people import Person, Role
from bot.domain.refused import Forbidden
from bot.i18n import Say, mark, plain
from bot.papers.call_list import dialled, harmless
from bot.store.database import UnitOfWork

SEX = {"woman": mark("Woman"), "man": mark("Man")}
_YOUTH = {"yes": mark("18–35 years"), "no": mark("Another age")}
_PLAN = {
    "draft": mark("Being written"),
    "submitted": mark("Sent"),
    "returned": mark("Came back"),
    "approved": mark("Passed"),
}
_ACTION = {
    "planned": mark("Planned"),
    "started": mark("Started"),
    "late": mark("Late"),
    "help": mark("Wants help"),
    "done": mark("Done"),
}
_SOURCES = {
    "project": mark("Got from the project"),
    "prize": mark("A prize"),
    "sales": mark("From selling"),
    "other": mark("From others"),
}
_PAID = {"own": mark("Group pays"), "project": mark("From the project")}
_NUMBER, _GROUP = (mark("Number"), 9), (mark("Group"), 28)


def pages(uow: UnitOfWork, library: Library, scope: Scope, say: Say, *, by: Person) -> list[Page]:
    """Every sheet of a scope; staff alone, for it holds phone numbers. Raises Forbidden."""
    if Role.STAFF not in by.roles:
        raise Forbidden
    gathered = _Sheets(uow, library, scope, say)
    return [
        gathered.groups(),
        gathered.members(),
        gathered.plans(),
        gathered.work(),
        gathered.money(),
        gathered.received(),
        gathered.lessons(),
    ]


class _Sheets:
    def __init__(self, uow: UnitOfWork, library: Library, scope: Scope, say: Say) -> None:
        self.rows, self.library, self.scope, self.say = uow.everything, library, scope, say

    def groups(self) -> Page:
        heads = (mark("Village"), 20), (mark("District"), 18), (mark("Province"), 18), (mark("Project"), 14)
        counts = (mark("Women"), 9), (mark("Men"), 9), (mark("Not said"), 9)
        rows = [
            (
                row.id,
                harmless(row.name),
                harmless(row.village),
                *self._placed(row.district),
                harmless(row.project),
                *row[5:],
            )
            for row in self.rows.groups(self.scope)
        ]
        return self._page(mark("Groups"), (_NUMBER, _GROUP, *heads, *counts), rows)

    def members(self) -> Page:
        heads = (mark("Name"), 24), (mark("Group leader"), 10), (mark("Woman or man"), 11), (mark("Age"), 13)
        rows = [
            (
                row.id,
                harmless(row.name),
                harmless(row.person),
                self._yes(row.leader),
                self._word(SEX, row.sex),
                self._word(_YOUTH, row.youth),
                dialled(row.phone),
                self._shown(row.joined_at),
            )
            for row in self.rows.members(self.scope)
        ]
        last = (mark("Phone number"), 18), (mark("Came on"), 16)
        return self._page(mark("Members"), (_NUMBER, _GROUP, *heads, *last), rows)

    def plans(self) -> Page:
        heads = (mark("Round"), 16), (mark("Title"), 40), (mark("State"), 14), (mark("Times sent"), 9)
        rows = [
            (
                row.id,
                harmless(row.name),
                harmless(self.say.pick(row.round)),
                harmless(row.title),
                self._word(_PLAN, row.state),
                row[5],
                row.position,
                self._shown(row.updated_at),
            )
            for row in self.rows.plans(self.scope)
        ]
        return self._page(
            mark("Plans"), (_NUMBER, _GROUP, *heads, (mark("Rank"), 9), (mark("Last changed on"), 16)), rows
        )

    def work(self) -> Page:
        heads = (mark("Work"), 40), (mark("Who"), 20), (mark("Start"), 12), (mark("Due"), 12)
        money = (mark("Cost"), 14), (mark("Group pays"), 14), (mark("State"), 12), (mark("Spent"), 14)
        rows = [
            (
                row.id,
                harmless(row.name),
                harmless(row.what),
                harmless(row.who),
                row.start_on,
                row.due_on,
                row.cost,
                row.own,
                self._word(_ACTION, row.state),
                row.spent,
            )
            for row in self.rows.work(self.scope)
        ]
        return self._page(mark("Work"), (_NUMBER, _GROUP, *heads, *money), rows)

    def money(self) -> Page:
        heads = (mark("Work"), 40), (mark("Amount, kip"), 14), (mark("Who paid"), 18), (mark("For what"), 30)
        rows = [
            (
                row.id,
                harmless(row.name),
                harmless(row.what),
                row.kip,
                self._word(_PAID, row.paid),
                harmless(row.words),
                self._shown(row.at),
            )
            for row in self.rows.money(self.scope)
        ]
        return self._page(mark("Money"), (_NUMBER, _GROUP, *heads, (mark("When"), 16)), rows)

    def received(self) -> Page:
        heads = (mark("Plan"), 40), (mark("Amount, kip"), 14), (mark("From"), 18), (mark("For what"), 30)
        rows = [
            (
                row.id,
                harmless(row.name),
                harmless(row.title),
                row.kip,
                self._word(_SOURCES, row.source),
                harmless(row.words),
                self._shown(row.at),
            )
            for row in self.rows.received(self.scope)
        ]
        return self._page(mark("Money received"), (_NUMBER, _GROUP, *heads, (mark("When"), 16)), rows)

    def lessons(self) -> Page:
        known = {lesson.key: lesson for lesson in self.library.lessons}
        rows = [
            (known[row[0]].order if row[0] in known else None, harmless(self._title(row[0])), row[1], row[2])
            for row in self.rows.lessons(self.scope)
        ]
        heads = (mark("Lesson"), 46), (mark("Opened by"), 12), (mark("Finished by"), 12)
        return self._page(mark("Lessons"), (_NUMBER, *heads), sorted(rows, key=lambda row: (row[0] is None, row[0])))

    def _title(self, key: str) -> str:
        lesson = self.library.lesson(key)
        return lesson.title(self.say.language) if lesson else key

    def _placed(self, code: str) -> tuple[str, str]:
        """The names of a district and of its province."""
        district, province = self.library.locations.district(code), self.library.locations.province(code[:2])
        return tuple(one.name(self.say.language) if one else "" for one in (district, province))  # type: ignore[return-value]

    def _page(self, name: str, columns: Iterable[tuple[str, int]], rows: Sequence[tuple[Cell, ...]]) -> Page:
        return Page(plain(self.say(name)), tuple((plain(self.say(head)), width) for head, width in columns), rows)

    def _word(self, words: dict[str, str], value: object) -> str:
        return plain(self.say(words[str(value)])) if str(value) in words else ""

    def _yes(self, true: bool) -> str:
        return plain(self.say("yes")) if true else ""

    def _shown(self, at: datetime) -> datetime:
        return zones.local(at, self.say.zone).replace(tzinfo=None)
