"""What comes before a page in messages of its own: the large keyboard, a lesson's picture, files to be looked at.

A message of Telegram carries either buttons or the large keyboard, and a text cannot become a picture. So a page that
brings one of them is sent anew below it, and the message that was tapped is taken away: nobody has two live copies.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from bot.chat.encode import encode
from bot.chat.message import Message
from bot.chat.scene import Scene
from bot.chat.screen import SCREENS, Screen
from bot.chat.stack import HOME
from bot.domain.delivery import Method
from bot.services import pictures
from bot.store.outbox import Lane, Outgoing

_OWN = "…"  # instead of the labels: the page has keys of its own


def put(scene: Scene, screen: Screen[Any], view: object, message: Message) -> bool:
    """Write what comes before the page that is about to be drawn; whether it has to be a message of its own.

    A page with keys of its own takes the place of the large keyboard, which comes back with the next one.
    """
    if message.keyboard is not None:
        scene.bookmark.above["keyboard"] = [_OWN]
        return True
    keyboard, lesson = _keyboard(scene), _picture(scene, screen, view)
    if keyboard is not None:
        _send(scene, encode(keyboard, HOME, turns=False))
    if lesson:
        _send(scene, pictures.content(lesson))
    files = _files(scene, screen, view)
    for content in files:
        _send(scene, dict(content))
    return keyboard is not None or bool(lesson or files)


def take_away(scene: Scene) -> None:
    """Take away the message that a new one has replaced. A second tap on it acts on what took its place."""
    message, row = scene.edits_message, scene.edits_row
    if message:
        scene.bookmark.above["gone"] = message
    if message or row:
        _put(scene, Outgoing(0, scene.turn.chat, Lane.REPLY, method=Method.DELETE, message_id=message, edits=row))


def gone(scene: Scene, message: int) -> bool:
    """Whether a message was taken away, as the first half of a double tap does."""
    return bool(scene.bookmark.above.get("gone") == message)


def _keyboard(scene: Scene) -> Message | None:
    """The large keyboard where the chat has another one, or none yet on the first page, or /menu asks for it."""
    turn, above = scene.turn, scene.bookmark.above
    person, home = turn.person_or_none, scene.stack.top.screen == HOME.screen
    spoken = turn.say.language != scene.language
    if not (person and person.known) or turn.frozen or not (home or spoken or above.get("keyboard")):
        return None
    labels = SCREENS[HOME.screen].keys(turn)
    if not labels or (labels == above.get("keyboard") and not (home and turn.incoming.kind == "command")):
        return None
    above["keyboard"] = labels
    return SCREENS[HOME.screen].keyboard(turn)


def _picture(scene: Scene, screen: Screen[Any], view: object) -> str:
    """The lesson whose picture comes above the page: once, unless the page is asked for anew by words."""
    turn, above, lesson = scene.turn, scene.bookmark.above, screen.picture(view)
    if not lesson or turn.say.light or (turn.incoming.kind == "tap" and above.get("picture") == lesson):
        return ""
    above["picture"] = lesson
    return lesson


def _files(scene: Scene, screen: Screen[Any], view: Any) -> Sequence[Mapping[str, object]]:
    """The files above the page: once, until others stand there, or none where the page names another key."""
    found, above = screen.files(view), scene.bookmark.above
    if not found.key or above.get("files") == found.key:
        return ()
    above["files"] = found.key
    return found.contents


def _send(scene: Scene, content: dict[str, object]) -> None:
    _put(scene, Outgoing(0, scene.turn.chat, Lane.REPLY, content=content))


def _put(scene: Scene, row: Outgoing) -> None:
    row.person = scene.turn.person_or_none.id if scene.turn.person_or_none else None
    scene.turn.uow.outbox.put(row, now=scene.turn.now)
