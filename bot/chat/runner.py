"""One update becomes one turn: find the page, check the role, load, react, draw – all in one transaction."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

from bot.chat import address, registry
from bot.chat.address import Back, Go
from bot.chat.encode import encode
from bot.chat.notice import NOTICES, Occasion
from bot.chat.screen import SCREENS, Programme, Screen, Turn
from bot.chat.stack import HOME, Page, Stack
from bot.domain.ids import PersonId
from bot.domain.incoming import Answer, Incoming
from bot.domain.people import Person
from bot.domain.refused import Refused, Stale
from bot.i18n import LANGUAGES, Say, catalogue, learn, plain
from bot.services import groups, media, people
from bot.store.database import UnitOfWork
from bot.store.outbox import Lane, Outgoing, Shown
from bot.store.places import Bookmark

REDIRECTS = 5  # pages that send on to others; more is a loop of the program's own making


@dataclass(frozen=True, slots=True)
class Outcome:
    """What a turn leaves besides its rows: the words that answer a tap."""

    toast: str = ""
    alert: bool = False


@dataclass(slots=True)
class _Scene:
    """One turn in the making: the turn, its stack of pages, and how its page is to be shown."""

    turn: Turn
    stack: Stack
    bookmark: Bookmark
    note: str = ""
    edits_message: int | None = None
    edits_row: int | None = None


class Runner:
    """Answers updates. It keeps nothing between them: every turn reads its state anew."""

    def __init__(self, programme: Programme, texts: Path, zone: ZoneInfo) -> None:
        self.programme = programme
        self.zone = zone
        learn(texts)
        self.catalogues = {language: catalogue(language, texts) for language in LANGUAGES}

    def say(self, person: Person | None) -> Say:
        """How somebody is spoken to; Lao until they chose."""
        language = person.language if person and person.language in self.catalogues else "lo"
        return Say(self.catalogues[language], self.zone, bool(person and person.light))

    def take(self, uow: UnitOfWork, incoming: Incoming, now: datetime) -> Outcome:
        """Answer one update within the caller's transaction.

        Errors of the program propagate and undo everything; what a person may not do is answered kindly.
        """
        account = uow.people.account(incoming.account, now=now)
        if incoming.kind in ("blocked", "unblocked"):
            uow.people.mark_account(incoming.account, "blocked" if incoming.kind == "blocked" else "ok", now=now)
            return Outcome()
        if incoming.kind == "migrated" and incoming.new_chat:
            uow.groups.move_chat(incoming.chat, incoming.new_chat)
            uow.outbox.move_chat(incoming.chat, incoming.new_chat)
            return Outcome()
        if incoming.kind == "removed":
            groups.unlink(uow, incoming.chat)
        if incoming.kind in ("ignored", "removed"):
            return Outcome()
        if account.state != "ok":
            uow.people.mark_account(incoming.account, "ok", now=now)
        person = people.speaker(uow, account, now=now)
        if not incoming.private:
            return self._group(uow, incoming, person, now)
        return self._private(uow, incoming, person, now)

    def draw(self, uow: UnitOfWork, row: Outgoing, now: datetime) -> dict[str, Any] | None:
        """The content of a notice in the language of whoever gets it; None when it is no longer needed."""
        person = uow.people.get(PersonId(row.person)) if row.person else None
        group = uow.groups.of_chat(row.chat) if row.person is None else None
        say = self.say(person)
        if group is not None and group.chat_language:
            say = replace(say, catalogue=self.catalogues[group.chat_language])
        known = NOTICES[row.notice]
        message = known.draw(Occasion(uow, self.programme, row.args, person, now, say))
        if message is None:
            return None
        page = known.page_of(row.args)
        row.place = page.written() if row.person else None
        return encode(message, page)

    # A private chat --------------------------------------------------------------------------------------------------
    def _private(self, uow: UnitOfWork, incoming: Incoming, person: Person | None, now: datetime) -> Outcome:
        bookmark = uow.places.take(incoming.chat, incoming.account)
        scene = _Scene(self._turn(uow, incoming, person, now), Stack(bookmark.stack), bookmark)
        if incoming.kind == "tap":
            scene.edits_message = incoming.message
            self._tapped(scene)
        else:
            self._written(scene)
        self._show(scene)
        bookmark.stack = scene.stack.written()
        uow.places.put(incoming.chat, incoming.account, bookmark, now=now)
        return Outcome(plain(scene.note)[:200] if incoming.kind == "tap" else "")

    def _turn(self, uow: UnitOfWork, incoming: Incoming, person: Person | None, now: datetime) -> Turn:
        return Turn(
            uow=uow,
            programme=self.programme,
            now=now,
            incoming=incoming,
            say=self.say(person),
            chat=incoming.chat,
            account=incoming.account,
            person_or_none=person,
        )

    def _tapped(self, scene: _Scene) -> None:
        """A button: go to its page, or do its action there. Whatever it claims is checked like a stranger's claim."""
        claim = address.parse(scene.turn.incoming.text)
        screen = SCREENS.get(claim.screen) if claim else None
        if claim is None or screen is None or len(claim.args) > len(screen.args):
            scene.note = scene.turn.say(str(Stale()))
            return
        page = Go(claim.screen, dict(zip(screen.args, claim.args, strict=False)), push=claim.push)
        if not claim.action:
            scene.stack.go(page)
            return
        if not scene.stack.top.same(Page(page.screen, page.args)):
            scene.stack.go(replace(page, push=scene.stack.top.screen != page.screen))
        scene.turn.values, scene.turn.seen = claim.values, claim.seen
        react = getattr(screen, f"tap_{claim.action}", None)
        if react is None:
            scene.note = scene.turn.say(str(Stale()))
            return
        self._react(scene, lambda view: react(scene.turn, view))

    def _written(self, scene: _Scene) -> None:
        """A command, a button of the large keyboard, or an answer."""
        incoming = scene.turn.incoming
        if incoming.kind == "command":
            self._command(scene)
        elif incoming.kind == "text" and (go := registry.pressed(incoming.text, self.catalogues.values())):
            scene.stack.go(go, reset=True)
        elif incoming.kind == "edited":
            scene.note = scene.turn.say("The change was seen. To change an answer that is kept, write it here again")
        else:
            self._answered(scene)

    def _command(self, scene: _Scene) -> None:
        incoming = scene.turn.incoming
        if incoming.text == "start":
            self._started(scene)
            return
        command = registry.COMMANDS.get(incoming.text)
        if command is None or (command.roles and not self._has(scene.turn, command.roles)):
            scene.note = scene.turn.say("There is no command /{name}. Choose a button below", name=incoming.text)
            return
        scene.stack.go(command.goes, reset=True)

    def _started(self, scene: _Scene) -> None:
        goes = registry.started(scene.turn.incoming.payload) if scene.turn.incoming.payload else None
        if goes is None and scene.turn.incoming.payload:
            scene.note = scene.turn.say("This link is not known. Here is the first page")
        scene.stack.go(goes or Go(HOME.screen), reset=True)

    def _answered(self, scene: _Scene) -> None:
        """Typed or spoken input answers the newest question that had been delivered when it was sent."""
        turn, shown = scene.turn, self._question(scene)
        if shown is not None and Page.read(shown.place).screen in SCREENS:
            page = Page.read(shown.place)
            turn.continues = shown.row <= scene.bookmark.answered
        else:
            page = scene.stack.top
        if not SCREENS[page.screen].asks and not turn.continues:
            page = next((old for old in reversed(scene.stack.pages[:-1]) if SCREENS[old.screen].asks), page)
        if not SCREENS[page.screen].asks or not (turn.person_or_none or SCREENS[page.screen].strangers):
            scene.note = turn.say("Sorry, this is not understood yet. Choose a button below")
            return
        if turn.continues:
            self._continue(scene, page)
            return
        if not scene.stack.top.same(page):
            scene.stack.go(Go(page.screen, page.args))
        turn.seen = page.seen
        done = self._react(scene, lambda view: SCREENS[page.screen].on_answer(turn, view, self._answer(turn)))
        if done and shown is not None:
            scene.bookmark.answered = shown.row
            scene.bookmark.album = turn.incoming.album

    def _question(self, scene: _Scene) -> Shown | None:
        outbox, incoming = scene.turn.uow.outbox, scene.turn.incoming
        if incoming.album and incoming.album == scene.bookmark.album:
            found = outbox.shown_row(scene.bookmark.answered)
            if found is not None:
                return found
        if incoming.reply_to is not None:
            found = outbox.shown_as(incoming.chat, incoming.reply_to)
            if found is not None:
                return found
        return outbox.shown_before(incoming.chat, incoming.message)

    def _continue(self, scene: _Scene, page: Page) -> None:
        """A later piece of an answer that is given already: it is added there, and the present page stays."""
        turn, screen = scene.turn, SCREENS[page.screen]
        newest = turn.uow.outbox.newest(turn.chat)
        scene.edits_row = newest.row if newest else None
        if not screen.appends:
            scene.note = turn.say("Your message came before this question. Please answer it once more")
            return
        above = scene.stack
        scene.stack = Stack([page.written()])
        self._react(scene, lambda view: screen.on_answer(turn, view, self._answer(turn)))
        scene.stack = above

    def _answer(self, turn: Turn) -> Answer:
        incoming = turn.incoming
        if incoming.kind == "file" and incoming.file is not None:
            return media.receive(turn.uow, incoming.file, incoming.text, by=turn.person_or_none, now=turn.now)
        if incoming.kind == "text":
            return Answer("text", incoming.text)
        return Answer(incoming.kind, incoming.text)

    # Load, react, draw -----------------------------------------------------------------------------------------------
    def _react(self, scene: _Scene, do: Any) -> bool:
        """Load the top page and let it react; False when it was refused. A refusal undoes what the verb did."""
        turn = scene.turn
        try:
            with turn.uow.savepoint():
                screen, view, moved = self._load(scene)
                if moved:
                    return False
                if turn.seen is not None and turn.incoming.kind == "tap" and screen.revision(view) != turn.seen:
                    raise Stale
                self._follow(scene, do(view))
                return True
        except Refused as refused:
            scene.note = turn.say.why(refused)
            return False

    def _follow(self, scene: _Scene, result: Go | Back | None) -> None:
        if isinstance(result, Back):
            scene.stack.back()
            scene.note = result.note
        elif result is not None:
            scene.stack.go(result)
            scene.note = result.note
            if result.fresh:
                scene.edits_message = None
        if scene.turn.uow.people.changed:
            scene.turn.person_or_none = people.current(scene.turn.uow, scene.turn.account)
            scene.turn.say = self.say(scene.turn.person_or_none)

    def _load(self, scene: _Scene) -> tuple[Screen[Any], Any, bool]:
        """The top page's screen and view, following pages that send on to others; True when one did."""
        moved = False
        for _ in range(REDIRECTS):
            page = scene.stack.top
            screen = SCREENS.get(page.screen)
            if screen is None:
                scene.stack.go(Go(HOME.screen), reset=True)
                continue
            if not screen.strangers and not (scene.turn.person_or_none and scene.turn.person_or_none.known):
                scene.stack.go(Go("welcome.language", push=True))
                moved = True
                continue
            if screen.roles and not self._has(scene.turn, screen.roles):
                raise Refused("This part is not open to you")
            scene.turn.args, scene.turn.below = page.args, scene.stack.below.screen
            view = screen.load(scene.turn)
            if not isinstance(view, Go):
                return screen, view, moved
            moved = True
            scene.stack.go(view)
            scene.note = scene.note or view.note
        raise RuntimeError(f"pages send each other on: {scene.stack.top.screen}")

    def _has(self, turn: Turn, roles: frozenset[Any]) -> bool:
        return bool(turn.person_or_none and roles & turn.person_or_none.roles)

    def _show(self, scene: _Scene) -> None:
        """Draw the top page into the outbox. A page that cannot be shown gives way to the first page."""
        try:
            self._draw(scene)
        except Refused as refused:
            scene.note = scene.note or scene.turn.say.why(refused)
            scene.stack.go(Go(HOME.screen), reset=True)
            self._draw(scene)

    def _draw(self, scene: _Scene) -> None:
        turn = scene.turn
        screen, view, _ = self._load(scene)
        scene.stack.redraw(screen.revision(view))
        message = screen.render(view, turn.say).under(scene.note)
        page = scene.stack.top
        edits = message.keyboard is None and (message.medium is None)
        turn.uow.outbox.put(
            Outgoing(
                0,
                turn.chat,
                Lane.REPLY,
                method="edit" if edits and (scene.edits_message or scene.edits_row) else "send",
                person=turn.person_or_none.id if turn.person_or_none else None,
                content=encode(message, page, scene.stack.below),
                place=page.written(),
                message_id=scene.edits_message if edits else None,
                edits=scene.edits_row if edits and not scene.edits_message else None,
            ),
            now=turn.now,
        )

    # A group chat ----------------------------------------------------------------------------------------------------
    def _group(self, uow: UnitOfWork, incoming: Incoming, person: Person | None, now: datetime) -> Outcome:
        """Groups have their own language and no place: a tap shows its page to all, a command answers below."""
        turn = self._turn(uow, incoming, person, now)
        turn.say = self._group_say(turn)
        go = self._group_page(turn)
        if go is None or not SCREENS[go.screen].groups:
            return Outcome(plain(turn.say("Open the private chat for this")), alert=True) if go else Outcome()
        turn.args = go.args
        scene = _Scene(turn, Stack([Page(go.screen, go.args).written()]), Bookmark())
        scene.edits_message = incoming.message if incoming.kind == "tap" else None
        try:
            if not SCREENS[go.screen].strangers and (incoming.anonymous or person is None or not person.known):
                raise Refused("Only members of the group can do this. Open a private chat with me first")
            with uow.savepoint():
                self._group_act(scene, go)
                turn.say = self._group_say(turn)
                self._group_draw(scene)
        except Refused as refused:
            return Outcome(plain(self.say(person).why(refused))[:200], alert=True)
        return Outcome(plain(scene.note)[:200])

    def _group_say(self, turn: Turn) -> Say:
        """How the whole chat is spoken to; Lao until its leader chose."""
        group = turn.uow.groups.of_chat(turn.chat)
        return replace(turn.say, catalogue=self.catalogues[(group and group.chat_language) or "lo"])

    def _group_page(self, turn: Turn) -> Go | None:
        incoming = turn.incoming
        if incoming.kind == "joined":
            return Go("group.hello")
        if incoming.kind == "command":
            if incoming.text == "start" and incoming.payload:
                return registry.started(incoming.payload)
            command = registry.COMMANDS.get(incoming.text)
            return Go(f"group.{incoming.text}") if command and command.groups else None
        claim = address.parse(incoming.text) if incoming.kind == "tap" else None
        screen = SCREENS.get(claim.screen) if claim else None
        if claim is None or screen is None or len(claim.args) > len(screen.args):
            return None
        turn.values, turn.seen = claim.values, claim.seen
        return Go(claim.screen, dict(zip(screen.args, claim.args, strict=False)), note=claim.action)

    def _group_act(self, scene: _Scene, go: Go) -> None:
        screen, turn = SCREENS[go.screen], scene.turn
        if turn.incoming.kind != "tap" or not go.note:
            return
        react = getattr(screen, f"tap_{go.note}", None)
        view = screen.load(turn)
        if react is None or isinstance(view, Go):
            raise Stale
        if turn.seen is not None and screen.revision(view) != turn.seen:
            raise Stale
        result = react(turn, view)
        if isinstance(result, Go):
            scene.stack.go(result)
        if result is not None:
            scene.note = result.note

    def _group_draw(self, scene: _Scene) -> None:
        turn, page = scene.turn, scene.stack.top
        screen, turn.args = SCREENS[page.screen], page.args
        view = screen.load(turn)
        if isinstance(view, Go):
            raise Stale
        page = Page(page.screen, page.args, screen.revision(view))
        turn.uow.outbox.put(
            Outgoing(
                0,
                turn.chat,
                Lane.REPLY,
                method="edit" if scene.edits_message else "send",
                content=encode(screen.render(view, turn.say).under(scene.note), page),
                message_id=scene.edits_message,
            ),
            now=turn.now,
        )
