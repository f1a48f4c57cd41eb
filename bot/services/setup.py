"""The set-up in the chat: what an administrator sets wins over the first value, and every change is noted."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from bot.domain import setup
from bot.domain.ids import PersonId
from bot.domain.people import Person, Role
from bot.domain.refused import Forbidden, Missing, Stale
from bot.domain.setup import ITEMS, Item
from bot.store.audit import Noted
from bot.store.database import UnitOfWork

VERB = "set"  # as it stands in the log


@dataclass(frozen=True, slots=True)
class Held:
    """One item: its value, its first value, whether the chat's holds, and who set it when."""

    item: Item
    value: str
    first: str
    own: bool
    by: str
    noted: Noted | None


def chosen(uow: UnitOfWork) -> Mapping[str, str]:
    """What was set in the chat: item → value. What no version knows any more is left out."""
    return {name: value for name, value in uow.key_values.set_up().items() if name in ITEMS}


def all_items(uow: UnitOfWork, first: Mapping[str, str], *, by: Person) -> list[Held]:
    """Every item; `first` are the values that the environment and the content give. Raises: Forbidden."""
    _check(by)
    return held(uow, first)


def open_item(uow: UnitOfWork, name: str, first: Mapping[str, str], *, by: Person) -> Held:
    """One of them. Raises: Missing, Forbidden."""
    _check(by)
    if name not in ITEMS:
        raise Missing
    return next(one for one in held(uow, first) if one.item.name == name)


def held(uow: UnitOfWork, first: Mapping[str, str]) -> list[Held]:
    """What holds, and why: for the page and for `phaen check`."""
    own, noted = chosen(uow), uow.audit.last(VERB)
    return [
        _held(uow, item, first.get(item.name, ""), own.get(item.name), noted.get(item.name)) for item in ITEMS.values()
    ]


def change(uow: UnitOfWork, name: str, typed: str, first: Mapping[str, str], *, by: Person, now: datetime) -> str:
    """Set an item, whose rules may refuse what was typed; returns what holds now. Raises: Missing, Forbidden."""
    before = open_item(uow, name, first, by=by)
    value = setup.read(before.item, typed)
    if value != before.value or not before.own:
        uow.key_values.set(setup.KEY.format(name), f"={value}")
        _changed(uow, before, value, by=by, now=now)
    return value


def put_back(uow: UnitOfWork, name: str, first: Mapping[str, str], *, by: Person, now: datetime) -> str:
    """The first value holds again; returns it. Raises: Missing, Forbidden, Stale."""
    before = open_item(uow, name, first, by=by)
    if not before.own:
        raise Stale
    uow.key_values.set(setup.KEY.format(name), "")
    _changed(uow, before, before.first, by=by, now=now)
    return before.first


def _changed(uow: UnitOfWork, before: Held, value: str, *, by: Person, now: datetime) -> None:
    uow.audit.note(by.id, VERB, before.item.name, before=before.value, after=value, now=now)
    uow.jobs.add("set up", now=now, key=f"{before.item.name} {now.isoformat()}")


def _held(uow: UnitOfWork, item: Item, first: str, own: str | None, noted: Noted | None) -> Held:
    who = uow.people.name(PersonId(noted.person_id)) if noted and noted.person_id else ""
    return Held(item, first if own is None else own, first, own is not None, who, noted)


def _check(by: Person) -> None:
    if Role.ADMIN not in by.roles:
        raise Forbidden("Only an administrator can do this")
