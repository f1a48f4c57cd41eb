"""JSON of plans without some people, and without the files that they sent."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from bot.domain.people import FORMER

_SIGNS = {"voice": "🎤", "audio": "🎤", "video": "🎬", "photo": "📷"}


class Cleaning:
    """Whom and which files to take out; what helpers `said` beside these stays as words."""

    def __init__(self, people: set[int], name: str, files: set[int], said: Mapping[int, str]) -> None:
        self.people, self.name, self.files, self.said = people, name, files, said

    def of(self, value: object) -> object:
        """The same without them; nothing else is changed."""
        if isinstance(value, list):
            return [self.of(one) for one in value]
        if not isinstance(value, dict):
            return value
        if "kind" in value and value.get("medium") in self.files:
            return self._words(value)
        made = {key: self.of(one) for key, one in value.items()}
        if made.get("author") in self.people:
            made |= {"author": None, "name": ""}
        for owner in ("owner", "owner_id"):
            if made.get(owner) in self.people:
                made |= {owner: None, "who": FORMER}
        if self.name:
            self._by_name(made)
        return self._listed(made)

    def _by_name(self, made: dict[str, Any]) -> None:
        """Where only the name says who it was: who does a piece of work, who has not answered, who objects."""
        if made.get("who") == self.name:
            made["who"] = FORMER
        if isinstance(made.get("waiting"), list):
            made["waiting"] = [FORMER if one == self.name else one for one in made["waiting"]]
        for one in made.get("objections") or ():
            if isinstance(one, dict) and one.get("name") == self.name:
                one |= {"name": FORMER, "reason": "", "medium": None}

    def _listed(self, made: dict[str, Any]) -> dict[str, object]:
        """People who were named in a list."""
        chosen = (made.get("value") or {}).get("people") if isinstance(made.get("value"), dict) else None
        before = chosen if isinstance(chosen, list) else []
        if any(self._is(one) for one in before) and isinstance(made.get("text"), str) and self.name:
            made["text"] = made["text"].replace(self.name, FORMER)
        if isinstance(made.get("people"), list):
            made["people"] = [{"name": FORMER} if self._is(one) else one for one in made["people"]]
        return made

    def _is(self, one: object) -> bool:
        return isinstance(one, dict) and (one.get("id") in self.people or one.get("name") == FORMER)

    def _words(self, part: Mapping[str, Any]) -> dict[str, object]:
        """A voice or a photo that goes: its caption and what a helper wrote; where there is nothing, its sign."""
        words = [part.get("text", ""), self.said.get(part["medium"], "")]
        return {"kind": "text", "text": "\n".join(filter(None, words)) or f"{_SIGNS.get(part['kind'], '📎')} …"}


def renamed(value: object, name: str) -> object:
    """JSON without a name, wherever it stands."""
    if isinstance(value, str):
        return value.replace(name, FORMER)
    if isinstance(value, list):
        return [renamed(one, name) for one in value]
    return {key: renamed(one, name) for key, one in value.items()} if isinstance(value, dict) else value
