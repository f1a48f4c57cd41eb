"""The fixture of the gallery: a filled database, who looks at the screens, and the pages to begin with."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime
from typing import Self

from bot.chat.address import Go
from bot.content.demo import load_programme
from bot.content.form import KINDS as KINDS_OF_STEPS
from bot.content.form import Choice
from bot.content.library import Library
from bot.content.text import Text
from bot.demo.programme import LivingProgramme
from bot.domain.ids import AccountId
from bot.domain.people import Person
from bot.gallery import (
    contest_states,
    desk_states,
    group_states,
    lesson_states,
    office_states,
    plan_states,
    review_states,
)
from bot.gallery.demo_data import KINDS, DemoData
from bot.settings import shipped
from bot.simulator import LocalTelegram
from bot.store.database import UnitOfWork

# In this order, since later states build on earlier ones.
_PAGES = (
    lesson_states.learning_pages,
    lesson_states.voice_pages,
    group_states.announcement_pages,
    plan_states.plan_pages,
    plan_states.reminder_pages,
    plan_states.agreement_pages,
    group_states.phone_pages,
    group_states.group_pages,
    group_states.round_pages,
    plan_states.step_kind_pages,
    group_states.season_pages,
    lesson_states.question_pages,
    plan_states.story_pages,
    group_states.complaint_pages,
    group_states.people_pages,
    desk_states.sheet_pages,
    office_states.report_pages,
    office_states.setup_pages,
    office_states.log_pages,
    office_states.stop_pages,
    contest_states.contest_pages,
    contest_states.peer_pages,
    contest_states.expert_pages,
    contest_states.agreement_pages,
    contest_states.practice_pages,
    contest_states.result_pages,
    review_states.echo_pages,
    review_states.ask_pages,
    desk_states.desk_pages,
)


@dataclass(frozen=True, slots=True)
class Viewer:
    """Somebody who looks at screens: no person yet, for the first pages of the welcome."""

    name: str
    person: Person | None
    account: AccountId


@dataclass(frozen=True, slots=True)
class Fixture:
    """A filled database, its viewers, and the pages that no button leads to."""

    uow: UnitOfWork
    library: Library
    now: datetime
    viewers: tuple[Viewer, ...]
    pages: tuple[Go, ...]

    @classmethod
    def create(cls, uow: UnitOfWork, library: Library, *, now: datetime) -> Self:
        """Fill an empty database."""
        library = _with_kinds(library)
        programme = LivingProgramme(library, load_programme(shipped("content"), library), now)
        programme.add_accounts(LocalTelegram().world)
        programme.write(uow)
        uow.people.change(programme.people["seng"], phone="+8562055123456")
        found = {key: uow.people.get(programme.people[key]) for key in ("noy", "seng", "kham", "mali")}
        people = {key: person for key, person in found.items() if person}
        data = DemoData(uow, library, programme, people, now)
        pages = tuple(page for make in _PAGES for page in make(data))
        viewers = [
            *(Viewer(person.name, person, AccountId(programme.accounts[key])) for key, person in people.items()),
            _newcomer(uow, now, AccountId(2), name="ຄຳແພງ"),
            _newcomer(uow, now, AccountId(3), name=""),
            Viewer("–", None, AccountId(1)),
        ]
        return cls(uow, library, now, tuple(viewers), pages)


def _newcomer(uow: UnitOfWork, now: datetime, account: AccountId, *, name: str) -> Viewer:
    """Somebody in the middle of the welcome: in no group yet, perhaps without a name."""
    person = uow.people.add(now=now, name=name, language="lo", listens=False, consented_at=now)
    uow.people.account(account, now=now)
    uow.people.speak_as(account, person)
    return Viewer(name or "?", uow.people.get(person), account)


def _with_kinds(library: Library) -> Library:
    """The content with one more form, whose steps are of all kinds."""
    kinds = [kind for kind in KINDS_OF_STEPS if kind not in ("text", "actions")]
    offered = tuple(Choice(crop, Text({"lo": lao, "en": crop})) for crop, lao in (("coffee", "ກາເຟ"), ("rice", "ເຂົ້າ")))
    steps = tuple(
        replace(step, kind=kind, choices=offered if kind in ("choice", "many") else ())
        for step, kind in zip(library.form.steps, kinds, strict=False)
    )
    return replace(library, forms={**library.forms, KINDS: replace(library.form, version=KINDS, steps=steps)})
