"""An expert who said to be connected with a group may no more about its plans than one who was never asked."""

from __future__ import annotations

from bot.domain.ids import AssignmentId
from bot.domain.people import Person
from bot.services.reviews import reviews
from bot.store.database import Database
from tests.planning import NOW
from tests.services import rights

ROOMS = ("reviews.", "contests.", "rounds.results")


def test_with_a_conflict_every_verb_refuses_what_it_refuses_whoever_was_not_asked(sqlite: Database) -> None:
    """rights.tsv has experts with a plan and without; here the first of them steps back from all."""
    with sqlite.begin() as uow:
        here = rights.world(uow)
        kham, vong = here.people["kham"], here.people["vong"]
        keys = [key for key in rights.acted() if rights.named(key).startswith(ROOMS)]
        before = {rights.named(key): letters(here, key, kham, vong) for key in keys}
        asked: list[AssignmentId] = [here.known[name] for name in ("assignment", "reading")]
        for one in asked:
            reviews.decline(uow, one, by=kham, now=NOW)
        after = {rights.named(key): letters(here, key, kham, vong) for key in keys}
    may = {name for name, (mine, other) in before.items() if mine != other}
    assert len(may) > 15, "somebody who reads may what others may not"
    still = {name for name, (mine, _) in after.items() if mine != before[name][1]}  # Vong is asked instead
    assert still == {"reviews.echoes.open_reply", "reviews.echoes.reply"}, "of another plan, which was read before"
    assert len(keys) > 45


def letters(here: rights.World, key: tuple[str, str], *people: Person) -> tuple[str, str]:
    mine, other = (rights.one(here, key, by) for by in people)
    return mine, other
