"""The rules of a competition: how many read and hear each plan, score sheet, winners, prizes."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from bot.chat.address import Back, Go, Tap
from bot.chat.message import Button, Message, column
from bot.chat.screen import Screen, Turn
from bot.content.rubric import Rubric
from bot.domain.contests import MOST_EXPERTS, MOST_HEARD
from bot.domain.experts import PRACTICE
from bot.domain.people import STAFF
from bot.i18n import Html, Say, bold, lines, mark, paragraphs
from bot.screens.contest import views, words
from bot.screens.contest.views import ContestView
from bot.screens.rounds.words import title
from bot.services.contests import contests

_LEAST = {"experts": 1, "heard": 4}
_MOST = {"experts": MOST_EXPERTS, "heard": MOST_HEARD}


@dataclass(frozen=True, slots=True)
class RulesView:
    whole: ContestView
    sheet: Rubric
    practice: bool  # there are plans to practise on
    groups: int  # that the round is for


class Rules(Screen[RulesView]):
    name = "contest.rules"
    args = ("round",)
    roles = STAFF
    help: ClassVar[str] = mark("Press a rule to change it. What has begun already stays as it is")

    def load(self, turn: Turn) -> RulesView:
        view = views.load(turn)
        practice = len(turn.library.practice) >= PRACTICE
        _, groups = turn.uow.rounds.concerned(view.round.id)
        return RulesView(view, turn.library.rubric_of(view.contest.rubric("")), practice, groups)

    def render(self, view: RulesView, say: Say) -> Message:
        rules, here = view.whole.contest.rules, {"round": view.whole.round.id}
        told = (lines(*words.rule(rules.heard, view.groups, say)), words.chain(rules, say), words.prizes(rules, say))
        text = paragraphs(bold(title(view.whole.round, say)), *told)
        sheet = Button(say("⭐ Score sheet: {sheet}", sheet=_sheet(view.sheet, say)), Go("contest.sheet", here))
        return Message(
            text,
            column(
                [
                    Button(say("⭐ Experts for each plan: {n}", n=rules.experts), Tap("more", ("experts",))),
                    Button(say("🔊 Plans that a group hears: {n}", n=rules.heard), Tap("more", ("heard",))),
                    sheet,
                    Button(_names(rules.withhold, say), Tap("turn", ("withhold",))),
                    Button(_own(rules.own_winners, say), Tap("turn", ("own_winners",))),
                    Button(_practice(rules.practice, say), Tap("turn", ("practice",))) if view.practice else None,
                    Button(say("🏆 Prizes"), Go("contest.prize", here | {"position": 1}, push=True)),
                    Button(say("👥 Categories"), Go("contest.categories", here, push=True)),
                    Button(say("◀ Back"), Back()),
                ]
            ),
        )

    def tap_more(self, turn: Turn, view: RulesView) -> Go:
        """One more, and after the most the least."""
        what, rules = str(turn.value()), view.whole.contest.rules
        present = {"experts": rules.experts, "heard": rules.heard}.get(what, 0)
        count = present + 1 if present < _MOST.get(what, 0) else _LEAST.get(what, 0)
        contests.set_count(turn.uow, view.whole.round.id, what, count, by=turn.person, now=turn.now)
        return self._here(view)

    def tap_turn(self, turn: Turn, view: RulesView) -> Go:
        what, rules = str(turn.value()), view.whole.contest.rules
        flags = {"withhold": rules.withhold, "own_winners": rules.own_winners, "practice": rules.practice}
        present = flags.get(what, False)
        contests.set_flag(turn.uow, view.whole.round.id, what, not present, by=turn.person, now=turn.now)
        return self._here(view)

    def _here(self, view: RulesView) -> Go:
        return Go(self.name, {"round": view.whole.round.id})


def _sheet(sheet: Rubric, say: Say) -> str:
    return sheet.title(say.language) if sheet.title else sheet.key


def _names(withheld: bool, say: Say) -> Html:
    return say("Groups see experts' names: no") if withheld else say("Groups see experts' names: yes")


def _practice(first: bool, say: Say) -> Html:
    return say("Experts practise on two plans first: yes") if first else say("Experts practise on two plans first: no")


def _own(own: bool, say: Say) -> Html:
    return say("Winners: each project has its own") if own else say("Winners: all together")
