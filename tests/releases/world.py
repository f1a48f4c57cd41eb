"""The programme that a release leaves: the demo's, the gallery's half-done deeds, and somebody on every screen."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path

import sqlalchemy as sa

from bot.chat import address
from bot.chat.address import Go
from bot.chat.encode import _positions
from bot.chat.stack import Page
from bot.content.library import Library
from bot.domain.ids import AccountId, ChatId, GroupId, MediumId, PersonId, PlanId
from bot.domain.incoming import Answer, File
from bot.domain.people import Person
from bot.domain.plans import ActionState, Part
from bot.domain.questions import About
from bot.domain.reminders import Help
from bot.gallery.demo_data import GROUP_CHAT
from bot.gallery.fixture import Fixture
from bot.services import help_requests, media
from bot.services.announcements import announcements, sending, under_way
from bot.services.lessons import lessons, subscriptions
from bot.services.questions import questions
from bot.services.reminders import pauses, timetables
from bot.store import files
from bot.store.database import Database, UnitOfWork
from bot.store.tables import persons, plans
from bot.store.timetables import Scope
from tests import forms
from tests.releases.looks import Eyes, Seen, ours, wander
from tests.story import Someone, Story

NOW = datetime(2026, 11, 24, 3, 0, tzinfo=UTC)  # a Tuesday, ten o'clock in Laos
SECOND_PHONES = 9_000_000_001  # accounts of the people who have a page open, one for each screen
OTHER_CHATS = (-1002, -1003)  # of Noy's group, and one that no group uses yet
UNSEEN = {"home.cancel"}  # always gives way to the first page
_PHOTO = bytes.fromhex(
    "89504e470d0a1a0a0000000d4948445200000001000000010802000000907753de0000000c49444154789c63f8cfc0000003010100c9fe92ef"
    "0000000049454e44ae426082"
)


@dataclass
class World:
    """The programme in its database, and who and what of it the rest of the building asks for by name."""

    story: Story
    media: Path
    people: dict[str, Person] = field(default_factory=dict)
    eyes: list[Eyes] = field(default_factory=list)
    seeds: list[Go] = field(default_factory=list)
    kinds: PlanId = field(default=PlanId(0))
    photo: MediumId = field(default=MediumId(0))  # a file that has been fetched

    @classmethod
    def build(cls, database: Database, content: Path, kept: Path) -> World:
        """Fill an empty database; `content` and `kept` are folders that belong to the release."""
        story = Story(database)
        story.now = NOW
        forms.use(story, forms.library(content, (forms.KINDS, 0)))
        world = cls(story, kept)
        with database.begin() as uow:
            fixture = Fixture.create(uow, story.runner.programme.library, now=NOW)
            world.seeds = list(fixture.pages)
            world._know(uow, fixture)
            world._more(uow)
            world.seeds += world._of_kinds()
        story.deliver()
        world._open()
        return world

    @property
    def library(self) -> Library:
        return self.story.runner.programme.library

    def group(self, uow: UnitOfWork, member: str) -> GroupId:
        """The group in which somebody is."""
        return uow.groups.of_person(self.people[member].id)[0].group

    def _know(self, uow: UnitOfWork, fixture: Fixture) -> None:
        """Everybody by their Latin name, each with a second phone of their own: the first may be shared."""
        names = dict(zip(("noy", "seng", "kham", "mali", "new", "nameless", "stranger"), fixture.viewers, strict=True))
        lao = {"khamla": "ຄຳຫຼ້າ", "boun": "ບຸນ", "somphone": "ສົມພອນ", "somdi": "ສົມດີ", "chanh": "ຈັນ", "chom": "ຈອມ"}
        lao |= {"bounthan": "ບຸນທັນ"}
        found = {name: looker.person for name, looker in names.items()}
        for name, written in lao.items():
            key = uow.connection.execute(sa.select(persons.c.id).where(persons.c.name == written)).scalar_one()
            found[name] = uow.people.get(PersonId(key))
        for index, (name, person) in enumerate(found.items()):
            account = SECOND_PHONES + index
            uow.people.account(AccountId(account), now=NOW)
            if person is not None:
                uow.people.change(person.id, language="en")
                uow.people.speak_as(AccountId(account), person.id)
                known = uow.people.get(person.id)
                assert known is not None
                self.people[name] = known
            self.eyes.append(Eyes(name, account, account))
        chats = (int(GROUP_CHAT), *OTHER_CHATS)
        self.eyes += [Eyes(one.name, one.account, chat) for chat in chats for one in self.eyes[:1]]

    # What the demo and the gallery do not have -----------------------------------------------------------------------
    def _more(self, uow: UnitOfWork) -> None:
        self._group_chats(uow)
        self._plans(uow)
        self._announcements(uow)
        self._reminders(uow)
        self._kept(uow)
        self._questions(uow)
        self._requests(uow)

    def _group_chats(self, uow: UnitOfWork) -> None:
        uow.groups.change(self.group(uow, "noy"), chat_id=ChatId(OTHER_CHATS[0]), chat_language="en")

    def _plans(self, uow: UnitOfWork) -> None:
        """A plan in work whose form has a step of every kind, with answers to all of them and some that wait."""
        old = NOW - timedelta(days=20)
        times = {"opens_at": old, "deadline": NOW + timedelta(days=60)}
        names = {"lo": "ຮອບພິເສດ", "en": "Special round"}
        round_ = uow.rounds.add(name=names, state="open", form_version=0, agreement="none", **times)
        for name in ("noy", "khamla"):
            plan = uow.plans.add(self.group(uow, name), round_, now=old)
            uow.plans.change(plan, now=old, title="ແຜນພິເສດ")
            self._kinds(uow, plan, self.people[name].id)
            self.kinds = self.kinds or plan
        second = uow.rounds.open_now(now=NOW)
        assert second is not None
        assert second.id != round_
        uow.rounds.change(second.id, planned=second.deadline - timedelta(days=1), lost=86_400)

    def _kinds(self, uow: UnitOfWork, plan: PlanId, by: PersonId) -> None:
        said = {"idea": "ປູກຜັກ", "crop": "coffee", "needs": "road,water", "land": "2", "price": "650000"}
        for step, words in said.items():
            uow.answers.put(plan, step, (Part("text", words),), by, now=NOW)
        voice = uow.media.add(now=NOW, kind="voice", file_id="song", seconds=12, person_id=by)
        uow.answers.put(plan, "song", (Part("voice", "", voice, 12),), by, now=NOW)
        uow.answers.put(plan, "gone", (Part("text", "ຄຳຖາມນີ້ບໍ່ມີແລ້ວ"),), by, now=NOW)
        unsure = {"meeting": "ຫຼັງເກັບກ່ຽວ", "work": "ລະດູຝົນ", "price": "50", "land": "ຫຼາຍ", "crop": "ຜັກ"}
        for step, words in unsure.items():
            uow.answers.propose(plan, step, (Part("text", words),), by, now=NOW)
        uow.actions.add(plan, now=NOW, what="ຂຸດໜອງ", who="ນ້ອຍ", owner_id=by, due_on=(NOW + timedelta(days=30)).date())

    def _of_kinds(self) -> Iterator[Go]:
        """The pages of that plan to which typed words lead."""
        days = {"month": NOW.year * 12 + NOW.month}
        for step in ("meeting", "work", "crop", "price", "land"):
            here: dict[str, int | str] = {"plan": self.kinds, "step": step}
            yield Go("plan.step", here)
            yield Go("plan.meant", here)
            yield Go("plan.meant", here | {"sure": "sfva0-fvau"})
            yield Go("plan.day", here | days)
            yield Go("plan.seasons", here)

    def _announcements(self, uow: UnitOfWork) -> None:
        """One that waits for a second staff member, one that is being sent, one that was stopped."""
        mali, somphone = self.people["mali"], self.people["somphone"]
        for state in ("waiting", "sending", "stopped"):
            author = somphone if state == "waiting" else mali
            item = announcements.begin(uow, by=author, now=NOW)
            announcements.write(uow, item, "lo", f"ຂ່າວ {state}", by=author)
            announcements.write(uow, item, "en", f"News: {state}", by=author)
            sending.send(
                uow, self.library, item, by=author, max_without_second=0 if state == "waiting" else 10_000, now=NOW
            )
            if state == "stopped":
                under_way.stop(uow, item, by=author, now=NOW)

    def _reminders(self, uow: UnitOfWork) -> None:
        library, zone = self.library, self.story.runner.languages
        mali, chom, chanh = (self.people[name] for name in ("mali", "chom", "chanh"))
        until = (NOW + timedelta(days=5)).date()
        pauses.pause(uow, library, self.group(uow, "chom"), until, by=chom, now=NOW)
        pauses.pause(uow, library, self.group(uow, "chanh"), None, by=chanh, now=NOW)
        first = uow.connection.execute(sa.select(sa.func.min(plans.c.round_id))).scalar_one()
        timetables.choose(uow, library, Scope("round", first), "moments", -14, by=mali, now=NOW)
        noy = self.people["noy"].id
        uow.lessons.put(noy, "three-groups", 0, now=NOW)
        uow.lessons.finish(noy, "three-groups", now=NOW)
        lessons.turn_to(uow, library, "costs", 1, by=noy, now=NOW)
        subscriptions.subscribe(uow, library, zone.of(None).zone, by=noy, now=NOW - timedelta(days=1))

    def _kept(self, uow: UnitOfWork) -> None:
        """A file that has been fetched, and one that has not."""
        photo = File("photo", "photo-1", size=len(_PHOTO))
        answer = media.receive(uow, photo, "", by=self.people["noy"], now=NOW)
        assert answer.medium is not None
        self.photo = answer.medium
        uow.media.fetched(answer.medium, files.keep(self.media, _PHOTO))
        draft = uow.plans.of_group(self.group(uow, "noy"), uow.rounds.open_now(now=NOW).id)  # type: ignore[union-attr]
        assert draft is not None
        uow.answers.put(draft.id, "weather", (Part("photo", "ໄຮ່ນາ", answer.medium),), self.people["noy"].id, now=NOW)
        media.receive(uow, File("voice", "voice-2", seconds=3), "", by=self.people["seng"], now=NOW)

    def _questions(self, uow: UnitOfWork) -> None:
        """One that was answered by a voice, one that an expert has in hand, one that is being put together."""
        library, kham, boun = self.library, self.people["kham"], self.people["boun"]
        for index, words in enumerate(("ຂາຍຢູ່ໃສ?", "ໃຊ້ນ້ຳເທົ່າໃດ?")):
            questions.begin(uow, About(), Answer("text", words), by=boun, now=NOW)
            draft = uow.questions.draft(boun.id)
            assert draft is not None
            questions.send(uow, library, draft.id, by=boun, now=NOW)
            questions.take(uow, library, draft.id, by=kham, now=NOW)
            voice = uow.media.add(now=NOW, kind="voice", file_id="answer", seconds=9, person_id=kham.id)
            questions.write(uow, library, draft.id, Answer("voice", medium=voice, seconds=9), by=kham, now=NOW)
            if not index:
                questions.reply(uow, draft.id, by=kham, now=NOW)
        questions.begin(uow, About("lesson", "costs", "do"), Answer("text", "ເຮັດແນວໃດ?"), by=boun, now=NOW)

    def _requests(self, uow: UnitOfWork) -> None:
        """A help request that was answered, and one that somebody has taken."""
        library, kham, khamla = self.library, self.people["kham"], self.people["khamla"]
        asked = next(
            request for request in uow.help_requests.open_ones() if request.asker == self.people["bounthan"].id
        )
        help_requests.take(uow, library, asked.id, by=kham, now=NOW)
        help_requests.reply(uow, library, asked.id, Answer("text", "ໃຊ້ສັງກະສີ"), by=kham, now=NOW)
        plan = uow.plans.approved(self.group(uow, "khamla"))
        assert plan is not None
        action = next(one for one in uow.actions.of_plan(plan.id) if one.state is not ActionState.DONE)
        taken = help_requests.ask(uow, library, action.id, Help.MARKET, by=khamla, seen=action.revision, now=NOW)
        help_requests.take(uow, library, taken.id, by=kham, now=NOW)

    # Somebody on every screen ----------------------------------------------------------------------------------------
    def _open(self) -> None:
        """Each screen is opened by somebody who may, on a phone of its own."""
        found = self._pages()
        missing = ours() - UNSEEN - set(found)
        for index, name in enumerate(sorted(found)):
            for seen in found[name]:
                if self._opens(seen, SECOND_PHONES + 100 + index):
                    break
            else:
                missing.add(name)
        assert not missing, f"nobody opens {sorted(missing)}"

    def _pages(self) -> dict[str, list[Seen]]:
        found: dict[str, list[Seen]] = defaultdict(list)
        with self.story.database.begin() as uow:
            for eyes in self.eyes:
                for seen in wander(uow, self.story.runner, eyes, self.seeds, NOW):
                    found[seen.go.screen].append(seen)
        for several in found.values():
            several.sort(key=lambda one: -len(one.data))  # the fullest one first
        return found

    def _opens(self, seen: Seen, account: int) -> bool:
        """Open a page on a phone of its own, or in the group's chat."""
        eyes, database = seen.eyes, self.story.database
        if eyes.chat > 0 and eyes.name in self.people:
            with database.begin() as uow:
                uow.people.account(AccountId(account), now=NOW)
                uow.people.speak_as(AccountId(account), self.people[eyes.name].id)
        number = account if eyes.chat > 0 else eyes.account
        someone = Someone(self.story, number, eyes.name)
        self.story.phones.setdefault(number, {})
        data = address.page(seen.go.screen, _positions(seen.go.screen, seen.go.args), push=eyes.chat > 0)
        someone._take("tap", text=data, message=self.story.next_message(), tap="1", chat=min(eyes.chat, 0))
        if eyes.chat < 0:
            return True
        with database.begin() as uow:
            stack = uow.bookmarks.take(ChatId(account), AccountId(account)).stack
        return bool(stack) and Page.read(stack[-1]).address == Page(seen.go.screen, seen.go.args).address
