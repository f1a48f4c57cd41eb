"""The figures of the programme in words, as pictures, on a page, and as a workbook."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from bot.content.library import Library
from bot.documents.figures import Bar, Chart, Figures, Table
from bot.domain.all_actions import Scope
from bot.domain.people import Person
from bot.domain.report import FUNNEL, MONEY, Figure, Part, People
from bot.i18n import Html, Say, lines, mark, plain
from bot.services import report
from bot.store.database import UnitOfWork

NAMES = {
    Figure.GROUPS: mark("Groups"),
    Figure.READ: mark("Opened a lesson"),
    Figure.LEARNT: mark("Finished a lesson"),
    Figure.BEGUN: mark("Began the plan"),
    Figure.SENT: mark("Sent the plan"),
    Figure.PASSED: mark("Plan passed"),
    Figure.DONE: mark("Finished work"),
    Figure.OVERDUE: mark("Overdue work"),
    Figure.PLANNED: mark("Money planned"),
    Figure.SPENT: mark("Money spent"),
    Figure.RECEIVED: mark("Paid by the project"),
    Figure.INCOME: mark("Money received"),
}
TITLES = {
    "funnel": mark("From the first lesson to finished work"),
    "overdue": mark("Overdue work"),
    "money": mark("Money planned, spent and paid by the project"),
    "pdf": mark("Report of the programme"),
}


@dataclass(frozen=True, slots=True)
class Gathered:
    """The figures of a scope, whole and by district and project, with names in one language."""

    whole: Part
    districts: tuple[tuple[str, Part], ...]
    projects: tuple[tuple[str, Part], ...]
    whose: str
    say: Say
    now: datetime
    programme: str = ""


def gather(uow: UnitOfWork, library: Library, scope: Scope, say: Say, *, by: Person, now: datetime) -> Gathered:
    """Read the figures. Raises Forbidden where somebody may not see them."""
    today = say.today(now)
    parts = {kind: report.table(uow, kind, scope, by=by, today=today) for kind in ("district", "project")}
    named = {
        kind: tuple((report.name(uow, library, Scope(kind, part.key), say.language) or "–", part) for part in found)
        for kind, found in parts.items()
    }
    whose = report.name(uow, library, scope, say.language) or str(say("All groups"))
    whole = report.look(uow, scope, by=by, today=today)
    return Gathered(whole, named["district"], named["project"], whose, say, now)


# In words -------------------------------------------------------------------------------------------------------------
def told(paper: str, whole: Part, say: Say) -> Html:
    """The figures of a picture in words, for whoever cannot see it."""
    match paper:
        case "funnel":
            return lines(*(line(figure, whole, say) for figure in FUNNEL))
        case "overdue":
            return line(Figure.OVERDUE, whole, say)
        case "money":
            return lines(*(line(figure, whole, say) for figure in MONEY))
    return lines(*(line(figure, whole, say) for figure in (*FUNNEL, Figure.OVERDUE, *MONEY)))


def line(figure: Figure, whole: Part, say: Say) -> Html:
    """One figure in words."""
    name = say(NAMES[figure])
    if figure in MONEY:
        return say("{name}: {value}", name=name, value=say.money(whole.kip.get(figure, 0)))
    groups = whole.groups.get(figure, 0)
    if figure is Figure.OVERDUE:
        return say("{name}: {n} in {groups}", name=name, n=say.number(whole.overdue), groups=_groups(groups, say))
    return say(
        "{name}: {groups} – {people}", name=name, groups=_groups(groups, say), people=_people(figure, whole, say)
    )


def _groups(n: int, say: Say) -> Html:
    return say.plural("{n} group", "{n} groups", n)


def _people(figure: Figure, whole: Part, say: Say) -> Html:
    people = whole.people.get(figure, People())
    values = {"women": say.number(people.women), "men": say.number(people.men), "unsaid": say.number(people.unsaid)}
    if people.unsaid:
        return say("women {women}, men {men}, not said {unsaid}", **values)
    return say("women {women}, men {men}", **values)


# Pictures and the page ------------------------------------------------------------------------------------------------
def sheet(paper: str, found: Gathered) -> Figures:
    """A picture ("funnel", "overdue", "money") or the page ("pdf")."""
    say, parts = found.say, _PARTS[paper](found)
    dated = plain(say("On {day}", day=say.day(say.today(found.now))))
    title = plain(say(TITLES[paper]))
    if paper == "pdf" and found.programme:
        title = found.programme
    foot = plain(say("People who read are counted by themselves, otherwise the members of the groups"))
    return Figures(title, found.whose, dated, say.language, tuple(parts), foot if paper in ("funnel", "pdf") else "")


def _funnel(found: Gathered) -> list[Chart | Table]:
    return [
        _steps(found),
        _by(mark("By project"), found.projects, found, FUNNEL[1:]),
        _by(mark("By district"), found.districts, found, FUNNEL[1:]),
    ]


def _steps(found: Gathered) -> Chart:
    say, whole = found.say, found.whole
    bars = []
    for figure in FUNNEL:
        people = whole.people.get(figure, People())
        n = whole.groups.get(figure, 0)
        values = {"groups": _groups(n, say), "people": _persons(people.all, say), "women": say.number(people.women)}
        words = say("{groups}, {people}, women {women}", **values)
        bars.append(Bar(plain(say(NAMES[figure])), (people.women, people.men, people.unsaid), plain(words)))
    legend = (say("Women"), say("Men"), say("Not said"))
    return Chart(plain(say("Groups and people")), tuple(plain(one) for one in legend), tuple(bars))


def _persons(n: int, say: Say) -> Html:
    return say.plural("{n} person", "{n} people", n)


def _by(title: str, rows: Sequence[tuple[str, Part]], found: Gathered, figures: Sequence[Figure]) -> Table:
    """How many groups of each district or project are at each step."""
    say = found.say
    head = ("", *(plain(say(_SHORT[figure])) for figure in figures))
    cells = tuple((name, *(say.number(part.groups.get(one, 0)) for one in figures)) for name, part in rows)
    return Table(plain(say(title)), head, cells, plain(say("More stand in the workbook")))


_SHORT = {
    Figure.READ: mark("Opened"),
    Figure.LEARNT: mark("Learnt"),
    Figure.BEGUN: mark("Begun"),
    Figure.SENT: mark("Sent"),
    Figure.PASSED: mark("Passed"),
    Figure.DONE: mark("Done"),
}


def _overdue(found: Gathered) -> list[Chart | Table]:
    return [_late(mark("By project"), found.projects, found), _late(mark("By district"), found.districts, found)]


def _late(title: str, rows: Sequence[tuple[str, Part]], found: Gathered, most: int = 14) -> Chart:
    say = found.say
    ordered = sorted(rows, key=lambda row: -row[1].overdue)[:most]
    bars = (
        Bar(
            name,
            (0, part.overdue),
            plain(say("{n} in {groups}", n=part.overdue, groups=_groups(part.groups[Figure.OVERDUE], say))),
        )
        for name, part in ordered
    )
    return Chart(plain(say(title)), (), tuple(bars))


def _money(found: Gathered) -> list[Chart | Table]:
    say = found.say
    return [
        _sums(found),
        _kip(mark("By project"), found.projects, say),
        _kip(mark("By district"), found.districts, say),
    ]


def _sums(found: Gathered) -> Chart:
    say, kip = found.say, found.whole.kip
    bars = (Bar(plain(say(NAMES[one])), (kip.get(one, 0),), say.money(kip.get(one, 0))) for one in MONEY)
    return Chart(plain(say("Money")), (), tuple(bars))


_KIP = {
    Figure.PLANNED: mark("Planned"),
    Figure.SPENT: mark("Spent"),
    Figure.RECEIVED: mark("From the project"),
    Figure.INCOME: mark("Money received"),
}
_FEW = (Figure.PLANNED, Figure.SPENT, Figure.INCOME)  # for which one page has room


def _kip(title: str, rows: Sequence[tuple[str, Part]], say: Say, of: Sequence[Figure] = MONEY) -> Table:
    head = ("", *(plain(say(_KIP[one])) for one in of))
    cells = tuple((name, *(say.number(part.kip.get(one, 0)) for one in of)) for name, part in rows)
    return Table(plain(say(title)), head, cells, plain(say("More stand in the workbook")))


def _page(found: Gathered) -> list[Chart | Table]:
    """One page for whoever gives the money: the funnel, then work and money side by side."""
    say, few = found.say, 5
    projects, districts = found.projects[:few], found.districts[:few]
    return [
        _steps(found),
        _sums(found),
        _late(mark("Overdue work by district"), found.districts, found, few - 3),
        _by(mark("Groups by project"), projects, found, FUNNEL[3:]),
        _kip(mark("Money by project"), projects, say, _FEW),
        _by(mark("Groups by district"), districts, found, FUNNEL[3:]),
        _kip(mark("Money by district"), districts, say, _FEW),
    ]


_PARTS = {"funnel": _funnel, "overdue": _overdue, "money": _money, "pdf": _page}


def file_name(paper: str, day: date, language: str) -> str:
    """The name under which a phone keeps it."""
    ending = {"pdf": "pdf", "workbook": "xlsx"}.get(paper, "png")
    return f"phaen-{'report' if ending != 'png' else paper}-{day}-{language}.{ending}"
