"""The language of a group chat: asked when it is linked, and changed on any day."""

from __future__ import annotations

from bot.chat.address import Go, Tap
from bot.chat.message import Button, Message
from bot.chat.screen import Screen, Turn
from bot.domain.refused import Stale
from bot.i18n import LANGUAGES, Say, lines, mark
from bot.services.groups import groups

_CHAT_LANGUAGE = mark("Which language shall be spoken here?")


class Language(Screen[None]):
    name = "group_chat.language"
    groups = True

    def load(self, turn: Turn) -> None:
        return None

    def render(self, view: None, say: Say) -> Message:
        names = [Button(label, Tap("choose", (code,))) for code, label in LANGUAGES.items()]
        other = "" if say.language == "en" else _CHAT_LANGUAGE
        asked = say(_CHAT_LANGUAGE)
        return Message(lines(say("The leader chooses the language of this chat"), other), [names], asks=asked)

    def tap_choose(self, turn: Turn, view: None) -> Go:
        group, language = turn.uow.groups.of_chat(turn.chat), str(turn.value())
        if group is None or language not in LANGUAGES:
            raise Stale
        groups.choose_chat_language(turn.uow, group.id, language, by=turn.person)
        return Go("group_chat.hello")
