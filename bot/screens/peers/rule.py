"""How places are found in a competition, a thought a page: for everybody, from before the round opens."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from bot.chat.address import Back, Go
from bot.chat.message import Button, Message
from bot.chat.screen import Screen, Turn
from bot.chat.typed import paged
from bot.domain.contests import Contest
from bot.domain.ids import RoundId
from bot.domain.plans import Round
from bot.i18n import Html, Say, bold, lines, mark
from bot.screens.contest import words
from bot.screens.rounds.words import title
from bot.screens.widgets.turning import turning
from bot.services.contests import rule


@dataclass(frozen=True, slots=True)
class RuleView:
    round: Round
    contest: Contest
    groups: int  # that the round is for
    page: int


class Rule(Screen[RuleView]):
    name = "peers.rule"
    args = ("round", "page")
    help: ClassVar[str] = mark("How places are found. It is the same for everybody, and does not change later")

    def load(self, turn: Turn) -> RuleView:
        found = rule.open_rule(turn.uow, RoundId(turn.number("round")), by=turn.person)
        _, groups = turn.uow.rounds.concerned(found[0].id)
        return RuleView(*found, groups, turn.page)

    def render(self, view: RuleView, say: Say) -> Message:
        (told,), page, pages = paged(_told(view.contest, view.groups, say), view.page, 1)
        turns = turning(page, pages, lambda wanted: Go(self.name, {"round": view.round.id, "page": wanted}), say)
        rows = [turns, [Button(say("◀ Back"), Back())]]
        return Message(lines(bold(title(view.round, say)), told), rows, asks=Html())


def _told(contest: Contest, groups: int, say: Say) -> list[Html]:
    """The two sentences, then who wins in the end, what parts those who are equal, and the prizes."""
    rules = contest.rules
    last = say("Experts choose the final winners: by their points, and by what they see at a visit")
    told = [*words.rule(rules.heard, groups, say), last, words.chain(rules, say)]
    return [*told, words.prizes(rules, say)] if rules.prizes else told
