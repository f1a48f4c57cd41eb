"""One version of the plan as it was sent, an item a page."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import ClassVar

from bot.chat.address import Go, Tap
from bot.chat.message import Button, Message, row
from bot.chat.screen import Screen, Turn
from bot.chat.typed import cut_out
from bot.content.form import Form, Step
from bot.domain.plans import Submission
from bot.i18n import Html, Say, bold, lines, mark
from bot.screens.plan import words
from bot.screens.plan.views import agreed
from bot.services import media, papers
from bot.services.plans import contents, versions
from bot.services.plans.versions import SentVersion, Version

_ANSWER = 3000  # characters of an answer
_WORKS = 3  # pieces of work on a page


@dataclass(frozen=True, slots=True)
class VersionView:
    """A page of a version."""

    sent: SentVersion
    pages: tuple[Html, ...]
    page: int
    shown: int  # pictures and voices that have been sent already


class VersionPage(Screen[VersionView]):
    name = "plan.version"
    args = ("submission", "page", "shown")
    help: ClassVar[str] = mark("This version is kept as it was sent. What is written now stands in the plan itself")

    def load(self, turn: Turn) -> VersionView:
        sent = versions.open_version(turn.uow, turn.library, turn.number("submission"), by=turn.person)
        version, say, form = sent.version, turn.say, turn.library.form_of(sent.version.form)
        by = turn.uow.people.name(sent.submission.by) if sent.submission.by else ""
        head = lines(bold(version.title), _sent(sent.submission, by, say), words.money(version, say))
        items = (page for step in form.steps for page in _item(step, version, form, say))
        told = [head, *items, agreed(version.tally, say)]
        shown, spoken = turn.args.get("shown", 0), contents.media(version.answers)
        first = shown if isinstance(shown, int) and 0 <= shown < len(spoken) else 0
        return VersionView(sent, tuple(told), cut_out(len(told), turn.page, 1)[0], first)

    def render(self, view: VersionView, say: Say) -> Message:
        here = {"submission": view.sent.submission.id}
        versions_ = Button(say("📝 All versions"), Go("plan.versions", {"plan": view.sent.whole.plan.id}))
        last = view.page == len(view.pages) - 1
        onward = versions_ if last else Button(say("Next ▶"), Go(self.name, here | {"page": view.page + 1}))
        before = Go(self.name, here | {"page": view.page - 1})
        back = Button(say("◀ Page before"), before) if view.page else None
        more = [one for one in (self._play(view, say), None if last else versions_) if one]
        return Message(view.pages[view.page], [[onward], *self._of_all(view, say), row(back)], asks=Html(), more=more)

    def _of_all(self, view: VersionView, say: Say) -> Iterator[list[Button]]:
        """What is offered of the version as a whole, on its first page."""
        if not view.page:
            yield [Button(say("📄 PDF"), Tap("paper"))]
            if view.sent.version.number > 1:
                changes = Go("plan.changes", {"submission": view.sent.submission.id})
                yield [Button(say("✍️ What has changed"), changes)]

    def _play(self, view: VersionView, say: Say) -> Button | None:
        spoken = contents.media(view.sent.version.answers)
        if view.shown:
            return Button(say("📷 More of them ({n})", n=len(spoken) - view.shown), Tap("play"))
        return Button(say("📷 Voices, pictures ({n})", n=len(spoken)), Tap("play")) if spoken else None

    def tap_paper(self, turn: Turn, view: VersionView) -> Go:
        sent, language = view.sent.submission, turn.say.language
        papers.send_version(turn.uow, sent, "plan", language, chat=turn.chat, person=turn.me, now=turn.now)
        return Go(self.name, dict(turn.args), note=turn.say("📄 It is on its way"))

    def tap_play(self, turn: Turn, view: VersionView) -> Go:
        spoken = contents.media(view.sent.version.answers)
        sent = media.show(turn.uow, spoken, turn.chat, turn.me, begin=view.shown, now=turn.now).begin
        here: dict[str, int | str] = {"submission": view.sent.submission.id, "page": view.page}
        return Go(self.name, here | ({"shown": sent} if sent < len(spoken) else {}), fresh=True)


def _item(step: Step, version: Version, form: Form, say: Say) -> Iterator[Html]:
    """The pages of an item: the answer, and of the work a few pieces a page; none where nothing was said."""
    title = bold(say("Item {i} of {n}: {title}", i=step.number, n=len(form.steps), title=step.title(say.language)))
    answer = version.answers.get(step.key)
    said = words.answered(answer, _ANSWER) if answer else Html()
    work = version.actions if step.kind == "actions" else ()
    for first in range(0, max(len(work), 1), _WORKS):
        listed = [words.version_line(one, say) for one in work[first : first + _WORKS]]
        if listed or said:
            yield lines(title, said if not first else "", *listed)


def _sent(one: Submission, name: str, say: Say) -> Html:
    """Which version it is, when it was sent and by whom."""
    day = say.day(say.today(one.at))
    if not name:
        return say("Version {v}: sent on {date}", v=one.version, date=day)
    return say("Version {v}: sent on {date} by {name}", v=one.version, date=day, name=name)
