"""One version of the plan as it was sent."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from bot.chat.address import Go, Tap
from bot.chat.message import Button, Message, row
from bot.chat.screen import Screen, Turn
from bot.i18n import Html, Say, bold, lines, mark
from bot.screens.plan import words
from bot.screens.plan.views import agreed
from bot.services import media, papers
from bot.services.plans import contents, versions
from bot.services.plans.versions import SentVersion


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
        head = lines(bold(version.title), say("Version {n}", n=version.number), words.money(version, say))
        told = words.pages([head, *words.steps(version, form, say), agreed(version.tally, say)])
        page = turn.args.get("page", 0)
        shown, spoken = turn.args.get("shown", 0), contents.media(version.answers)
        first = shown if isinstance(shown, int) and 0 <= shown < len(spoken) else 0
        return VersionView(sent, tuple(told), min(max(page if isinstance(page, int) else 0, 0), len(told) - 1), first)

    def render(self, view: VersionView, say: Say) -> Message:
        here = {"submission": view.sent.submission.id}
        before = Button(say("◀ Before"), Go(self.name, here | {"page": view.page - 1})) if view.page else None
        last = view.page == len(view.pages) - 1
        more = None if last else Button(say("More ▶"), Go(self.name, here | {"page": view.page + 1}))
        spoken = contents.media(view.sent.version.answers)
        play = Button(say("📷 Voices, pictures ({n})", n=len(spoken)), Tap("play")) if spoken else None
        if view.shown:
            play = Button(say("📷 More of them ({n})", n=len(spoken) - view.shown), Tap("play"))
        changes = Button(say("✍️ What has changed"), Go("plan.changes", here)) if view.sent.version.number > 1 else None
        versions_ = Button(say("📝 All versions"), Go("plan.versions", {"plan": view.sent.whole.plan.id}))
        rows = [row(before, more), row(Button(say("📄 PDF"), Tap("paper")), play), row(changes), [versions_]]
        return Message(view.pages[view.page], rows)

    def tap_paper(self, turn: Turn, view: VersionView) -> Go:
        sent, language = view.sent.submission, turn.say.language
        papers.send_version(turn.uow, sent, "plan", language, chat=turn.chat, person=turn.me, now=turn.now)
        return Go(self.name, dict(turn.args), note=turn.say("📄 It is on its way"))

    def tap_play(self, turn: Turn, view: VersionView) -> Go:
        spoken = contents.media(view.sent.version.answers)
        sent = media.show(turn.uow, spoken, turn.chat, turn.me, begin=view.shown, now=turn.now).begin
        here: dict[str, int | str] = {"submission": view.sent.submission.id, "page": view.page}
        return Go(self.name, here | ({"shown": sent} if sent < len(spoken) else {}), fresh=True)
