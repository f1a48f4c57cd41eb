"""A group chat: its own language and no bookmark; a tap shows its page to all, a command answers below."""

from __future__ import annotations

from dataclasses import replace

from bot.chat import address, registry
from bot.chat.address import Go
from bot.chat.encode import encode, toast
from bot.chat.languages import Languages
from bot.chat.scene import Outcome, Scene
from bot.chat.screen import SCREENS, Turn, page_of
from bot.chat.stack import Page, Stack
from bot.domain.delivery import Method
from bot.domain.refused import Forbidden, Refused, Stale
from bot.i18n import Say, plain
from bot.services.groups import loose_chats
from bot.store.bookmarks import Bookmark
from bot.store.outbox import Lane, Outgoing


class GroupChat:
    """Answers what is said in group chats; only pages that live there are shown, and nothing private."""

    def __init__(self, languages: Languages) -> None:
        self.languages = languages

    def take(self, turn: Turn) -> Outcome:
        """Answer one update; whom it is not open to gets an alert that nobody else sees."""
        turn.say = self._say(turn)
        try:
            go = self._page(turn)
        except Stale as stale:
            return self._refused(turn, stale)
        if go is None or not SCREENS[go.screen].groups:
            return Outcome(plain(turn.say("Open the private chat for this")), alert=True) if go else Outcome()
        turn.args = go.args
        scene = Scene(turn, Stack([Page(go.screen, go.args, part=go.part).written()]), Bookmark())
        scene.edits_message = turn.incoming.message if turn.incoming.kind == "tap" else None
        try:
            self._check(turn, go)
            with turn.uow.savepoint():
                self._act(scene, go)
                turn.say = self._say(turn)
                self._draw(scene)
        except Refused as refused:
            return self._refused(turn, refused)
        return Outcome(toast(scene.note), forget=SCREENS[go.screen].confidential)

    def _refused(self, turn: Turn, refused: Refused) -> Outcome:
        return Outcome(toast(self.languages.of(turn.person_or_none).why(refused)), alert=True)

    def _say(self, turn: Turn) -> Say:
        return self.languages.of_chat(turn.uow.groups.of_chat(turn.chat))

    def _page(self, turn: Turn) -> Go | None:
        incoming = turn.incoming
        if incoming.kind == "joined":
            loose_chats.arrived(turn.uow, turn.chat, now=turn.now)
            return Go("group_chat.hello")
        if not incoming.to(turn.programme.username):
            return None
        if incoming.kind == "command":
            if incoming.text == "start" and incoming.payload:
                return registry.started(incoming.payload)
            command = registry.named(incoming.text)
            if command and command.aside:
                return Go(command.aside)
            return Go(f"group_chat.{command.name}") if command and command.groups else None
        if incoming.kind != "tap":
            return None
        claim = address.read(incoming.text)
        page = page_of(claim)
        if claim is None or page is None:
            raise Stale
        turn.values, turn.seen = claim.values, claim.seen
        return replace(page, note=claim.action)

    def _check(self, turn: Turn, go: Go) -> None:
        known = turn.person_or_none is not None and turn.person_or_none.known and not turn.incoming.anonymous
        if not (known or SCREENS[go.screen].strangers):
            raise Forbidden("Only members of the group can do this. Open a private chat with me first")
        if turn.frozen:
            raise Forbidden("This phone is not open at present. Open a private chat with me to see why")
        if SCREENS[go.screen].personal and go.note and turn.uow.people.shared(turn.account):
            raise Refused("Several people use this phone. Please answer in the private chat with me")

    def _act(self, scene: Scene, go: Go) -> None:
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

    def _draw(self, scene: Scene) -> None:
        turn, page = scene.turn, scene.stack.top
        screen, turn.args = SCREENS[page.screen], page.args
        view = screen.load(turn)
        if isinstance(view, Go):
            raise Stale
        page = replace(page, seen=screen.revision(view))
        content = encode(screen.render(view, turn.say).under(scene.note), page)
        if turn.incoming.thread is not None:
            content["thread"] = turn.incoming.thread
        turn.uow.outbox.put(
            Outgoing(
                0,
                turn.chat,
                Lane.REPLY,
                method=Method.EDIT if scene.edits_message else Method.SEND,
                content=content,
                message_id=scene.edits_message,
            ),
            now=turn.now,
        )
