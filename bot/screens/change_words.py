"""How it is said what changed in a plan: old and new, step by step and action by action."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from bot.chat.message import shortened
from bot.content.form import Form
from bot.domain.plans import Action, Answer
from bot.i18n import Html, Say, bold, lines, mark, paragraphs, safe
from bot.screens.plan_actions import FIELDS
from bot.screens.plan_words import action_line, parts_words, within
from bot.services.snapshots import Change

_MONEY = ("cost", "own")
_NOTHING = mark("nothing")
_ROOM = 3500  # UTF-16 units of what changed in a version, in its message


def version_changed(number: int, changes: Iterable[Change], form: Form, say: Say) -> Html:
    """What version `number` says that the one before it did not, as a page."""
    told = changed(changes, form, say, room=_ROOM) or say("Nothing has changed")
    head = say("Version {v}: what has changed since version {before}", v=number, before=number - 1)
    return paragraphs(bold(head), told)


def changed(changes: Iterable[Change], form: Form, say: Say, *, room: int) -> Html:
    """All changes one below the other, in at most `room` UTF-16 units."""
    found = tuple(changes)
    return within(room, lambda letters: paragraphs(*(_change(one, form, say, letters) for one in found)))


def _change(change: Change, form: Form, say: Say, letters: int) -> Html:
    if change.moved:
        return bold(say("🔨 The work is in another order"))
    one = change.new or change.old
    if isinstance(one, Action):
        return _action(change, say, letters)
    if isinstance(one, Answer):
        step = form.step(change.step)
        return lines(
            bold(f"{step.number}. {step.title(say.language)}" if step else one.step), *_both(change, say, letters)
        )
    return lines(bold(say("Name of the plan")), *_both(change, say, letters))


def _both(change: Change, say: Say, letters: int) -> list[Html]:
    """What was there, and what is there now."""
    old, new = (_words(one, say, letters) for one in (change.old, change.new))
    return [say("Before: {old}", old=old), say("Now: {new}", new=new)]


def _words(one: str | Answer | Action | None, say: Say, letters: int) -> Html:
    if isinstance(one, Answer):
        return parts_words(one.parts, say, letters)
    return say(_NOTHING) if one is None else safe(shortened(str(one), max(letters, 8)))


def _action(change: Change, say: Say, letters: int) -> Html:
    old, new = change.old, change.new
    if not isinstance(new, Action):
        assert isinstance(old, Action)
        return say("➖ Taken out: {what}", what=action_line(old, say, letters))
    if not isinstance(old, Action):
        return say("➕ New: {what}", what=action_line(new, say, letters))
    fields = (_field(name, old, new, say, letters) for name in change.fields)
    return lines(bold(f"🔨 {shortened(new.what, max(letters, 8))}"), *fields)


def _field(name: str, old: Action, new: Action, say: Say, letters: int) -> Html:
    before, after = (_value(name, getattr(one, name), say, letters) for one in (old, new))
    return Html(f"{say(FIELDS[name])}: {before} → {after}")


def _value(name: str, value: str | int | date | None, say: Say, letters: int) -> Html:
    if value in (None, ""):
        return say(_NOTHING)
    if isinstance(value, date):
        return Html(say.day(value))
    if isinstance(value, int):
        return Html(say.money(value)) if name in _MONEY else Html(say.number(value))
    return safe(shortened(str(value), max(letters, 8)))
