"""The actions of the plan: the table, a new line as soon as something is typed, and each line with its buttons."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import ClassVar
from zoneinfo import ZoneInfo

from bot.chat.address import Go, Tap
from bot.chat.message import Button, Message, Rows, column, grid, row, shortened
from bot.chat.screen import Screen, Turn
from bot.content import pieces
from bot.content.form import Step
from bot.content.pieces import Piece
from bot.domain.groups import Member
from bot.domain.ids import GroupId, PlanId
from bot.domain.incoming import Answer
from bot.domain.plans import Action, ActionState, Part
from bot.domain.refused import Refused
from bot.i18n import Html, Say, bold, lines, mark, paragraphs
from bot.screens.plan_words import action_line, sums, within
from bot.screens.questions_words import ask_button
from bot.services import actions, media, plans, sheets
from bot.services.sheets import Sheet

FIELDS = {
    "what": mark("✏️ What"),
    "who": mark("👤 Who"),
    "start": mark("▶ Start"),
    "due": mark("📅 By when"),
    "cost": mark("💰 Cost"),
    "own": mark("🤲 Group pays"),
    "sign": mark("👀 How we know"),
}
_ROOM = 3200  # UTF-16 units of the table in its message


class Table(Screen[Sheet]):
    """The step of the actions: the table, its sums, and a new line as soon as something is typed."""

    name = "plan.actions"
    args = ("plan",)
    asks = True
    appends = True  # three short messages are three pieces of work
    help: ClassVar[str] = mark("Write one piece of work: then who, when and cost are asked. Tap a line to change it")

    def load(self, turn: Turn) -> Sheet:
        view = sheets.read(turn.uow, turn.library, turn.number("plan"), by=turn.person)
        step_of(view)
        return view

    def spoken(self, turn: Turn, view: Sheet) -> Piece:
        return pieces.of_step(step_of(view), "question")

    def render(self, view: Sheet, say: Say) -> Message:
        step = step_of(view)
        head = say("Item {i} of {n}: {title}", i=step.number, n=len(view.form.steps), title=step.title(say.language))
        listed = within(
            _ROOM,
            lambda letters: lines(
                *(Html(f"{place}. {action_line(action, say, letters)}") for place, action in enumerate(view.actions, 1))
            ),
        )
        spoken = say("🎤 There is a spoken answer too") if _spoken(view) else ""
        return Message(
            paragraphs(
                bold(head),
                step.question(say.language),
                listed,
                lines(sums(view.costs, say) if view.actions else "", spoken),
                say("✍️ Write the next piece of work") if view.plan.state.open else say("The plan is sent already"),
            ),
            self._rows(view, step.key, say),
        )

    def _rows(self, view: Sheet, step: str, say: Say) -> Rows:
        here: dict[str, int | str] = {"plan": view.plan.id}
        spoken = here | {"step": step}
        before, after = view.form.before(step), view.form.after(step)
        opened = [
            Button(f"{place}. {shortened(action.what, 26)}", Go("plan.action", {"action": action.id}))
            for place, action in enumerate(view.actions, 1)
        ]
        return [
            *column(opened),
            row(Button(say("▶️ Play or show it"), Tap("play")) if _spoken(view) else None),
            row(
                Button(say("🌐 Write down, translate"), Go("wording.pieces", spoken, push=True))
                if view.actions or _spoken(view)
                else None
            ),
            row(
                Button(say("👀 See an example"), Go("plan.example", spoken)),
                Button(say("❔ Why is this asked?"), Go("plan.why", spoken)),
            ),
            row(
                Button(say("◀ Back"), Go("plan.step", here | {"step": before.key})) if before else None,
                Button(say("Next ▶"), Go("plan.step", here | {"step": after.key})) if after else None,
            ),
            row(
                ask_button(say, about="step", subject=view.plan.id, place=step),
                Button(say("📋 See everything"), Go("plan.overview", here)),
            ),
        ]

    def on_answer(self, turn: Turn, view: Sheet, answer: Answer) -> Go:
        return write(turn, view, answer)

    def tap_play(self, turn: Turn, view: Sheet) -> Go:
        """The voices and photos, and the table again below them."""
        media.play(turn.uow, _spoken(view), turn.chat, turn.me, now=turn.now)
        return Go("plan.actions", {"plan": view.plan.id}, fresh=True)


def write(turn: Turn, view: Sheet, answer: Answer) -> Go:
    """A text is a new line of the table; a voice or photo is kept beside it."""
    plan = PlanId(view.plan.id)
    if answer.is_text:
        action = actions.add(turn.uow, plan, answer.text, by=turn.person, now=turn.now)
        _changed(turn, plan)
        return Go("plan.field", {"action": action, "field": "who"}, note=turn.say("✅ Saved"))
    plans.enclose(turn.uow, plan, step_of(view), plans.part_of(answer), by=turn.person, now=turn.now)
    _changed(turn, plan)
    return Go("plan.actions", {"plan": plan}, note=turn.say("✅ Saved"))


def step_of(view: Sheet) -> Step:
    """The step of the table; a form without one is refused kindly."""
    found = next((step for step in view.form.steps if step.kind == "actions"), None)
    if found is None:
        raise Refused("This page is not there any more")
    return found


def changed(turn: Turn, action: Action) -> None:
    """What others see of a line, of the table and of the plan is not what it was."""
    turn.changed.append(Go("plan.action", {"action": action.id}))
    _changed(turn, action.plan)


def _changed(turn: Turn, plan: PlanId) -> None:
    turn.changed += [Go("plan.actions", {"plan": plan}), Go("plan.overview", {"plan": plan})]


def enclose(turn: Turn, action: Action, answer: Answer) -> str:
    """A voice or photo sent where a line is asked about is kept beside the table; returns what to say about it."""
    sheet = sheets.read(turn.uow, turn.library, action.plan, by=turn.person)
    plans.enclose(turn.uow, action.plan, step_of(sheet), plans.part_of(answer), by=turn.person, now=turn.now)
    changed(turn, action)
    return turn.say("✅ It is kept beside the table of work")


def _spoken(view: Sheet) -> tuple[Part, ...]:
    """The voices and photos beside the table."""
    found = view.answers.get(step_of(view).key)
    return found.parts if found else ()


@dataclass(frozen=True, slots=True)
class ActionView:
    """One line of the table. `revision` is the line's: an old button changes nothing."""

    action: Action
    group: GroupId
    open: bool
    members: tuple[Member, ...]
    today: date
    revision: int


