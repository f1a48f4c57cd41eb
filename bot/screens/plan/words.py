"""How a plan is told: actions and sums, what changed, and a version in pages that Telegram takes."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from bot.chat.message import length, shortened
from bot.content.form import Form, Step
from bot.content.library import Library
from bot.domain import rounds
from bot.domain.groups import Group
from bot.domain.plans import Action, Answer, Costs, Part, PlanState
from bot.domain.rounds import Verb
from bot.domain.wordings import SPOKEN, Wordings, of_text
from bot.i18n import Html, Say, bold, lines, mark, paragraphs, plain, safe
from bot.screens.widgets.answers import clock, helped, parts_words, within
from bot.services.groups.progress import Standing
from bot.services.plans import contents
from bot.services.plans.agreements import Tally
from bot.services.plans.contents import Change
from bot.services.plans.plan_view import PlanView
from bot.services.plans.versions import Version
from bot.services.plans.wordings import of_step
from bot.store.database import UnitOfWork

_MONEY = ("cost", "own")
_NOTHING = mark("nothing")
_ROOM = 3500  # UTF-16 units of what changed in a version, in its message


def version_changed(number: int, changes: Iterable[Change], form: Form, say: Say) -> Html:
    """What version `number` says that the one before it did not, as a page."""
    told = changed(changes, form, say, room=_ROOM) or say("Nothing has changed")
    head = say("Version {v}: what has changed since version {before}", v=number, before=number - 1)
    return paragraphs(bold(head), told)


def changed(changes: Iterable[Change], form: Form, say: Say, *, room: int) -> Html:
    """All changes one below the other, in at most `room` UTF-16 units."""
    found = tuple(changes)
    return within(room, lambda characters: paragraphs(*(_change(one, form, say, characters) for one in found)))


def _change(change: Change, form: Form, say: Say, characters: int) -> Html:
    if change.moved:
        return bold(say("🔨 The work is in another order"))
    one = change.new or change.old
    if isinstance(one, Action):
        return _action(change, say, characters)
    if isinstance(one, Answer):
        step = form.step(change.step)
        return lines(
            bold(f"{step.number}. {step.title(say.language)}" if step else one.step), *_both(change, say, characters)
        )
    return lines(bold(say("Name of the plan")), *_both(change, say, characters))


def _both(change: Change, say: Say, characters: int) -> list[Html]:
    """What was there, and what is there now."""
    old, new = (_words(one, say, characters) for one in (change.old, change.new))
    return [say("Before: {old}", old=old), say("Now: {new}", new=new)]


def _words(one: str | Answer | Action | None, say: Say, characters: int) -> Html:
    if isinstance(one, Answer):
        return parts_words(one.parts, say, characters)
    return say(_NOTHING) if one is None else safe(shortened(str(one), max(characters, 8)))


def _action(change: Change, say: Say, characters: int) -> Html:
    old, new = change.old, change.new
    if not isinstance(new, Action):
        assert isinstance(old, Action)
        return say("Taken out: {what}", what=action_line(old, say, characters))
    if not isinstance(old, Action):
        return say("New: {what}", what=action_line(new, say, characters))
    fields = (_field(name, old, new, say, characters) for name in change.fields)
    return lines(bold(f"🔨 {shortened(new.what, max(characters, 8))}"), *fields)


def _field(name: str, old: Action, new: Action, say: Say, characters: int) -> Html:
    before, after = (
        value_words(name, getattr(old, name), say, characters),
        value_words(name, getattr(new, name), say, characters),
    )
    return Html(f"{say(FIELDS[name])}: {before} → {after}")


def value_words(name: str, value: str | int | date | None, say: Say, characters: int) -> Html:
    """What a field of a line says."""
    if value in (None, ""):
        return say(_NOTHING)
    if isinstance(value, date):
        return Html(say.day(value))
    if isinstance(value, int):
        return Html(say.money(value)) if name in _MONEY else Html(say.number(value))
    return safe(shortened(str(value), max(characters, 8)))


def action_line(action: Action, say: Say, characters: int = 120) -> Html:
    """An action in a list: what – who – by when – for how much; what it does not say yet is marked."""
    gap = say("?")
    return say(
        "{what} – {who} – {due} – {cost}",
        what=shortened(action.what, max(characters, 8)),
        who=shortened(action.who, max(characters, 12)) or gap,
        due=say.day(action.due) if action.due else gap,
        cost=say.money(action.cost) if action.cost is not None else gap,
    )


def days_of(action: Action, say: Say) -> str:
    """The days of a piece of work as they stand in a line."""
    first, last = action.start or action.due, action.due or action.start
    return days_said(first, last, say) if first and last else ""


def days_said(first: date, last: date, say: Say) -> str:
    """A stretch of days without the year: 7–13/12, 28/12–3/1, 13/12."""
    if first == last:
        return short_day(last, say)
    if (first.year, first.month) == (last.year, last.month):
        return f"{first.day}–{short_day(last, say)}"
    return f"{short_day(first, say)}–{short_day(last, say)}"


def short_day(day: date, say: Say) -> str:
    """A day without its year."""
    return say.day(day).rpartition("/")[0]


def work_line(action: Action, say: Say, *fields: str) -> Html:
    """What a piece of work says so far, in a line: what – who – when – money."""
    told = {
        "who": action.who,
        "days": days_of(action, say),
        "cost": say.money(action.cost) if action.cost else "",
    }
    parts = [shortened(action.what, 120), *(told[name] for name in fields or told)]
    return safe(" – ".join(part for part in parts if part))


def sums(costs: Costs, say: Say) -> Html:
    """The money of a plan."""
    return lines(
        say("Together {sum} kip. The group pays {own} kip", sum=say.number(costs.total), own=say.number(costs.own)),
        say("Asked for: {asked} kip", asked=say.number(costs.asked)),
    )


_NONE = Wordings()
PAGE = 3_500  # UTF-16 units of one page; Telegram takes 4,096, and a note may come above
_ANSWER = 3_000  # characters of one answer on a page
_WORK = 60  # letters of a piece of work where another step is filled from it
_SIGNS = {"voice": "🎤", "audio": "🎤", "photo": "📷", "video": "📷", "document": "📎"}


def agree(tally: Tally, say: Say) -> Html:
    """How many agree."""
    return say.plural("👥 {x} of {n} person agrees", "👥 {x} of {n} people agree", tally.of, x=tally.agree)


def voices(tally: Tally, say: Say) -> Html:
    """How many agree, women and men, on which way."""
    who = ((say("women {n}", n=tally.women), tally.women), (say("men {n}", n=tally.men), tally.men))
    named = [words for words, number in (*who, (say("not said {n}", n=tally.unsaid), tally.unsaid)) if number]
    return lines(
        agree(tally, say),
        say.names(named) if tally.women or tally.men else "",
        apart(tally, say),
    )


def apart(tally: Tally, say: Say) -> Html:
    """How many said it on a phone and of how many the leader was told; "" where everybody said it on a phone."""
    if not tally.told:
        return Html("")
    return say(
        "{phones}, {told}",
        phones=say.plural("📱 {n} on their phone", "📱 {n} on their phones", tally.agree - tally.told),
        told=say.plural("✍️ {n} told to the leader", "✍️ {n} told to the leader", tally.told),
    )


def head(version: Version, group: Group, library: Library, say: Say) -> Html:
    """Title, version, group and where it lives."""
    number = say("Version {v}", v=version.number)
    return lines(bold(version.title), number, group.name, location(group, library, say))


def title_of(whole: PlanView, say: Say) -> str:
    """A plan's name in the reader's language where a helper has translated it, else as its group wrote it."""
    return _translated(whole.title, whole.wordings, say)


def titles(uow: UnitOfWork, written: Iterable[str], say: Say) -> dict[str, str]:
    """The same for a list of names, each beside how its group wrote it."""
    known = set(written)
    beside = uow.wordings.beside([of_text(one) for one in known])
    return {one: _translated(one, beside, say) for one in known}


def _translated(written: str, wordings: Wordings, say: Say) -> str:
    told = wordings.about(of_text(written))
    return next((one.text for one in told if one.kind == say.language), written)


def location(group: Group, library: Library, say: Say) -> Html:
    """Village and district by name."""
    district = library.locations.district(group.district)
    name = district.name(say.language) if district else group.district
    return say("{village} village, {district} district", village=group.village, district=name)


def steps(
    version: Version, form: Form, say: Say, *, characters: int = _ANSWER, wordings: Wordings = _NONE
) -> list[Html]:
    """What stands at each step, a block a step; `characters` is the room of one answer, and of what helpers wrote."""
    return [_step(step, version, say, characters, wordings) for step in form.steps]


def _step(step: Step, version: Version, say: Say, characters: int, wordings: Wordings) -> Html:
    beside = [helped(wordings.about(piece.subject), say, characters) for piece in of_step(version.content, step)]
    title = bold(f"{step.number}. {step.title(say.language)}")
    return lines(title, said(step, version, say, characters), *beside)


def said(step: Step, version: Version, say: Say, characters: int) -> Html:
    """What stands at a step: the answer, and at the actions their table."""
    table = [version_line(action, say) for action in version.actions] if step.kind == "actions" else []
    answer = version.answers.get(step.key)
    words = [answered(answer, characters)] if answer else []
    work = contents.filled(step, version.actions)
    by_work = [work_lines(step, work, say)] if work else []
    return lines(*(by_work + words + table or [say("No answer yet")]))


def work_lines(step: Step, work: Iterable[Action], say: Say) -> Html:
    """What the table of work says at a step that it fills: a line for each, with nothing but what the step asks."""
    return lines(*(say("• {line}", line=_of_work(step, one, say)) for one in work))


def _of_work(step: Step, one: Action, say: Say) -> str:
    days = _days([day for name in ("start", "due") if (day := getattr(one, name))], say)
    parts = {
        "who": one.who,
        "due": days,
        "cost": say.money(one.cost) if one.cost is not None else "",
        "own": say("the group pays {kip}", kip=say.money(one.own)) if one.own else "",
    }
    told = ", ".join(plain(parts[name]) for name in parts if name in step.from_work and parts[name])
    return f"{shortened(one.what, _WORK)} – {told}"


def _days(days: list[date], say: Say) -> str:
    """One day or a stretch; the year of both is said once."""
    if not days:
        return ""
    first, last = days[0], days[-1]
    return say.day(last) if first == last else f"{say.day(first, short=first.year == last.year)}–{say.day(last)}"


def answered(answer: Answer, characters: int) -> Html:
    """The words of an answer, and a sign for each voice or picture."""
    signs = " ".join(_sign(part) for part in answer.parts if part.kind in _SIGNS)
    return lines(shortened(answer.text, characters), signs)


def _sign(part: Part) -> str:
    """What stands for a voice or picture: 🎤 0:42."""
    return f"{_SIGNS[part.kind]} {clock(part.seconds)}" if part.kind in SPOKEN else _SIGNS[part.kind]


def version_line(action: Action, say: Say) -> Html:
    """One line of the table: what, who, by when, for how much."""
    due = say.day(action.due) if action.due else ""
    cost = say.money(action.cost) if action.cost is not None else ""
    return say("• {line}", line=say.names(part for part in (action.what, action.who, due, cost) if part))


def money(version: Version, say: Say) -> Html:
    """The sum, and what the group pays itself."""
    costs = version.costs
    total, own = say.number(costs.total), say.number(costs.own)
    return say("Together {sum} kip. The group pays {own} kip", sum=total, own=own)


def pages(blocks: Iterable[Html]) -> list[Html]:
    """The blocks, as many together on a page as it has room for."""
    found: list[Html] = []
    for block in blocks:
        together = paragraphs(found[-1], block) if found else block
        if found and length(together) <= PAGE:
            found[-1] = together
        else:
            found.append(block)
    return found


def shut(whole: PlanView) -> str:
    """Why a plan cannot be changed now, as an English text of the catalogues."""
    if whole.plan.state is not PlanState.DRAFT:
        return mark("The plan is sent already")
    return mark("🔒 The round is closed. This plan was not sent. Nothing is lost")


def progress(standing: Standing, say: Say) -> Html:
    """How far the plan is, in words that anybody may read."""
    if standing.plan is None:
        return say("📝 The plan is not begun yet") if standing.round else say("No round is open at present")
    match standing.plan.state:
        case PlanState.SUBMITTED:
            return say("📝 The plan is sent. The experts are reading it")
        case PlanState.RETURNED:
            return say("📝 The experts have read the plan and left comments")
        case PlanState.APPROVED:
            return say("📝 The plan has passed")
    if standing.round and not rounds.may(Verb.WRITE, standing.round.state, standing.plan.state):
        return say("🔒 The round is closed. This plan was not sent. Nothing is lost")
    return say.plural(
        "📝 Plan: {x} of {n} item answered", "📝 Plan: {x} of {n} items answered", standing.items, x=standing.answered
    )


FIELDS = {
    "what": mark("✍️ What"),
    "who": mark("👥 Who"),
    "start": mark("📅 Start"),
    "due": mark("📅 By when"),
    "cost": mark("💰 Cost"),
    "own": mark("💰 Group pays"),
    "sign": mark("💡 How we know"),
}
