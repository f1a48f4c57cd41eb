"""All that was given in a round, for the workbook that staff take along: marks, comments, stars, visits."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime

from bot.content.library import Library
from bot.domain.ids import ChatId, RoundId
from bot.domain.people import Person
from bot.domain.reviews import Assignment, ReviewState
from bot.services.contests import contests, peers
from bot.services.rounds import rounds
from bot.store.database import UnitOfWork
from bot.store.outbox import Lane, Outgoing

VOICE = "…"  # a voice or a picture, which no workbook holds
_READ = (ReviewState.SCORING, ReviewState.DONE)
Cell = str | int | float | None
Line = tuple[Cell, ...]


@dataclass(frozen=True, slots=True)
class Scores:
    """The sheets, rows without their heads. `round`: the round's names by language."""

    round: RoundId
    plans: tuple[Line, ...]  # group, project, title, state, position, final position, stars, votes
    marks: tuple[Line, ...]  # group, title, expert, kind, question, mark, state of the review
    comments: tuple[Line, ...]  # group, title, expert, kind, item, words, what the group says of it, the answer
    stars: tuple[Line, ...]  # heard by, plan of, stars, given by
    visits: tuple[Line, ...]  # group, expert, points, place
    practice: tuple[Line, ...] = ()  # expert, plan, attempt, question, mark, why


def of_round(uow: UnitOfWork, library: Library, round_id: RoundId, *, by: Person) -> Scores:
    """Everything, for staff. Raises: Missing, Forbidden."""
    rounds.open_whole(uow, round_id, by=by)
    plans = contests.sent(uow, round_id)
    loaded = rounds.groups_of(uow, plans)
    names = {plan.id: loaded[plan.group].name if plan.group in loaded else "" for plan in plans}
    places = peers.of_round(uow, round_id).places
    reviews = {plan.id: [one for one in uow.reviews.of_plan(plan.id) if one.state in _READ] for plan in plans}
    table = []
    for plan in plans:
        project = loaded[plan.group].project if plan.group in loaded else ""
        stars = places[plan.id]
        row = (names[plan.id], project, plan.title, plan.state.value, plan.position, plan.final)
        table.append((*row, stars.stars, stars.votes))
    return Scores(
        round_id,
        tuple(table),
        tuple((names[plan.id], plan.title, *line) for plan in plans for line in _marks(uow, library, reviews[plan.id])),
        tuple(
            (names[plan.id], plan.title, *line)
            for plan in plans
            for one in reviews[plan.id]
            for line in _comments(uow, one)
        ),
        tuple(
            (group.name if (group := loaded.get(one.group)) else "", names.get(one.plan, ""), one.stars, one.name)
            for one in uow.pitches.of_round(round_id)
        ),
        tuple(
            (names[plan.id], visit.name, visit.points, visit.location)
            for plan in plans
            for visit in uow.reviews.visits(plan.id)
        ),
        tuple(_practice(uow, library, round_id)),
    )


def _marks(uow: UnitOfWork, library: Library, reviews: Iterable[Assignment]) -> list[Line]:
    found: list[Line] = []
    for one in reviews:
        scores, rubric = uow.reviews.scores(one.id), contests.rubric_of(uow, library, one.plan)
        expert = uow.people.name(one.expert)
        found += [
            (expert, one.kind.value, criterion.title("en"), scores[criterion.key], one.state.value)
            for criterion in rubric.criteria
            if criterion.key in scores
        ]
    return found


def _comments(uow: UnitOfWork, one: Assignment) -> list[Line]:
    """An expert's words, then the one question to the group."""
    expert, kind = uow.people.name(one.expert), one.kind.value
    said: list[Line] = [
        (
            expert,
            kind,
            said.kind or said.step,
            said.text or VOICE,
            said.word or "",
            _words(said.answer, said.answered_at),
        )
        for said in uow.reviews.comments(one.id)
    ]
    asked = uow.exchanges.question(one.id)
    if asked is not None:
        said.append((expert, kind, "question", asked.text or VOICE, "", _words(asked.answer, asked.answered_at)))
    return said


def _words(answer: str, at: datetime | None) -> str:
    return answer or (VOICE if at else "")


def _practice(uow: UnitOfWork, library: Library, round_id: RoundId) -> Iterator[Line]:
    """What experts gave the plans for practice, the first time and once more."""
    for one in uow.practices.of_round(round_id):
        plan, expert = library.practice_plan(one.plan), uow.people.name(one.expert)
        title = plan.title("en") if plan else one.plan
        for key, mark in sorted(one.marks.items()):
            yield expert, title, one.attempt, key, mark, one.text or (VOICE if one.medium else "")


def send(uow: UnitOfWork, round_id: RoundId, language: str, *, chat: ChatId, by: Person, now: datetime) -> None:
    """Send staff the workbook, made when it leaves; a second tap at once is one. Raises: Missing, Forbidden."""
    rounds.open_whole(uow, round_id, by=by)
    recipe = {"paper": "scores", "round": round_id, "language": language, "for": by.id}
    medium = {"kind": "document", "recipe": recipe, "name": f"phaen-scores-{round_id}.xlsx"}
    row = Outgoing(0, chat, Lane.REPLY, person=by.id, content={"text": "", "medium": medium})
    row.key = f"scores:{round_id}:{chat}:{now:%Y%m%d%H%M}"
    uow.outbox.put(row, now=now)
