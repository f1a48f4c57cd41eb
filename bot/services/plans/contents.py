"""What a plan says at one moment, as plain JSON; and what changed from one moment to another."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass
from datetime import date, datetime
from typing import Any

from bot.content.form import Step
from bot.domain.ids import ActionId, MediumId, PersonId, PlanId
from bot.domain.plans import Action, ActionState, Answer, Part, Plan
from bot.store.database import UnitOfWork

TABLE = ("actions", "who_when", "money")  # steps whose answers are in the table of actions
FIELDS = ("what", "who", "start", "due", "cost", "own", "sign")  # what an action says, in the order of the form


@dataclass(frozen=True, slots=True)
class Content:
    """Name, answers and actions of a plan."""

    title: str
    answers: Mapping[str, Answer]
    actions: tuple[Action, ...]


@dataclass(frozen=True, slots=True)
class Change:
    """Something that is not as it was. `step` is "" for the plan's name and for an action.

    `old` and `new` are texts of the name, answers of a step, or one action; None where there was or is none. `fields`
    are those in which an action differs; `moved`: only the order of the actions is another one.
    """

    step: str = ""
    old: str | Answer | Action | None = None
    new: str | Answer | Action | None = None
    fields: tuple[str, ...] = ()
    moved: bool = False


def now(uow: UnitOfWork, plan: Plan) -> Content:
    """What the plan says now."""
    return Content(plan.title, uow.answers.of_plan(plan.id), tuple(uow.actions.of_plan(plan.id)))


def keep(uow: UnitOfWork, plan: Plan) -> None:
    """Keep what the plan says at its present revision, to be compared later."""
    if uow.agreements.content_at(plan.id, plan.revision) is None:
        uow.agreements.keep_content(plan.id, plan.revision, written(now(uow, plan)))


def kept(uow: UnitOfWork, plan: Plan, revision: int) -> Content | None:
    """What the plan said at a revision; None when nobody answered that one."""
    found = uow.agreements.content_at(plan.id, revision)
    return read(found, plan.id) if found is not None else None


def filled(step: Step, actions: Iterable[Action]) -> tuple[Action, ...]:
    """The lines of the table that say something of what a step asks, where the form fills it from the table."""
    return tuple(one for one in actions if any(getattr(one, name) not in (None, "") for name in step.from_work))


def answered(step: Step, written: Collection[str], actions: Sequence[Action]) -> bool:
    """Whether a step is answered; the table of actions also by a spoken answer, others by the table."""
    return step.key in written or bool(actions if step.kind == "actions" else filled(step, actions))


def media(answers: Mapping[str, Answer]) -> tuple[MediumId, ...]:
    """The photos, voices and files of the answers, in their order."""
    parts = (part for answer in answers.values() for part in answer.parts)
    return tuple(part.medium for part in parts if part.medium is not None)


# What changed ---------------------------------------------------------------------------------------------------------
def changes(before: Content, after: Content) -> tuple[Change, ...]:
    """What is not as it was: the name, then step by step, then action by action."""
    renamed = before.title and before.title != after.title  # the name that sending gives to a plan without one is none
    named = (Change(old=before.title, new=after.title),) if renamed else ()
    return (*named, *_answers(before, after), *_actions(before, after))


def steps(found: Collection[Change]) -> frozenset[str]:
    """The steps that changes belong to; the table of actions answers three of them."""
    table = [one for one in found if isinstance(one.old or one.new, Action) or one.moved]
    return frozenset([*(one.step for one in found if one.step), *(TABLE if table else ())])


def _answers(before: Content, after: Content) -> Iterator[Change]:
    for step in dict.fromkeys([*before.answers, *after.answers]):
        old, new = before.answers.get(step), after.answers.get(step)
        if (old.parts if old else ()) != (new.parts if new else ()):
            yield Change(step, old, new)


def _actions(before: Content, after: Content) -> Iterator[Change]:
    old, new = ({action.id: action for action in content.actions} for content in (before, after))
    for key in dict.fromkeys([*old, *new]):
        one, other = old.get(key), new.get(key)
        if one is None or other is None:
            yield Change(old=one, new=other)
        elif fields := tuple(name for name in FIELDS if getattr(one, name) != getattr(other, name)):
            yield Change(old=one, new=other, fields=fields)
    if [key for key in old if key in new] != [key for key in new if key in old]:
        yield Change(moved=True)


# As JSON --------------------------------------------------------------------------------------------------------------
def written(content: Content) -> dict[str, object]:
    """{"title", "answers": {step: …}, "actions": […]}."""
    return {
        "title": content.title,
        "answers": {step: _answer_out(answer) for step, answer in content.answers.items()},
        "actions": [_action_out(action) for action in content.actions],
    }


def read(raw: Mapping[str, Any], plan: PlanId) -> Content:
    """The same read back."""
    return Content(
        title=raw["title"],
        answers={step: _answer_in(step, one) for step, one in raw["answers"].items()},
        actions=tuple(_action_in(plan, one) for one in raw["actions"]),
    )


def _answer_out(answer: Answer) -> dict[str, object]:
    parts = [{name: value for name, value in asdict(part).items() if value} for part in answer.parts]
    values = {"revision": answer.revision, "author": answer.author, "name": answer.author_name}
    return values | {"at": answer.at.isoformat(), "parts": parts}


def _answer_in(step: str, raw: Mapping[str, Any]) -> Answer:
    parts = tuple(Part(**part) for part in raw["parts"])
    author = PersonId(raw["author"]) if raw["author"] else None
    return Answer(step, raw["revision"], parts, author, raw["name"], datetime.fromisoformat(raw["at"]))


_DAYS = ("start", "due")
_KEPT = ("id", "what", "who", "owner", "cost", "own", "sign", "revision")


def _action_out(action: Action) -> dict[str, object]:
    days = {name: day.isoformat() for name in _DAYS if (day := getattr(action, name))}
    return {name: getattr(action, name) for name in _KEPT} | days


def _action_in(plan: PlanId, raw: Mapping[str, Any]) -> Action:
    days = {name: date.fromisoformat(raw[name]) if raw.get(name) else None for name in _DAYS}
    return Action(
        id=ActionId(raw["id"]),
        plan=plan,
        what=raw["what"],
        who=raw["who"],
        owner=PersonId(raw["owner"]) if raw["owner"] else None,
        start=days["start"],
        due=days["due"],
        cost=raw["cost"],
        own=raw["own"],
        sign=raw["sign"],
        state=ActionState.PLANNED,
        revision=raw["revision"],
    )
