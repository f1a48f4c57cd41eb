"""A version of a plan: frozen as plain JSON when it is sent, and read back for experts and for the papers."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from datetime import date, datetime
from typing import Any

from bot.domain.ids import ActionId, PersonId
from bot.domain.plans import Action, ActionState, Answer, Costs, Part, Submission, costs
from bot.services import agreements
from bot.services.agreements import Tally
from bot.services.sheets import Sheet
from bot.store.database import UnitOfWork


@dataclass(frozen=True, slots=True)
class Version:
    """What a version says. `number` is 0 for a plan that is still being written."""

    number: int
    at: datetime
    title: str
    form: int
    answers: Mapping[str, Answer]
    actions: tuple[Action, ...]
    tally: Tally

    @property
    def costs(self) -> Costs:
        return costs(self.actions)


def live(uow: UnitOfWork, sheet: Sheet, *, at: datetime) -> Version:
    """The plan as it stands now."""
    tally = agreements.tally(uow, sheet.plan)
    return Version(0, at, sheet.title, sheet.form.version, sheet.answers, sheet.actions, tally)


def frozen(version: Version) -> dict[str, Any]:
    """The version as JSON: {"title", "form", "answers": {step: …}, "actions": […], "tally": {…}}."""
    return {
        "title": version.title,
        "form": version.form,
        "answers": {step: _answer_out(answer) for step, answer in version.answers.items()},
        "actions": [_action_out(action) for action in version.actions],
        "tally": asdict(version.tally),
    }


def thawed(submission: Submission) -> Version:
    """A submission read back."""
    content: Mapping[str, Any] = submission.content
    return Version(
        number=submission.version,
        at=submission.at,
        title=content["title"],
        form=content["form"],
        answers={step: _answer_in(step, raw) for step, raw in content["answers"].items()},
        actions=tuple(_action_in(submission, raw) for raw in content["actions"]),
        tally=Tally.read(content["tally"]),
    )


def _answer_out(answer: Answer) -> dict[str, Any]:
    parts = [{name: value for name, value in asdict(part).items() if value} for part in answer.parts]
    values = {"revision": answer.revision, "author": answer.author, "name": answer.author_name}
    return values | {"at": answer.at.isoformat(), "parts": parts}


def _answer_in(step: str, raw: Mapping[str, Any]) -> Answer:
    parts = tuple(Part(**part) for part in raw["parts"])
    return Answer(step, raw["revision"], parts, PersonId(raw["author"]), raw["name"], datetime.fromisoformat(raw["at"]))


_DAYS = ("start", "due")
_KEPT = ("id", "what", "who", "owner", "cost", "own", "sign", "revision")


def _action_out(action: Action) -> dict[str, Any]:
    days = {name: day.isoformat() for name in _DAYS if (day := getattr(action, name))}
    return {name: getattr(action, name) for name in _KEPT} | days


def _action_in(submission: Submission, raw: Mapping[str, Any]) -> Action:
    days = {name: date.fromisoformat(raw[name]) if raw.get(name) else None for name in _DAYS}
    return Action(
        id=ActionId(raw["id"]),
        plan=submission.plan,
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
