"""Recordings: who may keep them, what replaces what, and that they outlive whoever spoke them."""

from __future__ import annotations

import pytest

from bot.content import pieces
from bot.content.pieces import Piece
from bot.domain.ids import ChatId
from bot.domain.incoming import Answer, File
from bot.domain.people import Person, Role
from bot.domain.refused import Refused, Stale
from bot.services import media, narrations
from bot.services.narrations import Share, State
from bot.store.database import Database, UnitOfWork
from tests.story import BEGINNING as NOW
from tests.story import LIBRARY

FIRST, SECOND, THIRD, *_ = pieces.of_library(LIBRARY)


def somebody(uow: UnitOfWork, name: str, *roles: Role) -> Person:
    key = uow.people.add(now=NOW, name=name, language="lo", consented_at=NOW)
    for role in roles:
        uow.people.put_role(key, role, "confirmed", now=NOW)
    found = uow.people.get(key)
    assert found is not None
    return found


def voice(uow: UnitOfWork, by: Person, *, seconds: int = 20) -> Answer:
    return media.receive(uow, File("voice", f"voice of {by.name}", seconds=seconds, size=90_000), "", by=by, now=NOW)


def kept(uow: UnitOfWork, piece: Piece, by: Person, language: str = "alak") -> None:
    narrations.speak(uow, piece, language, voice(uow, by), by=by, now=NOW)
    narrations.keep(uow, piece, language, by=by, now=NOW)


def test_a_recording_outlives_whoever_spoke_it_and_a_draft_does_not(database: Database) -> None:
    with database.begin() as uow:
        mali, vong = somebody(uow, "Mali", Role.STAFF), somebody(uow, "Vong", Role.STAFF)
        kept(uow, FIRST, mali)
        narrations.speak(uow, SECOND, "alak", voice(uow, mali), by=mali, now=NOW)
        uow.people.remove(mali.id)
    with database.begin() as uow:
        (left,) = uow.narrations.history(FIRST.key, "alak")
        assert (left.state, left.by, left.person) == ("kept", "", None)
        assert uow.narrations.draft(SECOND.key, "alak", mali.id) is None
        narrations.play(uow, left.id, chat=ChatId(5), by=vong, now=NOW)


def test_what_is_heard_is_one_recording_and_the_others_are_history(database: Database) -> None:
    with database.begin() as uow:
        mali, vong = somebody(uow, "Mali", Role.STAFF), somebody(uow, "Vong", Role.STAFF)
        noy = somebody(uow, "Noy")
        narrations.choose(uow, "alak", narrations.tongues(uow, LIBRARY), by=noy.id)
        listener = uow.people.get(noy.id)
        kept(uow, FIRST, mali)
        kept(uow, FIRST, vong)
        found = narrations.find(uow, FIRST, listener)
        assert found is not None
        assert found.by == "Vong"
        assert [one.state for one in uow.narrations.history(FIRST.key, "alak")] == ["kept", "old"]
        with pytest.raises(Stale):
            narrations.remove(
                uow, FIRST, "alak", seen=uow.narrations.history(FIRST.key, "alak")[1].id, by=vong, now=NOW
            )
        narrations.remove(uow, FIRST, "alak", seen=found.id, by=vong, now=NOW)
        assert narrations.find(uow, FIRST, listener) is None
        old = uow.narrations.history(FIRST.key, "alak")[1]
        narrations.restore(uow, FIRST, old.id, by=vong, now=NOW)
        again = narrations.find(uow, FIRST, listener)
        assert again is not None
        assert again.by == "Mali"
        with pytest.raises(Stale):
            narrations.restore(uow, SECOND, found.id, by=vong, now=NOW)


def test_the_next_text_is_the_one_behind_that_is_missing_or_has_changed(database: Database) -> None:
    spoken = (FIRST, SECOND, THIRD)
    with database.begin() as uow:
        mali = somebody(uow, "Mali", Role.STAFF)
        kept(uow, SECOND, mali)
        states = narrations.states(uow, spoken, "alak")
        assert list(states.values()) == [State.MISSING, State.READY, State.MISSING]
        assert narrations.following(spoken, states, FIRST) == THIRD
        assert narrations.following(spoken, states, THIRD) == FIRST
        found = uow.narrations.history(SECOND.key, "alak")[0]
        uow.narrations.put(found.id, version="of other words")
        states = narrations.states(uow, spoken, "alak")
        assert states[SECOND.key] is State.CHANGED
        assert narrations.following(spoken, states, FIRST) == SECOND
        narrations.still_fits(uow, SECOND, "alak", by=mali, now=NOW)
        assert narrations.states(uow, spoken, "alak")[SECOND.key] is State.READY


def test_what_is_offered_is_the_share_of_whoever_asks_else_the_largest_of_another_language(database: Database) -> None:
    with database.begin() as uow:
        mali, noy = somebody(uow, "Mali", Role.STAFF), somebody(uow, "Noy")
        of = len(list(pieces.of_library(LIBRARY)))
        assert narrations.offered(uow, LIBRARY, noy) == Share(0, of)
        kept(uow, FIRST, mali)
        kept(uow, SECOND, mali)
        assert narrations.offered(uow, LIBRARY, noy) == Share(2, of)
        kept(uow, THIRD, mali, "lo")
        assert narrations.offered(uow, LIBRARY, noy) == Share(1, of)
        assert [tongue.key for tongue in narrations.heard(uow, LIBRARY)] == ["lo", "alak"]


def test_nobody_but_staff_may_do_anything(database: Database) -> None:
    with database.begin() as uow:
        mali, noy = somebody(uow, "Mali", Role.STAFF), somebody(uow, "Noy", Role.EXPERT)
        kept(uow, FIRST, mali)
        (one,) = uow.narrations.history(FIRST.key, "alak")
        tries = (
            lambda: narrations.speak(uow, FIRST, "alak", voice(uow, noy), by=noy, now=NOW),
            lambda: narrations.keep(uow, FIRST, "alak", by=noy, now=NOW),
            lambda: narrations.discard(uow, FIRST, "alak", by=noy),
            lambda: narrations.remove(uow, FIRST, "alak", seen=one.id, by=noy, now=NOW),
            lambda: narrations.restore(uow, FIRST, one.id, by=noy, now=NOW),
            lambda: narrations.still_fits(uow, FIRST, "alak", by=noy, now=NOW),
            lambda: narrations.play(uow, one.id, chat=ChatId(5), by=noy, now=NOW),
            lambda: narrations.add_language(uow, LIBRARY, "Xixi", by=noy, now=NOW),
            lambda: narrations.drop_language(uow, LIBRARY, "alak", by=noy, now=NOW),
        )
        for deed in tries:
            with pytest.raises(Refused, match="Only staff can do this"):
                deed()
        assert [found.state for found in uow.narrations.history(FIRST.key, "alak")] == ["kept"]
