"""The stage of the gallery: the demo's programme, what a drawing of each screen needs besides, and who looks."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import Self

from bot.chat.address import Go
from bot.content import pieces
from bot.content.demo import load_programme
from bot.content.form import KINDS as KINDS_OF_STEPS
from bot.content.form import Choice
from bot.content.library import Library
from bot.content.text import Text
from bot.domain.ids import AccountId, ChatId, QuestionId, RoundId
from bot.domain.incoming import Answer
from bot.domain.people import Person, Role
from bot.domain.plans import Action, Part, Plan
from bot.domain.questions import About
from bot.domain.reminders import Help
from bot.domain.reviews import ReviewState
from bot.living import Settlement
from bot.services import (
    actions,
    agreements,
    announcements,
    calls,
    checkins,
    expenses,
    handovers,
    holidays,
    invites,
    lessons,
    members,
    narrations,
    questions,
    reviews,
    search,
    stories,
    wordings,
)
from bot.settings import shipped
from bot.simulator import LocalTelegram
from bot.store.database import UnitOfWork

GROUP_CHAT = ChatId(-1001)
_DECISIONS = ("approve", "return")
KINDS = 0  # the version of a form with steps of every kind; older than every form of a programme


@dataclass(frozen=True, slots=True)
class Looker:
    """Somebody who looks at screens: no person yet, for the first pages of the welcome."""

    name: str
    person: Person | None
    account: AccountId


@dataclass(frozen=True, slots=True)
class Stage:
    """A filled database, its lookers, and the pages that are reached by typing or by a deed only."""

    uow: UnitOfWork
    library: Library
    now: datetime
    lookers: tuple[Looker, ...]
    seeds: tuple[Go, ...]

    @classmethod
    def set(cls, uow: UnitOfWork, library: Library, *, now: datetime) -> Self:
        """Fill an empty database."""
        library = _with_kinds(library)
        settlement = Settlement(library, load_programme(shipped("content"), library), now)
        settlement.enrol(LocalTelegram().world)
        settlement.settle(uow)
        people = {key: uow.people.get(settlement.people[key]) for key in ("noy", "seng", "kham", "mali")}
        some = {key: person for key, person in people.items() if person}
        seeds = tuple(_Props(uow, library, settlement, some, now).seeds())
        shown = [
            *(Looker(person.name, person, AccountId(settlement.accounts[key])) for key, person in some.items()),
            _newcomer(uow, now, AccountId(2), name="ຄຳແພງ"),
            _newcomer(uow, now, AccountId(3), name=""),
            Looker("–", None, AccountId(1)),
        ]
        return cls(uow, library, now, tuple(shown), seeds)


def _newcomer(uow: UnitOfWork, now: datetime, account: AccountId, *, name: str) -> Looker:
    """Somebody in the middle of the welcome: in no group yet, perhaps without a name."""
    person = uow.people.add(now=now, name=name, language="lo", listens=False, consented_at=now)
    uow.people.account(account, now=now)
    uow.people.speak_as(account, person)
    return Looker(name or "?", uow.people.get(person), account)


@dataclass
class _Props:
    """What the demo's programme does not have: half-done deeds, each with the pages that ask about it."""

    uow: UnitOfWork
    library: Library
    settlement: Settlement
    people: Mapping[str, Person]
    now: datetime

    def seeds(self) -> Iterator[Go]:
        yield from self._learning()
        yield from self._voices()
        yield from self._announcements()
        yield from self._plans()
        yield from self._reminders()
        yield from self._agreement()
        yield from self._phones()
        yield from self._groups()
        yield from self._rounds()
        yield from self._kinds()
        yield from self._seasons()
        yield from self._questions()
        yield from self._stories()

    def _learning(self) -> Iterator[Go]:
        noy = self.people["noy"].id
        lessons.answer(self.uow, self.settlement.library, "costs", 0, 0, by=noy, now=self.now)  # not right yet
        for page in ("quiz", "again"):
            yield Go(f"lessons.{page}", {"lesson": "costs", "question": 0})
        yield Go("lessons.done", {"lesson": "costs"})
        last = self.settlement.library.lesson("costs")
        yield Go("lessons.card", {"lesson": "costs", "card": len(last.cards) - 1 if last else 0})
        yield Go("search.page", {"words": search.packed("ໝູ vaccine")})
        yield Go("calculator.costs", {"choices": "6000000"})
        yield Go("calculator.kilos", {"costs": 6_000_000})
        yield Go("calculator.price", {"costs": 6_000_000, "grams": 1_500_000})

    def _voices(self) -> Iterator[Go]:
        """A card that was spoken twice, one of other words, one that waits to be kept, and a language that is empty."""
        mali, library = self.people["mali"], self.settlement.library
        cards = [piece for piece in pieces.of_library(library) if piece.part == "costs"][:3]
        for piece in (cards[0], cards[0], *cards[1:]):
            medium = self.uow.media.add(now=self.now, kind="voice", file_id="voice", seconds=24, size=96_000)
            said = Answer("voice", medium=medium, seconds=24)
            narration = narrations.speak(self.uow, piece, "lo", said, by=mali, now=self.now)
            if piece != cards[2]:
                narrations.keep(self.uow, piece, "lo", by=mali, now=self.now)
            if piece == cards[1]:
                self.uow.narrations.put(narration, version="of other words")
            yield Go("record.piece", {"language": "lo", "text": piece.code})
        yield Go("record.history", {"language": "lo", "text": cards[0].code})
        yield Go("record.found", {"language": "alak", "words": search.packed("ຕົ້ນທຶນ")})
        added, _ = narrations.add_language(self.uow, library, "ລະແວ", by=mali, now=self.now)
        yield Go("record.language", {"language": added.key})

    def _announcements(self) -> Iterator[Go]:
        mali = self.people["mali"]
        for place in range(2):
            item = announcements.begin(self.uow, by=mali, now=self.now)
            announcements.write(self.uow, item, "lo", "ກອງປະຊຸມວັນສຸກ ເວລາ 9 ໂມງ ຢູ່ຫ້ອງການເມືອງ", by=mali)
            announcements.write(self.uow, item, "en", "Meeting on Friday at 9 in the district office", by=mali)
            if place:
                announcements.send(self.uow, item, by=mali, alone=10_000, now=self.now)
                announcements.expand(self.uow, item, above=0, now=self.now)
                yield Go("announce.reply", {"announcement": item})
                yield Go("announce.calls", {"announcement": item})
                yield Go("announce.sure", {"announcement": item, "what": "stop"})
            else:
                yield Go("announce.confirm", {"announcement": item})
                for page in ("announce.check", "announce.audience", "announce.report"):
                    yield Go(page, {"announcement": item})

    def _plans(self) -> Iterator[Go]:
        plan, action = self._with_actions()
        noy = self.people["noy"]
        draft = self.uow.plans.of_group(self.settlement.groups["asparagus"], self.settlement.rounds["second"]) or plan
        said = (Part("text", "ໝາກນ້ອຍ ຍ້ອນມີໜໍ່ຫຼາຍ"),)
        self.uow.plans.put_answer(draft.id, "problem", said, self.people["seng"].id, now=self.now)
        self.uow.plans.propose(draft.id, "problem", (Part("text", "ດິນບໍ່ດີ"),), noy.id, now=self.now)
        yield from self._wordings(draft)
        yield Go("plan.conflict", {"plan": draft.id, "step": "problem"})
        yield Go("plan.send", {"plan": draft.id})
        yield Go("plan.agree", {"plan": draft.id})
        yield Go("plan.comments", {"plan": plan.id})
        mine = actions.add(self.uow, draft.id, "ຊື້ກະຕ່າ", by=noy, now=self.now)
        yield Go("plan.sure", {"action": mine, "field": "cost", "choices": f"{500_000:x}"})
        yield Go("plan.field", {"action": mine, "field": "due"})
        yield Go("plan.season", {"action": mine, "field": "due", "season": 6, "beside": 0})
        due = (self.now + timedelta(days=9)).date().toordinal()
        yield Go("actions.day", {"action": action.id, "choices": f"{due:x}"})
        yield Go("actions.sum", {"action": action.id, "choices": f"{500_000:x}"})
        for page in ("cost", "photo", "late", "help", "checkin", "shared"):
            yield Go(f"actions.{page}", {"action": action.id})
        codes = "-".join(f"g{self.settlement.groups[key]}" for key in ("asparagus", "banana"))
        yield Go("actions.meant", {"which": "all", "codes": codes})
        spent = expenses.add(self.uow, action.id, noy, 450_000, now=self.now)
        yield Go("money.expense", {"expense": spent})
        yield Go("money.strike", {"expense": spent})
        due_on, library = (self.now + timedelta(days=9)).date(), self.settlement.library
        late = checkins.late(self.uow, library, action.id, noy, due_on, seen=action.revision, now=self.now)
        yield Go("actions.why", {"checkin": late})
        call = calls.ask(self.uow, library, action.id, noy, Help.MARKET, seen=action.revision + 1, now=self.now)
        yield from (Go(page, {"checkin": call.id}) for page in ("actions.answer", "calls.mine"))

    def _stories(self) -> Iterator[Go]:
        """A story that Noy's group is telling."""
        plan, noy = self.uow.plans.approved(self.settlement.groups["asparagus"]), self.people["noy"]
        assert plan is not None
        story = self.uow.stories.add(plan.id, now=self.now, next_at=self.now + timedelta(days=7))
        assert story is not None
        stories.add(self.uow, plan.id, noy, Answer("text", "ຂາຍໄດ້ຫຼາຍຂຶ້ນ 2 ເທົ່າ"), now=self.now)
        yield from (Go(page, {"plan": plan.id}) for page in ("story.page", "story.pieces", "story.share"))
        yield Go("story.read", {"story": story})

    def _wordings(self, plan: Plan) -> Iterator[Go]:
        """A voice beside some written words, and what Mali wrote down of it."""
        voice = self.uow.media.add(now=self.now, kind="voice", file_id="voice", seconds=42)
        said = (Part("voice", "", voice, 42), Part("text", "ຂາຍໄດ້ໜ້ອຍ"))
        self.uow.plans.put_answer(plan.id, "risks", said, self.people["seng"].id, now=self.now)
        piece = next(wordings.pieces(self.uow.plans.answers(plan.id)["risks"]))
        words = "ຖ້າຝົນຕົກຫຼາຍ ທາງຂາດ ພວກເຮົາຈະຂົນທາງເຮືອ"
        wordings.write(self.uow, plan.id, piece, "said", words, by=self.people["mali"], now=self.now)
        here: dict[str, int | str] = {"plan": plan.id, "step": "risks"}
        yield Go("plan.step", here)
        yield Go("wording.pieces", here)
        for kind in ("said", "en"):
            yield Go("wording.write", here | {"piece": piece.key, "kind": kind})

    def _agreement(self) -> Iterator[Go]:
        """A member who does not agree, one without a phone, and a second version of a plan that was sent."""
        uow, noy, seng = self.uow, self.people["noy"], self.people["seng"]
        group = self.settlement.groups["asparagus"]
        draft, (sent, _) = uow.plans.of_group(group, self.settlement.rounds["second"]), self._with_actions()
        members.enter(uow, group, "ຄຳ", by=noy, now=self.now)
        assert draft is not None, "the demo writes a plan of the second round"
        agreements.give(uow, draft, by=seng, agrees=False, revision=draft.revision, now=self.now)
        agreements.explain(uow, draft, Answer("text", "ລາຄາແພງໂພດ"), by=seng, now=self.now)
        yield from (Go(f"plan.{page}", {"plan": draft.id}) for page in ("told", "check"))
        yield Go("plan.objection", {"plan": draft.id, "member": seng.id})
        yield Go("group.agree", {"plan": draft.id})
        first = uow.plans.latest_submission(sent.id)
        assert first is not None, "the demo follows up a plan that was sent"
        content = {**first.content, "title": "ໜໍ່ໄມ້ຝຣັ່ງຕະຫຼອດປີ"}
        second = uow.plans.freeze(sent.id, noy.id, content, revision=sent.revision, now=self.now)
        yield Go("plan.versions", {"plan": sent.id})
        yield Go("plan.changes", {"submission": second})
        kham = self.people["kham"]
        again = uow.reviews.assign(second, kham.id, now=self.now)
        assert again is not None, "nobody was asked to read it yet"
        reviews.accept(uow, again, kham)
        yield Go("review.changes", {"assignment": again})

    def _phones(self) -> Iterator[Go]:
        """A phone that two people share, a link to a new phone, and a member who asks to lead."""
        uow, noy, seng, mali = self.uow, self.people["noy"], self.people["seng"], self.people["mali"]
        group, other = self.settlement.groups["asparagus"], self.settlement.groups["newcomers"]
        yield Go("phone.open", {"code": invites.for_person(uow, seng.id, by=mali, now=self.now)})
        yield Go("members.phone", {"group": group, "member": seng.id})
        yield Go("members.invite", {"group": group})
        shared = members.enter(uow, group, "ພັນ", by=noy, now=self.now)
        members.share_phone(uow, AccountId(self.settlement.accounts["noy"]), shared, by=noy, now=self.now)
        yield Go("speakers.ask")
        uow.groups.join(other, seng.id, leader=False, now=self.now - timedelta(days=365))
        yield Go("members.lead", {"group": other})
        yield Go("members.consent", {"handover": handovers.ask(uow, group, by=seng, now=self.now)})

    def _with_actions(self) -> tuple[Plan, Action]:
        """The approved plan of Noy's group, and a piece of work that is not done yet."""
        plan = self.uow.plans.approved(self.settlement.groups["asparagus"])
        assert plan is not None, "the demo follows up the plan of Noy's group"
        return plan, next(action for action in self.uow.plans.actions(plan.id) if action.state != "done")

    def _questions(self) -> Iterator[Go]:
        """Noy's question is answered, and she has begun another one; Seng has one that waits."""
        uow, library, now = self.uow, self.settlement.library, self.now
        noy, seng, kham = (self.people[key] for key in ("noy", "seng", "kham"))
        asked = [self._ask(noy, "ໜໍ່ຫ່ຽວຍ້ອນຫຍັງ?"), self._ask(seng, "ໃສ່ຝຸ່ນເທົ່າໃດ?")]
        questions.write(uow, library, asked[0], Answer("text", "ຍ້ອນນ້ຳຖ້ວມຮາກ. ເຮັດຮ່ອງລະບາຍນ້ຳ"), by=kham, now=now)
        questions.reply(uow, asked[0], by=kham, now=now)
        about = About("lesson", "costs", "do")
        questions.begin(uow, about, Answer("text", "ຕົ້ນທຶນ ລວມຄ່າແຮງງານບໍ?"), by=noy, now=now)
        for page in ("question", "more"):
            yield from (Go(f"ask.{page}", {"question": question}) for question in asked)

    def _ask(self, asker: Person, words: str) -> QuestionId:
        questions.begin(self.uow, About(), Answer("text", words), by=asker, now=self.now)
        draft = self.uow.questions.draft(asker.id)
        assert draft is not None, "it was begun a moment ago"
        questions.send(self.uow, self.settlement.library, draft.id, by=asker, now=self.now)
        return draft.id

    def _reminders(self) -> Iterator[Go]:
        _, action = self._with_actions()
        asked = self.uow.reminders.check_in(action.id, self.people["noy"].id, "started", now=self.now)
        yield Go("actions.undo", {"checkin": asked})
        first, last = ((self.now + timedelta(days=days)).date() for days in (140, 142))
        mali, today = self.people["mali"], self.now.date()
        holiday = holidays.add(self.uow, first, last, by=mali, today=today, now=self.now)
        holidays.rename(self.uow, holiday, "ບຸນປີໃໝ່ຂອງເມືອງ", by=mali)
        yield Go("holidays.new", {"first": f"{first:%Y%m%d}"})
        yield Go("holidays.sure", {"first": f"{first:%Y%m%d}", "last": f"{last:%Y%m%d}"})
        yield from (Go(f"holidays.{page}", {"holiday": holiday}) for page in ("page", "name"))

    def _groups(self) -> Iterator[Go]:
        uow, mali, seng = self.uow, self.people["mali"], self.people["seng"]
        group = self.settlement.groups["asparagus"]
        village = uow.groups.village("1704", "ບ້ານໃໝ່", state="proposed")
        values = {"village_id": village, "project": "RLIP", "state": "proposed", "zone": "Asia/Vientiane"}
        proposed = uow.groups.add(now=self.now, name="ກຸ່ມລ້ຽງປາ", **values)
        uow.groups.change(group, chat_id=GROUP_CHAT, chat_language="lo")
        uow.people.put_role(seng.id, Role.EXPERT, "waiting", now=self.now)
        code = invites.for_role(uow, Role.EXPERT, by=mali, now=self.now)
        yield Go("invite.confirm", {"member": seng.id, "role": "expert"})
        yield Go("invites.page", {"code": code})
        yield Go("invite.open", {"code": self.settlement.invite})
        yield Go("members.proposed", {"group": proposed})
        yield Go("members.member", {"group": group, "member": seng.id, "act": "remove"})
        yield Go("group.link", {"group": group})
        yield Go("settings.hour", {"group": group})
        for known in uow.groups.villages("1704")[:1]:
            yield Go("welcome.groups", {"village": known.id})
            yield Go("welcome.propose", {"village": known.id})
        yield from (Go("welcome.about", {"question": question}) for question in ("sex", "youth", "ethnic"))

    def _rounds(self) -> Iterator[Go]:
        draft, closed = (self._round(state) for state in ("draft", "closed"))
        plan = self.uow.plans.add(self.settlement.groups["newcomers"], closed, now=self.now)
        self.uow.plans.change(plan, now=self.now, title="ປູກຜັກຂາຍໂຮງຮຽນ", state="submitted")
        yield Go("rounds.sure", {"round": draft, "what": "open"})
        yield Go("rounds.day", {"round": draft, "day1": (self.now + timedelta(days=50)).date().isoformat()})
        yield Go("rounds.positions", {"round": closed})
        yield Go("rounds.place", {"plan": plan})
        for assignment in self.uow.reviews.of_expert(self.people["kham"].id):
            if assignment.state is ReviewState.SCORING:
                yield from (Go("review.confirm", {"assignment": assignment.id, "choice": way}) for way in _DECISIONS)

    def _seasons(self) -> Iterator[Go]:
        """The days of a festival being set by staff."""
        yield Go("seasons.season", {"season": "lao-new-year"})
        here: dict[str, int | str] = {"season": "lao-new-year", "region": "all", "year": 2027}
        yield Go("seasons.set", here)
        yield Go("seasons.sure", here | {"days": "sfv1w-fv1z"})

    def _kinds(self) -> Iterator[Go]:
        """A plan with a step of every kind, some of whose answers wait for being read back."""
        round_ = self._round("closed", KINDS)
        plan, noy = self.uow.plans.add(self.settlement.groups["asparagus"], round_, now=self.now), self.people["noy"].id
        said = {"date": ("15/1/2027", "ຫຼັງເກັບກ່ຽວເຂົ້າ"), "money": ("50",), "number": ("ຫຼາຍ",)}
        for step in self.library.form_of(KINDS).steps:
            here: dict[str, int | str] = {"plan": plan, "step": step.key}
            yield Go("plan.step", here)
            yield from (Go(page, here) for page in ("plan.day", "plan.seasons"))
            for words in said.get(step.kind, ())[-1:]:
                self.uow.plans.propose(plan, step.key, (Part("text", words),), noy, now=self.now)
                yield Go("plan.meant", here)
        self.uow.plans.put_answer(plan, "weather", (Part("text", "ຝົນຫຼາຍ"),), noy, now=self.now)
        yield Go("plan.dropped", {"plan": plan})

    def _round(self, state: str, form: int = 1) -> RoundId:
        names = {"lo": "ຮອບທີ 3", "en": "Round 3"}
        times = {"opens_at": self.now, "deadline": self.now + timedelta(days=60)}
        return self.uow.plans.add_round(name=names, state=state, form_version=form, **times)


def _with_kinds(library: Library) -> Library:
    """The content with one more form, whose steps are of all kinds."""
    kinds = [kind for kind in KINDS_OF_STEPS if kind not in ("text", "actions")]
    offered = tuple(Choice(crop, Text({"lo": lao, "en": crop})) for crop, lao in (("coffee", "ກາເຟ"), ("rice", "ເຂົ້າ")))
    steps = tuple(
        replace(step, kind=kind, choices=offered if kind in ("choice", "many") else ())
        for step, kind in zip(library.form.steps, kinds, strict=False)
    )
    return replace(library, forms={**library.forms, KINDS: replace(library.form, version=KINDS, steps=steps)})