def load_action(turn: Turn) -> ActionView:
    """The line that a page is about, for members and staff."""
    plan, action = sheets.action_of(turn.uow, turn.number("action"), by=turn.person)
    group = turn.uow.groups.get(plan.group)
    zone = ZoneInfo(group.zone if group and group.zone else "Asia/Vientiane")
    members = tuple(turn.uow.groups.members(plan.group))
    return ActionView(action, plan.group, plan.state.open, members, turn.now.astimezone(zone).date(), action.revision)


class Line(Screen[ActionView]):
    name = "plan.action"
    args = ("action",)
    help: ClassVar[str] = mark("Tap what you want to change. A line that is taken out can be put back")

    def load(self, turn: Turn) -> ActionView:
        return load_action(turn)

    def render(self, view: ActionView, say: Say) -> Message:
        action = view.action
        table = Go("plan.actions", {"plan": action.plan})
        if action.state is ActionState.REMOVED:
            text = paragraphs(bold(action.what), say("This work has been taken out of the plan"))
            undo = Button(say("↩️ Put it back"), Tap("put_back"))
            return Message(text, [[undo] if view.open else [], [Button(say("◀ Back"), table)]])
        edit = [
            Button(say(label), Go("plan.field", {"action": action.id, "field": name})) for name, label in FIELDS.items()
        ]
        move = [
            row(Button(say("⬆️ Up"), Tap("move", (1,))), Button(say("⬇️ Down"), Tap("move", (0,)))),
            row(Button(say("📑 Copy"), Tap("copy")), Button(say("🗑 Take out"), Tap("remove"))),
        ]
        rows = [*grid(edit, 2), *move] if view.open else []
        return Message(paragraphs(bold(action.what), self._facts(action, say)), [*rows, [Button(say("◀ Back"), table)]])

    def _facts(self, action: Action, say: Say) -> Html:
        missing = say("?")
        return lines(
            say("👤 Who: {name}", name=action.who or missing),
            say("▶ From {date}", date=say.date(action.start)) if action.start else "",
            say("📅 Done by {date}", date=say.date(action.due) if action.due else missing),
            say("💰 Cost: {sum}", sum=say.money(action.cost) if action.cost is not None else missing),
            say("🤲 The group pays {sum}", sum=say.money(action.own)) if action.own is not None else "",
            say("👀 We will know by: {sign}", sign=action.sign) if action.sign else "",
        )

    def tap_move(self, turn: Turn, view: ActionView) -> Go:
        actions.move(turn.uow, view.action.id, bool(turn.choice()), by=turn.person, now=turn.now)
        changed(turn, view.action)
        return Go("plan.actions", {"plan": view.action.plan})

    def tap_copy(self, turn: Turn, view: ActionView) -> Go:
        copied = actions.copy(turn.uow, view.action.id, by=turn.person, now=turn.now)
        changed(turn, view.action)
        return Go("plan.action", {"action": copied}, note=turn.say("✅ This is the copy"))

    def tap_remove(self, turn: Turn, view: ActionView) -> None:
        actions.remove(turn.uow, view.action.id, by=turn.person, now=turn.now)
        changed(turn, view.action)

    def tap_put_back(self, turn: Turn, view: ActionView) -> None:
        actions.put_back(turn.uow, view.action.id, by=turn.person, now=turn.now)
        changed(turn, view.action)
