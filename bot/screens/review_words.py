"""How a submitted plan is told to an expert: whose it is, step by step, its money – in pages that Telegram takes."""

from __future__ import annotations

from collections.abc import Iterable

from bot.chat.address import Go
from bot.chat.message import length, shortened
from bot.chat.screen import Turn
from bot.content.form import Form, Step
from bot.content.library import Library
from bot.domain.groups import Group
from bot.domain.ids import AssignmentId
from bot.domain.people import Role
from bot.domain.plans import Action, Answer, Part
from bot.domain.reviews import ReviewState
from bot.domain.wordings import SPOKEN, Wordings
from bot.i18n import Html, Say, bold, lines, paragraphs
from bot.screens.plan_words import clock, helped
from bot.services import reviews
from bot.services.reviews import Review
from bot.services.versions import Version
from bot.services.wordings import of_step

_NONE = Wordings()
EXPERTS = frozenset({Role.EXPERT})
WHOLE = "all"  # the step of a comment on the whole plan, as a page's argument
PAGE = 3_500  # UTF-16 units of one page; Telegram takes 4,096, and a note may come above
_ANSWER = 3_000  # letters of one answer on a page
_SIGNS = {"voice": "🎤", "audio": "🎤", "photo": "📷", "video": "🎬", "document": "📎"}


def open_review(turn: Turn) -> Review:
    """The review that a page is about; refused for everybody but its expert."""
    return reviews.open_review(turn.uow, AssignmentId(turn.number("assignment")), turn.person)


def closed(turn: Turn, review: Review) -> Go:
    """Where to look instead of a page that changes a review: it is decided, or not begun."""
    note = turn.say("You have decided already") if review.assignment.state is ReviewState.DONE else ""
    return Go("review.plan", {"assignment": review.assignment.id}, note=note)


def head(version: Version, group: Group, library: Library, say: Say) -> Html:
    """Title, version, group and where it lives."""
    number = say("Version {v}", v=version.number)
    return lines(bold(version.title), number, group.name, place(group, library, say))


def place(group: Group, library: Library, say: Say) -> Html:
    """Village and district by name."""
    district = library.places.district(group.district)
    name = district.name(say.language) if district else group.district
    return say("{village} village, {district} district", village=group.village, district=name)


def steps(version: Version, form: Form, say: Say, *, letters: int = _ANSWER, wordings: Wordings = _NONE) -> list[Html]:
    """What stands at each step, a block a step; `letters` is the room of one answer, and of what helpers wrote."""
    return [_step(step, version, say, letters, wordings) for step in form.steps]


def _step(step: Step, version: Version, say: Say, letters: int, wordings: Wordings) -> Html:
    beside = [helped(wordings.about(piece.subject), say, letters) for piece in of_step(version.content, step)]
    title = bold(f"{step.number}. {step.title(say.language)}")
    return lines(title, said(step, version, say, letters), *beside)


def said(step: Step, version: Version, say: Say, letters: int) -> Html:
    """What stands at a step: the answer, and at the actions their table."""
    table = [action_line(action, say) for action in version.actions] if step.kind == "actions" else []
    answer = version.answers.get(step.key)
    words = [answered(answer, letters)] if answer else []
    return lines(*(words + table or [say("No answer yet")]))


def answered(answer: Answer, letters: int) -> Html:
    """The words of an answer, and a sign for each voice or picture."""
    signs = " ".join(_sign(part) for part in answer.parts if part.kind in _SIGNS)
    return lines(shortened(answer.text, letters), signs)


def _sign(part: Part) -> str:
    """What stands for a voice or picture: 🎤 0:42."""
    return f"{_SIGNS[part.kind]} {clock(part.seconds)}" if part.kind in SPOKEN else _SIGNS[part.kind]


def action_line(action: Action, say: Say) -> Html:
    """One line of the table: what, who, by when, for how much."""
    due = say.day(action.due) if action.due else ""
    cost = say.money(action.cost) if action.cost is not None else ""
    return say("• {line}", line=say.names(part for part in (action.what, action.who, due, cost) if part))


def money(version: Version, say: Say) -> Html:
    """The sum, and what the group pays itself."""
    costs = version.costs
    total, own = say.number(costs.total), say.number(costs.own)
    return say("Together {sum} kip. The group pays {own} kip", sum=total, own=own)


def pages(blocks: Iterable[Html]) -> list[Html]:
    """The blocks, as many together on a page as it has room for."""
    found: list[Html] = []
    for block in blocks:
        together = paragraphs(found[-1], block) if found else block
        if found and length(together) <= PAGE:
            found[-1] = together
        else:
            found.append(block)
    return found
