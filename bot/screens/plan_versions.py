"""The versions of a plan that were sent: each can be read later, with what changed since the one before it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from bot.chat.address import Go, Tap
from bot.chat.message import Button, Message, column, row
from bot.chat.screen import Screen, Turn
from bot.domain.plans import Submission
from bot.i18n import Html, Say, bold, lines, mark, paragraphs
from bot.screens import review_words as words
from bot.screens.change_words import version_changed
from bot.screens.plan_review import agreed
from bot.services import media, papers, sheets, snapshots, versions
from bot.services.sheets import Sheet
from bot.services.versions import Edition


@dataclass(frozen=True, slots=True)
class ListView:
    """A plan and its versions, the newest first, each with the name of who sent it."""

    sheet: Sheet
    sent: tuple[tuple[Submission, str], ...]


class Listed(Screen[ListView]):
    name = "plan.versions"
    args = ("plan",)
    help: ClassVar[str] = mark("Every version that was sent stays as it was. Open one to read it")

    def load(self, turn: Turn) -> ListView:
        sheet = sheets.read(turn.uow, turn.library, turn.number("plan"), by=turn.person)
        sent = turn.uow.plans.submissions(sheet.plan.id)
        return ListView(sheet, tuple((one, turn.uow.people.name(one.by) if one.by else "") for one in sent))

    def render(self, view: ListView, say: Say) -> Message:
        told = lines(*(_line(one, name, say) for one, name in view.sent)) or say("No version was sent yet")
        opened = (
            Button(say("📄 Version {n}", n=one.version), Go("plan.version", {"submission": one.id}))
            for one, _ in view.sent
        )
        back = Button(say("📋 See everything"), Go("plan.overview", {"plan": view.sheet.plan.id}))
        return Message(paragraphs(bold(view.sheet.title), told), column([*opened, back]))


def _line(one: Submission, name: str, say: Say) -> Html:
    day = say.day(say.today(one.at))
    if not name:
        return say("Version {v}: sent on {date}", v=one.version, date=day)
    return say("Version {v}: sent on {date} by {name}", v=one.version, date=day, name=name)


@dataclass(frozen=True, slots=True)
class VersionView:
    """A page of a version."""

    edition: Edition
    pages: tuple[Html, ...]
    page: int


class VersionPage(Screen[VersionView]):
    name = "plan.version"
    args = ("submission", "page")
    help: ClassVar[str] = mark("This version is kept as it was sent. What is written now stands in the plan itself")

    def load(self, turn: Turn) -> VersionView:
        edition = versions.read(turn.uow, turn.library, turn.number("submission"), by=turn.person)
        version, say, form = edition.version, turn.say, turn.library.form_of(edition.version.form)
        head = lines(bold(version.title), say("Version {n}", n=version.number), words.money(version, say))
        told = words.pages([head, *words.steps(version, form, say), agreed(version.tally, say)])
        page = turn.args.get("page", 0)
        return VersionView(edition, tuple(told), min(max(page if isinstance(page, int) else 0, 0), len(told) - 1))

    def render(self, view: VersionView, say: Say) -> Message:
        here = {"submission": view.edition.submission.id}
        before = Button(say("◀ Before"), Go(self.name, here | {"page": view.page - 1})) if view.page else None
        last = view.page == len(view.pages) - 1
        more = None if last else Button(say("More ▶"), Go(self.name, here | {"page": view.page + 1}))
        spoken = snapshots.media(view.edition.version.answers)
        play = Button(say("▶️ Voices, pictures ({n})", n=len(spoken)), Tap("play")) if spoken else None
        changes = (
            Button(say("✏️ What has changed"), Go("plan.changes", here)) if view.edition.version.number > 1 else None
        )
        versions_ = Button(say("🗂 All versions"), Go("plan.versions", {"plan": view.edition.sheet.plan.id}))
        rows = [row(before, more), row(Button(say("📄 PDF"), Tap("paper")), play), row(changes), [versions_]]
        return Message(view.pages[view.page], rows)

    def tap_paper(self, turn: Turn, view: VersionView) -> Go:
        sent, language = view.edition.submission, turn.say.language
        papers.send_version(turn.uow, sent, "plan", language, chat=turn.chat, person=turn.me, now=turn.now)
        return Go(self.name, dict(turn.args), note=turn.say("📄 It is on its way"))

    def tap_play(self, turn: Turn, view: VersionView) -> Go:
        media.show(turn.uow, snapshots.media(view.edition.version.answers), turn.chat, turn.me, now=turn.now)
        return Go(self.name, dict(turn.args), fresh=True)


class Changes(Screen[Edition]):
    """What a version says that the one before it did not."""

    name = "plan.changes"
    args = ("submission",)
    help: ClassVar[str] = mark("What was there before, and what is there in this version")

    def load(self, turn: Turn) -> Edition | Go:
        found = versions.read(turn.uow, turn.library, turn.number("submission"), by=turn.person)
        return found if found.version.number > 1 else Go("plan.version", dict(turn.args))

    def render(self, view: Edition, say: Say) -> Message:
        number = view.version.number
        back = Button(say("📄 Version {n}", n=number), Go("plan.version", {"submission": view.submission.id}))
        return Message(version_changed(number, view.changes, view.sheet.form, say), [[back]])
