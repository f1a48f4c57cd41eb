"""A plan gathered for paper: PDF and picture card, of a frozen version or of the plan as it stands."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from functools import partial
from pathlib import Path
from typing import Any, TypeAlias
from zoneinfo import ZoneInfo

from bot.content.form import Step
from bot.content.library import Library
from bot.documents import paper
from bot.documents.plan import plan_card, plan_pdf
from bot.domain.groups import Group
from bot.domain.ids import ActionId, ChatId, PersonId, PlanId, SubmissionId
from bot.domain.plans import Action, Answer, Part, Plan, Submission
from bot.domain.refused import Refused
from bot.domain.wordings import SAID, Wording, Wordings, of_action, of_text, of_voice, writing
from bot.i18n import Catalogue, Say, plain
from bot.services import sheets, snapshots, versions
from bot.services.paper_words import labels
from bot.services.snapshots import Change
from bot.services.value_words import part_words
from bot.services.versions import Version
from bot.store.database import UnitOfWork
from bot.store.outbox import Lane, Outgoing

Maker: TypeAlias = Callable[[UnitOfWork, dict[str, Any]], Callable[[], bytes]]

BOTH = "both"  # the language of a paper that speaks Lao and English side by side
_LANGUAGES = {BOTH: ("lo", "en")}
_ENDINGS = {"plan": "pdf", "card": "png"}


def makers(library: Library, catalogues: Mapping[str, Catalogue], media: Path, username: str) -> dict[str, Maker]:
    """How recipes become documents: "plan" (PDF) and "card" (PNG) of a "submission" or a "plan", in a "language".

    A maker gathers in a transaction and returns the work that renders without one.
    """

    def make(
        render: Callable[[paper.PlanPaper], bytes], uow: UnitOfWork, recipe: dict[str, Any]
    ) -> Callable[[], bytes]:
        edition = _edition(uow, library, recipe)
        wanted = _LANGUAGES.get(recipe["language"], (recipe["language"],))
        group = uow.groups.get(edition.plan.group)
        assert group is not None, "a plan has a group"
        zone = ZoneInfo(group.zone or "Asia/Vientiane")
        says = [Say(catalogues[one], zone) for one in wanted if one in catalogues] or [Say(catalogues["lo"], zone)]
        link = f"https://t.me/{username}?start=p-{edition.plan.id}"
        return partial(render, _Gathering(uow, library, says, edition, group, media).gathered(link))

    return {"plan": partial(make, plan_pdf), "card": partial(make, plan_card)}


def wanted(uow: UnitOfWork, plan: PlanId, kind: str, language: str, *, version: int = 0) -> dict[str, Any]:
    """The recipe of a plan as it stands, or of one of its versions. Refused where there is no such plan or version."""
    found, sent = uow.plans.get(plan), uow.plans.submission_of(plan, version) if version else None
    if found is None or (version and sent is None):
        raise Refused("This page is not there any more")
    if sent:
        return version_recipe(sent, kind, language)
    return recipe_of(found, uow.plans.latest_submission(plan), kind, language)


# Sending --------------------------------------------------------------------------------------------------------------
def send(
    uow: UnitOfWork, plan: Plan, kind: str, language: str, *, chat: ChatId, person: PersonId, now: datetime
) -> None:
    """Send the plan as it stands to whoever asks: "plan" as PDF, "card" as a picture; a second tap at once is one."""
    latest = uow.plans.latest_submission(plan.id)
    recipe = recipe_of(plan, latest, kind, language)
    number = latest.version if latest and "submission" in recipe else 0
    _put(uow, recipe, file_name(plan.id, number, kind, language), chat, person, now)


def send_version(
    uow: UnitOfWork, submission: Submission, kind: str, language: str, *, chat: ChatId, person: PersonId, now: datetime
) -> None:
    """Send a version as it was sent to the experts, which never changes any more."""
    recipe = version_recipe(submission, kind, language)
    _put(uow, recipe, file_name(submission.plan, submission.version, kind, language), chat, person, now)


def recipe_of(plan: Plan, latest: Submission | None, kind: str, language: str) -> dict[str, Any]:
    """What is printed of a plan now: its last version once it is sent, otherwise the draft."""
    if latest and not plan.state.open:
        return version_recipe(latest, kind, language)
    return {"paper": kind, "plan": plan.id, "revision": plan.revision, "language": language}


def version_recipe(submission: Submission, kind: str, language: str) -> dict[str, Any]:
    """A version that was sent."""
    return {"paper": kind, "submission": submission.id, "language": language}


def file_name(plan: PlanId, version: int, kind: str, language: str) -> str:
    """The name under which a phone keeps a paper; version 0 is a draft."""
    return f"phaen-{plan}-{f'v{version}' if version else 'draft'}-{language}.{_ENDINGS[kind]}"


def _put(uow: UnitOfWork, recipe: dict[str, Any], name: str, chat: ChatId, person: PersonId, now: datetime) -> None:
    medium = {"kind": "document" if recipe["paper"] == "plan" else "photo", "recipe": recipe, "name": name}
    row = Outgoing(0, chat, Lane.REPLY, person=person, content={"text": "", "medium": medium})
    row.key = f"paper:{name}:{recipe.get('revision', 0)}:{chat}:{now:%Y%m%d%H%M}"
    uow.outbox.put(row, now=now)


# What is printed ------------------------------------------------------------------------------------------------------
@dataclass(frozen=True, slots=True)
class _Edition:
    """What is printed: a version or, as a draft, what becomes the next one; and what changed since the one before."""

    plan: Plan
    version: Version
    number: int
    draft: bool
    changes: tuple[Change, ...]

    @property
    def changed(self) -> frozenset[str]:
        """The steps with another answer."""
        return frozenset(one.step for one in self.changes if one.step)

    @property
    def states(self) -> Mapping[ActionId, paper.State]:
        """The actions that are new or not as they were."""
        found = ((one.old, one.new) for one in self.changes)
        return {new.id: "changed" if old else "new" for old, new in found if isinstance(new, Action)}


def _edition(uow: UnitOfWork, library: Library, recipe: Mapping[str, Any]) -> _Edition:
    if "submission" in recipe:
        submission = uow.plans.submission(SubmissionId(recipe["submission"]))
        plan = uow.plans.get(submission.plan) if submission else None
        if submission and plan:
            version, before = versions.thawed(submission), uow.plans.submission_of(plan.id, submission.version - 1)
            return _Edition(plan, version, submission.version, False, _changes(before, version))
    plan = uow.plans.get(PlanId(recipe.get("plan", 0)))
    if plan is None:
        raise Refused("This page is not there any more")
    latest = uow.plans.latest_submission(plan.id)
    live = versions.live(uow, sheets.whole(uow, library, plan), at=plan.updated_at)
    return _Edition(plan, live, latest.version + 1 if latest else 1, True, _changes(latest, live))


def _changes(before: Submission | None, version: Version) -> tuple[Change, ...]:
    return snapshots.changes(versions.thawed(before).content, version.content) if before else ()


@dataclass(frozen=True, slots=True)
class _Gathering:
    """All that a paper says, from where it is kept."""

    uow: UnitOfWork
    library: Library
    says: list[Say]
    edition: _Edition
    group: Group
    media: Path

    @property
    def languages(self) -> tuple[str, ...]:
        return tuple(say.language for say in self.says)

    def gathered(self, link: str) -> paper.PlanPaper:
        members, version = self.uow.groups.members(self.group.id), self.edition.version
        sexes = [member.sex for member in members]
        round_, wordings = (
            self.uow.plans.round(self.edition.plan.round),
            self.uow.wordings.of_plan(self.edition.plan.id),
        )
        return paper.PlanPaper(
            languages=self.languages,
            title=version.title,
            title_beside=self._beside(wordings.about(of_text(version.title))),
            group=self.group.name,
            place=[self._place(say) for say in self.says],
            project=self.group.project,
            round=[say.pick(round_.name) if round_ else "" for say in self.says],
            leader=", ".join(member.name for member in members if member.leader),
            women=sexes.count("woman"),
            men=sexes.count("man"),
            unsaid=len(sexes) - sexes.count("woman") - sexes.count("man"),
            version=self.edition.number,
            draft=self.edition.draft,
            date=[say.date(version.at.astimezone(say.zone).date()) for say in self.says],
            steps=tuple(self._step(step, wordings) for step in self.library.form_of(version.form).steps),
            actions=tuple(self._action(action, wordings) for action in version.actions),
            totals=paper.Totals(version.costs.total, version.costs.own, version.costs.asked),
            agreement=self._agreement(),
            labels=[labels(say) for say in self.says],
            link=link,
        )

    def _place(self, say: Say) -> str:
        district = self.library.places.district(self.group.district)
        province = self.library.places.province(self.group.province)
        names = {
            "village": self.group.village,
            "district": district.name(say.language) if district else self.group.district,
            "province": province.name(say.language) if province else self.group.province,
        }
        return plain(say("{village} village, {district} district, {province} province", **names))

    def _agreement(self) -> paper.Agreement | None:
        tally = self.edition.version.tally
        if not tally.agree:
            return None
        unsaid = tally.agree - tally.women - tally.men  # an early Phaen counted women only
        return paper.Agreement(tally.agree, tally.of, tally.women, tally.men, unsaid, tally.told)

    def _step(self, step: Step, wordings: Wordings) -> paper.Step:
        """What stands at a step; the actions are a table of their own."""
        version = self.edition.version
        answer = version.answers.get(step.key)
        title, facts = [step.title(one) for one in self.languages], tuple(self._facts(step, answer))
        if answer is None:
            return paper.Step(step.number, title, facts=facts)
        return paper.Step(
            step.number,
            title,
            parts=tuple(self._parts(answer, wordings)),
            beside=self._beside(wordings.about(of_text(writing(answer.parts)))),
            facts=facts,
            author=answer.author_name,
            when=self.says[0].day(answer.at.astimezone(self.says[0].zone).date()),
            changed=step.key in self.edition.changed,
        )

    def _facts(self, step: Step, answer: Answer | None) -> Iterator[list[str]]:
        """What has words in each language: how much work there is, and what was chosen, counted or dated."""
        if step.kind == "actions" and (count := len(self.edition.version.actions)):
            yield [
                plain(say.plural("{n} piece of work: see the table", "{n} pieces of work: see the table", count))
                for say in self.says
            ]
        for part in answer.parts if answer else ():
            if part.value:
                yield [part_words(part, say, step) for say in self.says]

    def _parts(self, answer: Answer, wordings: Wordings) -> Iterator[paper.Part]:
        for part in answer.parts:
            if not part.value:
                yield self._part(part, wordings)

    def _part(self, part: Part, wordings: Wordings) -> paper.Part:
        medium = self.uow.media.get(part.medium) if part.medium else None
        if medium is None:
            return paper.Part("text", part.text)
        if part.kind == "photo" or (part.kind == "document" and medium.mime.startswith("image/")):
            return paper.Part("photo", part.text, photo=self.media / medium.path if medium.path else None)
        if part.kind not in ("voice", "audio", "video"):
            return paper.Part("file", part.text)
        beside = self._beside(wordings.about(of_voice(medium.id)))
        return paper.Part("video" if part.kind == "video" else "voice", part.text, part.seconds, beside=beside)

    def _action(self, action: Action, wordings: Wordings) -> paper.Action:
        return paper.Action(
            what=action.what,
            who=action.who,
            start=action.start,
            due=action.due,
            cost=action.cost,
            own=action.own,
            sign=action.sign,
            beside=self._beside(wordings.about(of_action(action))),
            state=self.edition.states.get(action.id, ""),
        )

    def _beside(self, wordings: tuple[Wording, ...]) -> tuple[paper.Beside, ...]:
        """What was said in a voice, and the translations into the languages of the paper."""
        return tuple(
            paper.Beside(one.text, one.helper_name, "" if one.kind == SAID else one.kind)
            for one in wordings
            if one.kind == SAID or one.kind in self.languages
        )
