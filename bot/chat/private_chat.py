"""A private chat: find the page that an input belongs to, let it load and react, draw the page that comes of it."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from typing import Any

from bot.chat import above, address, aloud, behind, cut, following, pieces, registry
from bot.chat.address import Back, Go
from bot.chat.encode import encode, toast
from bot.chat.languages import Languages
from bot.chat.message import Button, Message, column, shortened
from bot.chat.scene import WHO, Outcome, Scene
from bot.chat.screen import SCREENS, Screen, Turn, page_of
from bot.chat.stack import HOME, Page, Stack
from bot.domain.delivery import Method
from bot.domain.incoming import Answer, says_something
from bot.domain.refused import Forbidden, NoRoom, Refused, Stale
from bot.i18n import bold, lines, mark, safe
from bot.services import media, people
from bot.store.outbox import Lane, Outgoing

WHILE = timedelta(minutes=5)  # in which the same word about what is no answer does not ring again
SAID_BACK = 2500  # UTF-16 units of an answer; with the first page they fit into one message
_SELDOM = ("edited", "other", "location", "contact")  # an answer
_ODD = {
    "edited": mark("The change was seen. To change an answer that is kept, write it here again"),
    "other": mark("Sorry, this is not understood yet. You can write, speak or send a photo"),
}
CONTACT = "number.ask"  # the page that one's own phone number is for, wherever it is sent
REDIRECTS = 5  # pages that send on to others; more is a loop of the program's own making


class PrivateChat:
    """Answers what one person says to the bot alone. A stack of pages is where they are."""

    def __init__(self, languages: Languages) -> None:
        self.languages = languages

    def take(self, turn: Turn) -> Outcome:
        """Answer one update: take up the bookmark, go or react, show the page, put the bookmark back."""
        bookmark = turn.uow.bookmarks.take(turn.chat, turn.account)
        scene = Scene(turn, Stack(bookmark.stack), bookmark, language=turn.say.language)
        if turn.incoming.kind == "tap":
            self._edits(scene)
            self._tapped(scene)
        else:
            self._written(scene)
        self._show(scene)
        bookmark.stack, bookmark.page = scene.stack.written(), scene.stack.top.address
        turn.uow.bookmarks.put(turn.chat, turn.account, bookmark, now=turn.now)
        following.follow(turn, self.languages)
        tells = scene.unchanged and turn.incoming.kind == "tap"
        return Outcome(toast(scene.note) if tells else "", forget=scene.secret)

    def _edits(self, scene: Scene) -> None:
        """A tap edits the message that it stands on, or what has taken its place meanwhile."""
        turn = scene.turn
        scene.edits_message = turn.incoming.message
        if turn.incoming.message and above.gone(scene, turn.incoming.message):
            newest = turn.uow.shown_pages.newest(turn.chat)
            scene.edits_message, scene.edits_row = None, newest.root if newest else None

    def _tapped(self, scene: Scene) -> None:
        """A button: go to its page, or do its action there. Whatever it claims is checked like a stranger's claim."""
        pieces.stop(scene.bookmark)
        claim = address.read(scene.turn.incoming.text)
        page = page_of(claim)
        if claim is None or page is None:
            scene.note, scene.unchanged = scene.turn.say(str(Stale())), True
            return
        if not claim.action:
            scene.go(page)
            return
        if not scene.stack.top.same(Page(page.screen, page.args)) and scene.go(
            replace(page, push=scene.stack.top.screen != page.screen)
        ):
            return
        scene.turn.values, scene.turn.seen = claim.values, claim.seen
        react = getattr(SCREENS[page.screen], f"tap_{claim.action}", None)
        if react is None:
            scene.note, scene.unchanged = scene.turn.say(str(Stale())), True
            return
        self._react(scene, lambda view: react(scene.turn, view))

    def _written(self, scene: Scene) -> None:
        """A command, a button of the large keyboard, or an answer."""
        incoming = scene.turn.incoming
        scene.repeats = incoming.kind in _SELDOM
        if incoming.kind == "command":
            pieces.stop(scene.bookmark)
            self._command(scene)
        elif incoming.kind == "text" and (go := registry.pressed(incoming.text, self.languages.catalogues.values())):
            pieces.stop(scene.bookmark)
            scene.go(go, reset=True)
        elif incoming.kind in _ODD:
            scene.secret = True  # nobody knows for which page it was
            scene.note = scene.turn.say(_ODD[incoming.kind])
        else:
            self._answered(scene)

    def _command(self, scene: Scene) -> None:
        incoming, turn = scene.turn.incoming, scene.turn
        ours = incoming.to(turn.programme.username)
        if ours and incoming.text == "start":
            self._started(scene)
            return
        command = registry.named(incoming.text) if ours else None
        if command is None or (command.roles and not turn.has(command.roles)):
            name = incoming.text if ours else f"{incoming.text}@{incoming.addressee}"
            scene.note = turn.say("There is no command /{name}. Choose a button below", name=name)
            return
        scene.secret = SCREENS[command.goes.screen].confidential
        asked = scene.go(command.goes, reset=True)
        if command.answers and not asked and says_something(incoming.payload):
            screen, answer = SCREENS[command.goes.screen], Answer("text", incoming.payload)
            self._react(scene, lambda view: screen.on_answer(turn, view, answer))

    def _started(self, scene: Scene) -> None:
        goes = registry.started(scene.turn.incoming.payload) if scene.turn.incoming.payload else None
        if goes is None and scene.turn.incoming.payload:
            scene.note = scene.turn.say("This link is not known. Here is the first page")
        scene.go(goes or Go(HOME.screen), reset=True)

    def _answered(self, scene: Scene) -> None:
        """Typed or spoken input answers the newest question that can have been in view when it was sent."""
        turn = scene.turn
        shown = pieces.question(turn.uow.shown_pages, turn.incoming, scene.bookmark)
        turn.flows = pieces.flows(scene.bookmark)
        page = Page.read(shown.page) if shown else scene.stack.top
        if not page.known or (shown is None and scene.stack.lost):
            self._keep(scene)
            return
        if turn.incoming.kind == "contact":
            scene.secret = True  # a phone number, whoever's it is
            if turn.incoming.own:
                page, shown = Page(CONTACT, {}), None
        turn.continues = shown is not None and shown.row <= scene.bookmark.answered
        if not SCREENS[page.screen].asks and not turn.continues:
            page = next((old for old in reversed(scene.stack.pages[:-1]) if SCREENS[old.screen].asks), page)
        if not SCREENS[page.screen].asks or not (turn.person_or_none or SCREENS[page.screen].strangers):
            scene.note = turn.say("Sorry, this is not understood yet. Choose a button below")
            return
        scene.secret = scene.secret or SCREENS[page.screen].confidential
        if turn.continues:
            self._continue(scene, page)
            return
        if not scene.stack.top.same(page) and scene.go(Go(page.screen, page.args)):
            return
        turn.seen = page.seen
        if self._taken_up(scene, SCREENS[page.screen]) and shown is not None:
            scene.bookmark.answered = shown.row
            scene.bookmark.album = pieces.mark(turn.incoming)

    def _keep(self, scene: Scene) -> None:
        """An answer to a page that this version does not have: nothing else is answered with it.

        A file is fetched like any other, words are said back, and both can be sent again from home.
        """
        turn = scene.turn
        scene.stack.go(Go(HOME.screen), reset=True)
        try:
            answer = self._answer(turn)
        except Refused as refused:
            scene.note = lines(turn.say.why(refused), safe(shortened(turn.incoming.text, SAID_BACK)))
            return
        lost = turn.say("The page with this question is not there any more. What you sent is not lost: send it again")
        scene.note = lines(lost, safe(cut.brief(answer.text, SAID_BACK)))

    def _continue(self, scene: Scene, page: Page) -> None:
        """A later piece of an answer that is given already: it is added there, and the present page stays.

        It is shown again where it stands above the piece, for what became of it is said there.
        """
        turn, screen = scene.turn, SCREENS[page.screen]
        newest = turn.uow.shown_pages.newest(turn.chat)
        above = newest is not None and newest.message_id is not None and newest.message_id < turn.incoming.message
        scene.edits_row = newest.root if newest and not (above and pieces.flows(scene.bookmark)) else None
        turn.beside = Go(scene.stack.top.screen, scene.stack.top.args)
        if not screen.appends:
            scene.note = turn.say("Your message came before this question. Please answer it once more")
            return
        present = scene.stack
        scene.stack = Stack([page.written()])
        if self._taken_up(scene, screen):
            scene.bookmark.album = pieces.mark(turn.incoming)
        scene.stack = present

    def _taken_up(self, scene: Scene, screen: Screen[Any]) -> bool:
        """Let a page take up the answer; where there is no room for its file, the words beside it, or say them back."""
        turn = scene.turn
        try:
            return self._react(scene, lambda view: self._give(turn, screen, view))
        except NoRoom as refused:
            full, words = turn.say.why(refused), turn.incoming.text
        if not says_something(words):
            scene.note = full
            return False
        kept = self._react(scene, lambda view: screen.on_answer(turn, view, Answer("text", words)))
        rest = turn.say("Your words are kept") if kept else safe(shortened(words, SAID_BACK))
        scene.note = lines(full, rest, scene.note)
        return kept

    def _give(self, turn: Turn, screen: Screen[Any], view: object) -> Go | Back | None:
        answer = self._answer(turn)
        goes = screen.on_answer(turn, view, answer)
        if answer.medium is not None:
            media.plan_has_room(turn.uow, answer.medium, turn.programme.room)
        return goes

    def _answer(self, turn: Turn) -> Answer:
        incoming = turn.incoming
        if incoming.kind == "file" and incoming.file is not None:
            caption = incoming.text if says_something(incoming.text) else ""
            if turn.person_or_none is not None:
                media.person_has_room(
                    turn.uow, incoming.file, turn.programme.room, turn.say.zone, by=turn.me, now=turn.now
                )
            return media.receive(
                turn.uow, incoming.file, caption, by=turn.person_or_none, now=turn.now, marks=incoming.marks
            )
        if incoming.kind == "text" and not says_something(incoming.text):
            raise Refused("There is nothing to read in your message. Please write or speak your answer")
        if incoming.kind == "text":
            return Answer("text", incoming.text, marks=incoming.marks)
        return Answer(incoming.kind, incoming.text, own=incoming.own)

    # Load, react, draw -----------------------------------------------------------------------------------------------
    def _react(self, scene: Scene, do: Any) -> bool:
        """Load the top page and let it react; False when it was refused. A refusal undoes what the verb did."""
        turn = scene.turn
        try:
            with turn.uow.savepoint():
                screen, view, moved = self._load(scene)
                if moved:
                    return False
                if turn.seen is not None and turn.incoming.kind == "tap" and screen.revision(view) != turn.seen:
                    raise Stale
                scene.stack.front()
                self._follow(scene, do(view))
                return True
        except NoRoom:
            turn.changed.clear()
            raise
        except Refused as refused:
            scene.note, scene.unchanged = turn.say.why(refused), True
            turn.changed.clear()
            return False

    def _follow(self, scene: Scene, result: Go | Back | None) -> None:
        if isinstance(result, Back):
            scene.stack.back()
            scene.note = result.note
        elif result is not None:
            scene.go(result)
            scene.note, scene.regrets = result.note, result.regrets
            scene.fresh = scene.fresh or result.fresh
        if scene.turn.uow.people.changed:
            scene.turn.person_or_none = people.current(scene.turn.uow, scene.turn.account)
            scene.turn.say = self.languages.of(scene.turn.person_or_none)

    def _load(self, scene: Scene) -> tuple[Screen[Any], object, bool]:
        """The top page's screen and view, following pages that send on to others; True when one did."""
        moved = False
        for _ in range(REDIRECTS):
            page = scene.stack.top
            screen = SCREENS.get(page.screen)
            if screen is None:
                scene.stack.go(Go(HOME.screen), reset=True)
                continue
            if scene.turn.frozen and not screen.frozen:
                scene.stack.go(Go("phone.frozen", push=True))
                moved = True
                continue
            if not screen.strangers and not (scene.turn.person_or_none and scene.turn.person_or_none.known):
                scene.stack.go(Go("welcome.language", push=True))
                moved = True
                continue
            if screen.roles and not scene.turn.has(screen.roles):
                raise Forbidden
            scene.turn.args, scene.turn.below = page.args, scene.stack.below.screen
            view = screen.load(scene.turn)
            if not isinstance(view, Go):
                return screen, view, moved
            moved = True
            scene.stack.go(view)
            if view.note and not scene.note:  # why the page that was asked for is not there
                scene.note, scene.unchanged = view.note, True
        raise RuntimeError(f"pages send each other on: {scene.stack.top.screen}")

    def _show(self, scene: Scene) -> None:
        """Draw the top page into the outbox. A page that cannot be shown gives way to the first page."""
        try:
            self._draw(scene)
        except Refused as refused:
            scene.note = scene.note or scene.turn.say.why(refused)
            scene.unchanged = True
            scene.stack.go(Go(HOME.screen), reset=True)
            self._draw(scene)

    def _named(self, scene: Scene, message: Message) -> Message:
        """On a shared phone a page that speaks for one person says for whom, and lets somebody else speak."""
        if not scene.shared:
            return message
        say = scene.turn.say
        other = Button(say("👥 I am somebody else"), Go(WHO, push=True))
        return replace(message.under(bold(f"👤 {scene.turn.person.name}")), rows=[*message.rows, [other]])

    def _draw(self, scene: Scene) -> None:
        turn = scene.turn
        screen, view, _ = self._load(scene)
        scene.stack.redraw(screen.revision(view))
        page, offer = scene.stack.top, aloud.of(turn, screen, view)
        message = aloud.with_button(
            self._named(scene, screen.render(view, turn.say)).under(scene.note), offer, turn.say
        )
        message = aloud.with_regret(message, offer, turn, scene.bookmark)
        if scene.regrets and message.keyboard is None:
            undo = column(Button(label, tap) for label, tap in scene.regrets)
            message = replace(message, rows=[*undo, *message.rows])
        content = encode(behind.drawn(message, page, turn.say), page, scene.stack.below)
        if (scene.repeats or scene.edits_row is not None) and self._stands(turn, content):
            return  # each photo of an album is added, and the page says so once
        fresh = above.put(scene, screen, view, message) or scene.fresh or message.medium is not None
        edits = not fresh and bool(scene.edits_message or scene.edits_row)
        turn.uow.outbox.put(
            Outgoing(
                0,
                turn.chat,
                Lane.REPLY,
                method=Method.EDIT if edits else Method.SEND,
                person=turn.person_or_none.id if turn.person_or_none else None,
                content=content,
                page=page.written(),
                message_id=scene.edits_message if edits else None,
                edits=scene.edits_row if edits and not scene.edits_message else None,
            ),
            now=turn.now,
        )
        if fresh:
            above.take_away(scene)
        aloud.follow(turn, page, offer, scene.bookmark)

    def _stands(self, turn: Turn, content: dict[str, object]) -> bool:
        """Whether these very words were sent just now: the second photo of an album, say, sends them no more."""
        newest = turn.uow.shown_pages.newest(turn.chat)
        if newest is None or turn.now - newest.at >= WHILE:
            return False
        return turn.uow.shown_pages.content_of(newest.row) == content
