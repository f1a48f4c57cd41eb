"""Loads the living programme: content/demo/programme.yaml becomes people, groups and plans in every state."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

from bot.app import App
from bot.content import programme as told
from bot.content.demo import load_contest, load_programme
from bot.content.library import Library
from bot.demo import contest, learning
from bot.demo.phones import STARTED
from bot.domain.ids import AccountId, ActionId, GroupId, PersonId, PlanId, RoundId
from bot.domain.incoming import Answer
from bot.domain.people import Role
from bot.domain.plans import Part, PlanState
from bot.domain.questions import About
from bot.domain.reminders import CheckInAnswer, Entry
from bot.domain.reviews import ReviewState
from bot.domain.stories import StoryState
from bot.i18n import LANGUAGES
from bot.services import invites
from bot.services.groups import groups
from bot.services.plans import plan_view, versions
from bot.services.questions import published, questions
from bot.services.reminders import reminders
from bot.settings import shipped
from bot.simulator.user_actions import send_text
from bot.simulator.world import World
from bot.store import files
from bot.store.database import UnitOfWork

ZONE = "Asia/Vientiane"
RECEIPT = shipped("content") / "demo" / "receipt.jpg"  # drawn for the demo, as invented as its sums


async def load(app: App, world: World, *, now: datetime) -> LivingProgramme:
    """Load the programme into an empty database and the local Telegram."""
    content = load_programme(shipped("content"), app.library)
    programme = LivingProgramme(app.library, content, now, app.media)
    programme.contest = load_contest(shipped("content"), app.library, content)
    programme.add_accounts(world)
    await app.executor.run(programme.write)
    await programme.open_chats(app, world)
    return programme


@dataclass
class LivingProgramme:
    """Writes the programme into a database, days counted from `now`, and knows the ids of what it wrote."""

    library: Library
    content: told.Programme
    now: datetime
    media: Path | None = None  # where files are kept; without it a receipt is known but cannot be shown
    people: dict[str, PersonId] = field(default_factory=dict)
    accounts: dict[str, int] = field(default_factory=dict)
    groups: dict[str, GroupId] = field(default_factory=dict)
    rounds: dict[str, RoundId] = field(default_factory=dict)
    plans: dict[tuple[str, str], PlanId] = field(default_factory=dict)  # round and group → plan
    contest: told.Contest | None = None  # the competition that people live through while the clock moves
    invite: str = ""
    language: str = "lo"

    async def open_chats(self, app: App, world: World) -> None:
        """Let some people ask for their menu, so that the page does not open with empty phones."""
        for key in STARTED:
            person = world.people[self.accounts[key]]
            send_text(world, person, world.chats[person.id], "/menu")
        await app.look()
        await app.quiet()
        await app.executor.run(self._tell)
        await app.quiet()

    def _tell(self, uow: UnitOfWork) -> None:
        """On the open phones stands which phase the competition is in, with the way to what is to do."""
        if self.contest is not None:
            contest.tell(uow, self, STARTED)

    async def speak(self, app: App, world: World, language: str) -> None:
        """Let everybody read another language; what stood on the phones in the other one goes."""
        self.language = language
        for account in self.accounts.values():
            world.set_language(account, language)
            for message in list(world.chats[account].messages):
                world.delete(world.chats[account], message)
        await app.executor.run(self._speak)
        await self.open_chats(app, world)

    def _speak(self, uow: UnitOfWork) -> None:
        for person in self.people.values():
            uow.people.change(person, language=self.language)

    def add_accounts(self, world: World) -> None:
        """Create accounts for people with phones: in the event loop's thread, to which the local Telegram belongs."""
        members = [member for group in self.content.groups for member in group.members]
        for person in (*self.content.staff, *self.experts, *members):
            if person.phone:
                account = world.add_person(person.name("lo"), language_code="lo")
                account.started = True
                self.accounts[person.key] = account.id
        self.accounts["newcomer"] = world.add_person("ຄຳແພງ", language_code="lo").id

    @property
    def experts(self) -> tuple[told.Person, ...]:
        return (*self.content.experts, *(self.contest.experts if self.contest else ()))

    def write(self, uow: UnitOfWork) -> None:
        """Write the programme into an empty database."""
        for person in self.content.staff:
            self.person(uow, person, Role.STAFF, Role.ADMIN)
        # The other experts judged the first round only: in the second, one decision on the page settles a plan.
        first, *others = self.content.experts
        self.person(uow, first, Role.EXPERT)
        for person in others:
            self.person(uow, person)
        for group in self.content.groups:
            self._group(uow, group)
        for told_round in self.content.rounds:
            self.round(uow, told_round)
        for plan in self.content.plans:
            self.plan(uow, plan)
        for question in self.content.questions:
            self._question(uow, question)
        self._newcomer(uow)
        if self.contest is not None:
            contest.write(uow, self, self.contest)
            learning.write(uow, self)

    def at(self, day: int) -> datetime:
        """So many days from the start of the demo."""
        return self.now + timedelta(days=day)

    def person(self, uow: UnitOfWork, person: told.Person, *roles: Role) -> PersonId:
        """Write a person, with the account that was made for them."""
        known = uow.people.add(
            now=self.at(-95),
            name=person.name("lo"),
            language="lo",
            listens=False,
            sex=person.sex,
            youth="yes" if person.young else "no",
            asked="ethnic,phone,sex,youth",
            consented_at=self.at(-95),
        )
        self.people[person.key] = known
        for role in roles:
            uow.people.put_role(known, role, "confirmed", now=self.now)
        if person.key in self.accounts:
            account = AccountId(self.accounts[person.key])
            uow.people.account(account, now=self.now)
            uow.people.speak_as(account, known)
        return known

    def _group(self, uow: UnitOfWork, group: told.Group) -> None:
        village = uow.groups.village(group.district, group.village("lo"), state="known")
        key = uow.groups.add(
            now=self.at(-95),
            name=group.name("lo"),
            village_id=village,
            project=group.project,
            state="active",
            zone=ZONE,
            hour=self.library.reminders.hour,
        )
        self.groups[group.key] = key
        for member in group.members:
            uow.groups.join(key, self.person(uow, member), leader=member.leader, now=self.at(-95))

    def round(self, uow: UnitOfWork, told_round: told.Round) -> None:
        """Write a round."""
        self.rounds[told_round.key] = uow.rounds.add(
            name={language: told_round.name(language) for language in LANGUAGES},
            opens_at=self.at(told_round.opens),
            deadline=self.at(told_round.deadline),
            state=told_round.state,
            form_version=self.library.form.version,
        )

    def plan(self, uow: UnitOfWork, plan: told.Plan) -> None:
        """Write a plan with all that stands in it, and whatever became of it."""
        key = uow.plans.add(self.groups[plan.group], self.rounds[plan.round], now=self.at(-85))
        self.plans[plan.round, plan.group] = key
        # The six ranked titles are shown exactly as the programme printed them (facts.md, A4).
        title = plan.title("en") if not plan.invented else plan.title("lo")
        uow.plans.change(key, now=self.at(-84), title=title, position=plan.position)
        for answer in plan.answers:
            parts = (Part("text", answer.words("lo")),)
            uow.answers.put(key, answer.step, parts, self.people[answer.by], now=self.at(answer.day))
        for action in plan.actions:
            self._action(uow, key, action)
        for member in plan.agreed:
            revision = self._revision(uow, key)
            uow.agreements.put(key, self.people[member], agrees=True, revision=revision, reason="", now=self.at(-52))
        if plan.submitted is not None:
            self._submission(uow, plan, key)
        if plan.story is not None:
            self._story(uow, key, plan.story)

    def _revision(self, uow: UnitOfWork, plan: PlanId) -> int:
        found = uow.plans.get(plan)
        return found.revision if found else 0

    def _action(self, uow: UnitOfWork, plan: PlanId, action: told.Action) -> None:
        owner = self.people.get(action.who)
        key = uow.actions.add(
            plan,
            now=self.at(action.start),
            what=action.what("lo"),
            who=uow.people.name(owner) if owner else action.who,
            owner_id=owner,
            start_on=self.at(action.start).date(),
            due_on=self.at(action.due).date(),
            cost=action.cost,
            own=action.own,
            sign=action.sign("lo"),
            state=action.state,
        )
        if action.expenses:
            self._spent(uow, key, action.expenses)
        if action.request is not None:
            self._request(uow, key, action.request)

    def _spent(self, uow: UnitOfWork, key: ActionId, spent: tuple[told.Expense, ...]) -> None:
        """Amounts with their receipts: one drawn photo stands for all of them."""
        for one in spent:
            values = {"paid": one.paid, "words": one.words("lo")}
            by, at = self.people[one.by], self.at(one.day)
            expense = uow.expenses.add(key, by, one.kip, now=at, **values)
            uow.reminders.check_in(key, by, Entry.SPENT, kip=one.kip, now=at)
            if one.receipt:
                path = files.keep(self.media, RECEIPT.read_bytes()) if self.media else ""
                photo = uow.media.add(now=at, kind="photo", path=path, mime="image/jpeg", person_id=by)
                uow.expenses.put_receipt(expense, photo)
        uow.actions.put_spent(key, uow.expenses.sum(key))

    def _request(self, uow: UnitOfWork, key: ActionId, request: told.HelpRequest) -> None:
        """A help request that nobody has taken yet."""
        by, at = self.people[request.by], self.at(request.day)
        entry = uow.reminders.check_in(key, by, CheckInAnswer.HELP, help=request.kind, now=at)
        uow.help_requests.add(entry, next_at=self.at(1))
        uow.reminders.check_in(key, by, Entry.NOTE, words=request.words("lo"), now=at)

    def _story(self, uow: UnitOfWork, plan: PlanId, story: told.Story) -> None:
        """What a group tells of its finished plan."""
        at = self.at(story.day)
        key = uow.stories.add(plan, now=at, next_at=at)
        assert key is not None
        for one in story.tellings:
            uow.stories.tell(key, self.people[one.by], now=self.at(one.day), kind="text", words=one.words("lo"))
        uow.stories.change(key, state=StoryState.TOLD.value, shared=story.shared, told_at=at, next_at=None)

    def _submission(self, uow: UnitOfWork, plan: told.Plan, key: PlanId) -> None:
        assert plan.submitted is not None
        leader = next(group.leader for group in self.content.groups if group.key == plan.group)
        at, found = self.at(plan.submitted), uow.plans.get(key)
        assert found is not None
        content = versions.to_json(versions.live(uow, plan_view.whole(uow, self.library, found), at=at))
        frozen = uow.submissions.freeze(key, self.people[leader.key], content, revision=found.revision, now=at)
        for review in plan.reviews:
            self._review(uow, frozen, review)
        uow.plans.change(key, now=at, state=plan.state)
        if plan.state == PlanState.APPROVED:
            reminders.schedule(uow, self.library, found, now=self.now)

    def _review(self, uow: UnitOfWork, submission: Any, review: told.Review) -> None:
        at = self.at(review.day)
        assignment = uow.reviews.assign(submission, self.people[review.expert], now=at)
        assert assignment is not None
        for criterion, mark in review.scores.items():
            uow.reviews.score(assignment, criterion, mark, now=at)
        for comment in review.comments:
            uow.reviews.comment(assignment, comment.step, comment.words("lo"), None, now=at)
        decided = at if review.state == ReviewState.DONE else None
        uow.reviews.change(assignment, state=review.state, decision=review.decision, decided_at=decided)

    def _question(self, uow: UnitOfWork, told_question: told.Question) -> None:
        """What was answered can be read by everybody; what was not waits for an expert."""
        asker, at = uow.people.get(self.people[told_question.by]), self.at(told_question.day)
        assert asker is not None
        words = Answer("text", told_question.words("lo"))
        questions.begin(uow, About(), words, by=asker, now=at)
        draft = uow.questions.draft(asker.id)
        assert draft is not None
        questions.send(uow, self.library, draft.id, by=asker, now=at)
        expert = uow.people.get(self.people[told_question.answered_by]) if told_question.answered_by else None
        if expert is None or told_question.answer is None:
            return
        questions.write(uow, self.library, draft.id, Answer("text", told_question.answer("lo")), by=expert, now=at)
        questions.reply(uow, draft.id, by=expert, now=at)
        for language in LANGUAGES:
            for part, said in (("question", told_question.words), ("answer", told_question.answer)):
                published.write(uow, draft.id, language, part, said(language), by=expert, now=at)
        published.publish(uow, draft.id, by=expert, now=at)

    def _newcomer(self, uow: UnitOfWork) -> None:
        """A group that was approved this week and has nobody in it yet: its first member will lead it."""
        village = uow.groups.village("1705", "ພູວົງໃຕ້", state="known")
        values = {"village_id": village, "project": "RLIP", "state": "active", "zone": ZONE}
        hours = groups.hours_of(self.library.reminders)
        group = uow.groups.add(now=self.at(-1), name="ກຸ່ມປູກຜັກບ້ານພູວົງໃຕ້", **values, **hours)
        self.groups["newcomers"] = group
        mali = uow.people.get(self.people["mali"])
        assert mali is not None
        self.invite = invites.for_group(uow, group, by=mali, now=self.now)
