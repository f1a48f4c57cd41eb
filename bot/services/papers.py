"""A plan gathered for paper: PDF and picture card, of a frozen version or of the plan as it stands."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import datetime
from functools import partial
from pathlib import Path
from typing import Any, Literal, TypeAlias, cast
from zoneinfo import ZoneInfo

from bot.content.form import Step
from bot.content.library import Library
from bot.documents import plan as paper
from bot.domain.groups import Group
from bot.domain.ids import ChatId, PlanId, SubmissionId
from bot.domain.people import Person
from bot.domain.plans import Answer, Part, Plan, Submission
from bot.domain.refused import Refused
from bot.i18n import Catalogue, Say, mark, plain
from bot.services import sheets, versions
from bot.services.versions import Version
from bot.store.database import UnitOfWork
from bot.store.outbox import Lane, Outgoing

Maker: TypeAlias = Callable[[UnitOfWork, dict[str, Any]], Callable[[], bytes]]

# The words on the paper; {names} are filled in by the paper itself.
_LABELS = {
    "programme": mark("Programme"),
    "project": mark("Project"),
    "round": mark("Round"),
    "village": mark("Village"),
    "district": mark("District"),
    "province": mark("Province"),
    "leader": mark("Group leader"),
    "members": mark("Members"),
    "women": mark("Women"),
    "men": mark("Men"),
    "date": mark("Date"),
    "version": mark("Version {n}"),
    "scan": mark("Open in Phaen"),
    "voice": mark("Spoken answer, {length}"),
    "no_photo": mark("This photo cannot be shown"),
    "no_answer": mark("Not answered yet"),
    "translated": mark("Translated by {name}"),
    "actions": mark("The work to do"),
    "what": mark("Work"),
    "who": mark("Who"),
    "start": mark("Start"),
    "due": mark("Due"),
    "cost": mark("Cost"),
    "own": mark("Group pays"),
    "total": mark("Total"),
    "sign": mark("How we will know"),
    "timeline": mark("Timeline"),
    "money": mark("Money"),
    "asked": mark("Asked for"),
    "kip": mark("kip"),
    "agreement": mark("Agreement"),
    "agreed": mark("{agree} of {of} people agree, {women} of them women"),
    "more": mark("and {n} more"),
}


def makers(library: Library, catalogues: Mapping[str, Catalogue], media: Path, username: str) -> dict[str, Maker]:
    """How recipes become documents: "plan" (PDF) and "card" (PNG) of a "submission" or a "plan", in a "language".

    A maker gathers in a transaction and returns the work that renders without one.
    """

    def make(
        render: Callable[[paper.PlanPaper], bytes], uow: UnitOfWork, recipe: dict[str, Any]
    ) -> Callable[[], bytes]:
        language = recipe["language"] if recipe["language"] in catalogues else "lo"
        plan, version = _version(uow, library, recipe)
        group = uow.groups.get(plan.group)
        assert group is not None, "a plan has a group"
        say = Say(catalogues[language], ZoneInfo(group.zone or "Asia/Vientiane"))
        return partial(render, _paper(uow, library, say, plan, group, version, media, username))

    return {"plan": partial(make, paper.plan_pdf), "card": partial(make, paper.plan_card)}


def send(uow: UnitOfWork, plan: Plan, kind: str, *, chat: ChatId, by: Person, language: str, now: datetime) -> None:
    """Send the plan as it stands to whoever asks: "plan" as PDF, "card" as a picture; a second tap at once is one."""
    recipe = {"paper": kind, "plan": plan.id, "revision": plan.revision, "language": language}
    medium = {"kind": "document" if kind == "plan" else "photo", "recipe": recipe, "name": file_name(plan, language)}
    row = Outgoing(0, chat, Lane.REPLY, person=by.id, content={"text": "", "medium": medium})
    row.key = f"paper:{kind}:{plan.id}:{plan.revision}:{language}:{chat}:{now:%Y%m%d%H%M}"
    uow.outbox.put(row, now=now)


def send_version(
    uow: UnitOfWork, submission: Submission, *, chat: ChatId, by: Person, language: str, now: datetime
) -> None:
    """Send a version as it was sent, as PDF, to whoever asks; a second tap at once is one."""
    recipe = {"paper": "plan", "submission": submission.id, "language": language}
    name = f"phaen-{submission.plan}-v{submission.version}-{language}.pdf"
    content = {"text": "", "medium": {"kind": "document", "recipe": recipe, "name": name}}
    key = f"paper:version:{submission.id}:{language}:{chat}:{now:%Y%m%d%H%M}"
    uow.outbox.put(Outgoing(0, chat, Lane.REPLY, person=by.id, content=content, key=key), now=now)


def file_name(plan: Plan, language: str) -> str:
    """The name under which a phone keeps the PDF."""
    return f"phaen-{plan.id}-{language}.pdf"


def _version(uow: UnitOfWork, library: Library, recipe: Mapping[str, Any]) -> tuple[Plan, Version]:
    if "submission" in recipe:
        submission = uow.plans.submission(SubmissionId(recipe["submission"]))
        plan = uow.plans.get(submission.plan) if submission else None
        if submission and plan:
            return plan, versions.thawed(submission)
    plan = uow.plans.get(PlanId(recipe.get("plan", 0)))
    if plan is None:
        raise Refused("This page is not there any more")
    return plan, versions.live(uow, sheets.whole(uow, library, plan), at=plan.updated_at)


def _paper(  # noqa: PLR0913 – what a paper says comes from many places
    uow: UnitOfWork,
    library: Library,
    say: Say,
    plan: Plan,
    group: Group,
    version: Version,
    media: Path,
    username: str,
) -> paper.PlanPaper:
    members, round_ = uow.groups.members(group.id), uow.plans.round(plan.round)
    district, province = library.places.district(group.district), library.places.province(group.province)
    tally = version.tally
    return paper.PlanPaper(
        language=cast('Literal["lo", "en"]', say.language if say.language in ("lo", "en") else "en"),
        title=version.title,
        group=group.name,
        village=group.village,
        district=district.name(say.language) if district else group.district,
        province=province.name(say.language) if province else "",
        programme="Phaen · ແຜນ",
        project=group.project,
        round=say.pick(round_.name) if round_ else "",
        leader=", ".join(member.name for member in members if member.leader),
        women=sum(member.sex == "woman" for member in members),
        men=sum(member.sex == "man" for member in members),
        version=version.number,
        date=say.date(version.at.astimezone(say.zone).date()),
        steps=tuple(
            paper.Step(step.number, step.title(say.language), _step(uow, say, step, version, media))
            for step in library.form_of(version.form).steps
        ),
        actions=tuple(
            paper.Action(row.what, row.who, row.start, row.due, row.cost, row.own, row.sign) for row in version.actions
        ),
        totals=paper.Totals(version.costs.total, version.costs.own, version.costs.asked),
        agreement=paper.Agreement(tally.agree, tally.of, tally.women) if tally.agree else None,
        labels={name: plain(say(label)) for name, label in _LABELS.items()},
        link=f"https://t.me/{username}?start=p-{plan.id}",
    )


def _step(uow: UnitOfWork, say: Say, step: Step, version: Version, media: Path) -> tuple[paper.Answer, ...]:
    """What stands at a step; the actions are a table of their own."""
    said = _answers(uow, say, version.answers.get(step.key), media)
    if step.kind != "actions" or not version.actions:
        return said
    pieces = say.plural("{n} piece of work: see the table", "{n} pieces of work: see the table", len(version.actions))
    return (paper.Answer("text", plain(pieces)), *said)


def _answers(uow: UnitOfWork, say: Say, answer: Answer | None, media: Path) -> tuple[paper.Answer, ...]:
    if answer is None:
        return ()
    when = say.day(answer.at.astimezone(say.zone).date())
    return tuple(_piece(uow, part, answer.author_name, when, media) for part in answer.parts)


def _piece(uow: UnitOfWork, part: Part, author: str, when: str, media: Path) -> paper.Answer:
    if part.kind in ("voice", "audio"):
        return paper.Answer("voice", part.text, author, when, seconds=part.seconds)
    if part.kind == "photo" and part.medium is not None:
        medium = uow.media.get(part.medium)
        photo = media / medium.path if medium and medium.path else media / "not-fetched-yet"
        return paper.Answer("photo", part.text, author, when, photo=photo)
    return paper.Answer("text", part.text, author, when)
