"""What a paper of a plan says, gathered from where it is kept: a frozen version, or the plan as it stands."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from bot.content.form import Step
from bot.content.library import Library
from bot.documents import paper as documents
from bot.domain.groups import Group
from bot.domain.ids import ActionId, PlanId, SubmissionId
from bot.domain.plans import Action, Answer, Part, Plan, Submission
from bot.domain.refused import Missing
from bot.domain.wordings import SAID, Wording, Wordings, of_action, of_text, of_voice, writing
from bot.i18n import Say, plain
from bot.papers.labels import counted, labels
from bot.papers.values import part_words
from bot.services.plans import contents, plan_view, versions
from bot.services.plans.contents import Change
from bot.services.plans.versions import Version
from bot.store.database import UnitOfWork


@dataclass(frozen=True, slots=True)
class Printed:
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
    def states(self) -> Mapping[ActionId, documents.State]:
        """The actions that are new or not as they were."""
        found = ((one.old, one.new) for one in self.changes)
        return {new.id: "changed" if old else "new" for old, new in found if isinstance(new, Action)}


def of_recipe(uow: UnitOfWork, library: Library, recipe: Mapping[str, Any]) -> Printed:
    """What a recipe asks for. Refused where it is not there."""
    if "submission" in recipe:
        submission = uow.submissions.get(SubmissionId(recipe["submission"]))
        plan = uow.plans.get(submission.plan) if submission else None
        if submission and plan:
            version, before = (
                versions.of_submission(submission),
                uow.submissions.numbered(plan.id, submission.version - 1),
            )
            return Printed(plan, version, submission.version, False, _changes(before, version))
    plan = uow.plans.get(PlanId(recipe.get("plan", 0)))
    if plan is None:
        raise Missing
    latest = uow.submissions.latest(plan.id)
    live = versions.live(uow, plan_view.whole(uow, library, plan), at=plan.updated_at)
    return Printed(plan, live, latest.version + 1 if latest else 1, True, _changes(latest, live))


def _changes(before: Submission | None, version: Version) -> tuple[Change, ...]:
    return contents.changes(versions.of_submission(before).content, version.content) if before else ()


@dataclass(frozen=True, slots=True)
class Gathering:
    """All that a paper says, from where it is kept."""

    uow: UnitOfWork
    library: Library
    says: list[Say]
    printed: Printed
    group: Group
    media: Path

    @property
    def languages(self) -> tuple[str, ...]:
        return tuple(say.language for say in self.says)

    def paper(self, link: str) -> documents.PlanPaper:
        """The whole; `link` is what the QR code says."""
        members, version = self.uow.groups.members(self.group.id), self.printed.version
        sexes = [member.sex for member in members]
        round_, wordings = (
            self.uow.rounds.get(self.printed.plan.round),
            self.uow.wordings.of_plan(self.printed.plan.id),
        )
        return documents.PlanPaper(
            languages=self.languages,
            title=version.title,
            title_beside=self._beside(wordings.about(of_text(version.title))),
            group=self.group.name,
            location=[self._location(say) for say in self.says],
            project=self.group.project,
            round=[say.pick(round_.name) if round_ else "" for say in self.says],
            leader=", ".join(member.name for member in members if member.leader),
            women=sexes.count("woman"),
            men=sexes.count("man"),
            unsaid=len(sexes) - sexes.count("woman") - sexes.count("man"),
            version=self.printed.number,
            draft=self.printed.draft,
            date=[say.date(say.today(version.at)) for say in self.says],
            steps=tuple(self._step(step, wordings) for step in self.library.form_of(version.form).steps),
            actions=tuple(self._action(action, wordings) for action in version.actions),
            totals=documents.Totals(version.costs.total, version.costs.own, version.costs.asked),
            agreement=self._agreement(),
            labels=[labels(say) for say in self.says],
            counted=[counted(say) for say in self.says],
            link=link,
        )

    def _location(self, say: Say) -> str:
        district = self.library.locations.district(self.group.district)
        province = self.library.locations.province(self.group.province)
        names = {
            "village": self.group.village,
            "district": district.name(say.language) if district else self.group.district,
            "province": province.name(say.language) if province else self.group.province,
        }
        return plain(say("{village} village, {district} district, {province} province", **names))

    def _agreement(self) -> documents.Agreement | None:
        tally = self.printed.version.tally
        if not tally.agree:
            return None
        unsaid = tally.agree - tally.women - tally.men  # an early Phaen counted women only
        return documents.Agreement(tally.agree, tally.of, tally.women, tally.men, unsaid, tally.told)

    def _step(self, step: Step, wordings: Wordings) -> documents.Step:
        """What stands at a step; the actions are a table of their own."""
        version = self.printed.version
        answer = version.answers.get(step.key)
        title, facts = [step.title(one) for one in self.languages], tuple(self._facts(step, answer))
        if answer is None:
            return documents.Step(step.number, title, facts=facts)
        return documents.Step(
            step.number,
            title,
            parts=tuple(self._parts(answer, wordings)),
            beside=self._beside(wordings.about(of_text(writing(answer.parts)))),
            facts=facts,
            author=self.says[0].who(answer.author_name),
            when=self.says[0].day(self.says[0].today(answer.at)),
            changed=step.key in self.printed.changed,
        )

    def _facts(self, step: Step, answer: Answer | None) -> Iterator[list[str]]:
        """What has words in each language: how much work there is, and what was chosen, counted or dated."""
        if step.kind == "actions" and (count := len(self.printed.version.actions)):
            yield [_table(say, count) for say in self.says]
        if answer is None and (work := contents.filled(step, self.printed.version.actions)):
            yield [_table(say, len(work)) for say in self.says]
        for part in answer.parts if answer else ():
            if part.value:
                yield [part_words(part, say, step) for say in self.says]

    def _parts(self, answer: Answer, wordings: Wordings) -> Iterator[documents.Part]:
        for part in answer.parts:
            if not part.value:
                yield self._part(part, wordings)

    def _part(self, part: Part, wordings: Wordings) -> documents.Part:
        medium = self.uow.media.get(part.medium) if part.medium else None
        if medium is None:
            return documents.Part("text", part.text)
        if part.kind == "photo" or (part.kind == "document" and medium.mime.startswith("image/")):
            return documents.Part("photo", part.text, photo=self.media / medium.path if medium.path else None)
        if part.kind not in ("voice", "audio", "video"):
            return documents.Part("file", part.text)
        beside = self._beside(wordings.about(of_voice(medium.id)))
        return documents.Part("video" if part.kind == "video" else "voice", part.text, part.seconds, beside=beside)

    def _action(self, action: Action, wordings: Wordings) -> documents.Action:
        return documents.Action(
            what=action.what,
            who=action.who,
            start=action.start,
            due=action.due,
            cost=action.cost,
            own=action.own,
            sign=action.sign,
            beside=self._beside(wordings.about(of_action(action))),
            state=self.printed.states.get(action.id, ""),
        )

    def _beside(self, wordings: tuple[Wording, ...]) -> tuple[documents.Beside, ...]:
        """What was said in a voice, and the translations into the languages of the paper."""
        return tuple(
            documents.Beside(one.text, self.says[0].who(one.helper_name), "" if one.kind == SAID else one.kind)
            for one in wordings
            if one.kind == SAID or one.kind in self.languages
        )


def _table(say: Say, count: int) -> str:
    return plain(say.plural("{n} piece of work: see the table", "{n} pieces of work: see the table", count))
