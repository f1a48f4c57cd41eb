"""Answers on buttons, for those who would rather tap: choices, members, amounts, days."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

from bot.chat.address import Go, Tap
from bot.chat.message import Button, Rows, column, grid, shortened
from bot.chat.screen import Screen, Turn
from bot.content.form import Step
from bot.domain.refused import Stale
from bot.i18n import Say, lines, mark
from bot.papers import values
from bot.screens.plan.earlier import regret, replaces
from bot.screens.plan.views import StepView, changed, onward, saved
from bot.screens.widgets import calendar, read_back
from bot.services.plans import answers, drafts
from bot.services.plans.answers import Value
from bot.services.plans.drafts import Saved
from bot.understand import dates

_NAMED = 6  # members on the page itself
MEMBERS = 40  # names on buttons; the others are written
QUICK = (0, 100_000, 200_000, 500_000, 1_000_000, 2_000_000)  # kip
NUMBERS = (1, 2, 5, 10, 20, 50)
ASKED = {
    "choice": mark("Choose one. You can also speak or send a photo"),
    "many": mark("Choose all that fit. You can also speak or send a photo"),
    "number": mark("Write a number or choose one. You can also speak or send a photo"),
    "money": mark("Write an amount or choose one. You can also speak or send a photo"),
    "date": mark("Write the day or choose it, for example 15/1/2027. You can also speak"),
    "season": mark("Write from when to when, a month or a season, or choose. You can also speak"),
    "people": mark("Choose the people or write their names. You can also speak"),
    "photo": mark("📷 Please send a photo. You can also write or speak"),
    "voice": mark("🔊 Please send a voice. You can also write or send a photo"),
}


def asked(step: Step, say: Say) -> str:
    """How a step of this kind may be answered."""
    return say(ASKED.get(step.kind, mark("You can write, speak or send a photo")))


def rows(view: StepView, say: Say) -> Rows:
    """The buttons of the step's kind; none where only words, voices and photos answer."""
    if not view.open:
        return []
    match view.step.kind:
        case "choice" | "many":
            return column(_choices(view, say))
        case "people":
            return grid(_members(view)[:_NAMED], 2)
        case "number":
            return grid([_count(view, number, say) for number in view.step.offers or NUMBERS], 3)
        case "money":
            return grid([_amount(kip, say) for kip in view.step.offers or QUICK], 2)
        case "date":
            return [*column(_days(view, say)), [_calendar(view, say)]]
        case "season":
            named = Button(say("📅 A season or festival"), Go("plan.seasons", view.here))
            return [[_calendar(view, say)], [named]]
    return []


def _choices(view: StepView, say: Say) -> list[Button]:
    many = view.step.kind == "many"
    signs = ("✅", "▫️")
    picked = _picked(view)
    return [
        Button(
            f"{signs[choice.key not in picked]} {choice.title(say.language)}",
            Tap("toggle" if many else "choose", (choice.key,)),
        )
        for choice in view.step.choices
    ]


def _picked(view: StepView) -> list[str]:
    return list(view.answer.value.get("choices", [])) if view.answer else []


def _people(view: StepView) -> list[dict[str, object]]:
    return list(view.answer.value.get("people", [])) if view.answer else []


def others(view: StepView) -> list[Button]:
    """The names for which the page has no room: they stand behind 🧭, and may be written."""
    return _members(view)[_NAMED:] if view.step.kind == "people" and view.open else []


def _members(view: StepView) -> list[Button]:
    picked = {person.get("id") for person in _people(view)}
    return [
        Button(f"{'✅' if one.person in picked else '▫️'} {shortened(one.name, 24)}", Tap("member", (one.person,)))
        for one in view.members[:MEMBERS]
    ]


def _count(view: StepView, number: int, say: Say) -> Button:
    value = {"number": str(number)}
    return Button(values.words(value, say, view.step), Tap("take", (read_back.packed(value),)))


def _amount(kip: int, say: Say) -> Button:
    return Button(say.money(kip), Tap("take", (read_back.packed({"kip": kip}),)))


def _days(view: StepView, say: Say) -> list[Button]:
    later = {
        mark("In 1 week: {day}"): view.today + timedelta(days=7),
        mark("In 2 weeks: {day}"): view.today + timedelta(days=14),
        mark("In 1 month: {day}"): dates.add_months(view.today, 1),
    }
    return [
        Button(say(text, day=say.day(day)), Tap("take", (read_back.packed({"day": day.isoformat()}),)))
        for text, day in later.items()
    ]


def _calendar(view: StepView, say: Say) -> Button:
    return Button(say("📅 Calendar"), Go("plan.day", view.here | {"month": calendar.month_of(view.today)}))


class Offers(Screen[StepView]):
    """What a tap on an offer does; the page of a step has it in itself."""

    def tap_choose(self, turn: Turn, view: StepView) -> Go:
        """One of several: it is the answer."""
        value = answers.choices(view.step, [str(turn.value())]) if view.step.kind == "choice" else None
        return keep(turn, view, value)

    def tap_toggle(self, turn: Turn, view: StepView) -> Go:
        """One of those that fit, on or off; each tap is kept."""
        if view.step.kind != "many":
            raise Stale
        picked = {*_picked(view)} ^ {str(turn.value())}
        return self._stay(
            turn, view, answers.choices(view.step, sorted(picked & {one.key for one in view.step.choices}))
        )

    def tap_member(self, turn: Turn, view: StepView) -> Go:
        """A member more or less."""
        member = next((one for one in view.members if one.person == turn.choice()), None)
        if member is None:
            raise Stale
        others = [one for one in _people(view) if one.get("id") != member.person]
        added = [] if len(others) < len(_people(view)) else [{"id": member.person, "name": member.name}]
        return self._stay(turn, view, {"people": [*others, *added]})

    def _stay(self, turn: Turn, view: StepView, value: Value) -> Go:
        part = read_back.part_of(value, turn.say, view.step)
        drafts.toggle(turn.uow, view.plan, view.step, part, by=turn.person, now=turn.now)
        changed(turn, view)
        return Go("plan.step", view.here, note=turn.say("✅ Saved"))

    def tap_take(self, turn: Turn, view: StepView) -> Go:
        """A number, an amount or a day."""
        return keep(turn, view, read_back.unpacked(str(turn.value())))


def keep(turn: Turn, view: StepView, value: Value | None) -> Go:
    """Keep a value that was tapped, and go on."""
    if not value or not (view.step.kind == "choice" or answers.valid(view.step.kind, value)):
        raise Stale
    part = read_back.part_of(value, turn.say, view.step)
    kept = drafts.choose(turn.uow, view.plan, view.step, part, by=turn.person, now=turn.now)
    return kept_value(turn, view, value, kept)


def kept_value(turn: Turn, view: StepView, value: Value, kept: Saved) -> Go:
    """A value is kept in the place of one's own: on to the next step. Beside another's it is asked which stands."""
    if kept.state != "kept":
        return Go("plan.conflict", view.here)
    changed(turn, view)
    lost = view.answer if view.answer and view.answer.value and view.answer.value != value else None
    note = saved(turn, view, words=values.words(value, turn.say, view.step))
    note = lines(note, replaces(lost, turn.say, view.step) if lost else "")
    return replace(onward(view, note=note), regrets=regret(turn.say, view.plan, view.step, lost))
