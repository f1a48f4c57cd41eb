"""A paper is asked for: the recipe of a plan, its card or a version, which is made just before it leaves."""

from __future__ import annotations

from datetime import datetime

from bot.domain.ids import ChatId, PersonId, PlanId, SubmissionId
from bot.domain.people import Person
from bot.domain.plans import Plan, PlanState, Submission
from bot.domain.refused import Missing, Refused
from bot.services.groups import groups
from bot.store.database import UnitOfWork
from bot.store.outbox import Lane, Outgoing

BOTH = "both"  # the language of a paper that speaks Lao and English side by side
_ENDINGS = {"plan": "pdf", "card": "png"}


def wanted(uow: UnitOfWork, plan: PlanId, kind: str, language: str, *, version: int = 0) -> dict[str, object]:
    """The recipe of a plan as it stands, or of one of its versions. Refused where there is no such plan or version.

    Raises: Missing.
    """
    found, sent = uow.plans.get(plan), uow.submissions.numbered(plan, version) if version else None
    if found is None or (version and sent is None):
        raise Missing
    if sent:
        return version_recipe(sent, kind, language)
    return recipe_of(found, uow.submissions.latest(plan), kind, language)


# Sending --------------------------------------------------------------------------------------------------------------
def send(
    uow: UnitOfWork, plan: Plan, kind: str, language: str, *, chat: ChatId, person: PersonId, now: datetime
) -> None:
    """Send the plan as it stands to whoever asks: "plan" as PDF, "card" as a picture; a second tap at once is one."""
    latest = uow.submissions.latest(plan.id)
    recipe = recipe_of(plan, latest, kind, language)
    number = latest.version if latest and "submission" in recipe else 0
    _put(uow, recipe, file_name(plan.id, number, kind, language), chat, person, now)


def send_version(
    uow: UnitOfWork, submission: Submission, kind: str, language: str, *, chat: ChatId, person: PersonId, now: datetime
) -> None:
    """Send a version as it was sent to the experts, which never changes any more."""
    recipe = version_recipe(submission, kind, language)
    _put(uow, recipe, file_name(submission.plan, submission.version, kind, language), chat, person, now)


def show_group(uow: UnitOfWork, submission: SubmissionId, language: str, *, by: Person, now: datetime) -> None:
    """Show the card of a version in the chat of its group, once.

    Raises: Missing, Forbidden, Refused.
    """
    sent = uow.submissions.get(submission)
    plan = uow.plans.get(sent.plan) if sent else None
    if sent is None or plan is None:
        raise Missing
    group = groups.open_group(uow, plan.group, by=by)
    if group.chat is None:
        raise Refused("Your group has no Telegram group here yet. The leader can link one")
    name = file_name(plan.id, sent.version, "card", language)
    medium = {"kind": "photo", "recipe": version_recipe(sent, "card", language), "name": name}
    row = Outgoing(0, group.chat, Lane.NOTICE, content={"text": "", "medium": medium})
    row.key = f"paper:{name}:group:{group.chat}"
    uow.outbox.put(row, now=now)


def recipe_of(plan: Plan, latest: Submission | None, kind: str, language: str) -> dict[str, object]:
    """What is printed of a plan now: its last version once it is sent, otherwise the draft."""
    if latest and plan.state in (PlanState.SUBMITTED, PlanState.APPROVED):
        return version_recipe(latest, kind, language)
    return {"paper": kind, "plan": plan.id, "revision": plan.revision, "language": language}


def version_recipe(submission: Submission, kind: str, language: str) -> dict[str, object]:
    """A version that was sent."""
    return {"paper": kind, "submission": submission.id, "language": language}


def file_name(plan: PlanId, version: int, kind: str, language: str) -> str:
    """The name under which a phone keeps a paper; version 0 is a draft."""
    return f"phaen-{plan}-{f'v{version}' if version else 'draft'}-{language}.{_ENDINGS[kind]}"


def _put(uow: UnitOfWork, recipe: dict[str, object], name: str, chat: ChatId, person: PersonId, now: datetime) -> None:
    medium = {"kind": "document" if recipe["paper"] == "plan" else "photo", "recipe": recipe, "name": name}
    row = Outgoing(0, chat, Lane.REPLY, person=person, content={"text": "", "medium": medium})
    row.key = f"paper:{name}:{recipe.get('revision', 0)}:{chat}:{now:%Y%m%d%H%M}"
    uow.outbox.put(row, now=now)
