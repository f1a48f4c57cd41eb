"""What was set in the chat, put over what the environment and the content say."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import time, timedelta

from bot.chat.address import number
from bot.chat.screen import Programme
from bot.domain import setup
from bot.domain.agreements import Needed
from bot.domain.rounds import Rules
from bot.services.media import Room


def first(programme: Programme) -> Mapping[str, str]:
    """The values that hold where nothing was set in the chat."""
    base = programme.base or programme
    reminders = base.library.reminders
    return {
        "contact": base.contact,
        "timezone": base.zone,
        "quiet": f"{reminders.quiet_from:%H:%M}-{reminders.quiet_until:%H:%M}",
        "morning": f"{reminders.at:%H:%M}",
        "evening": f"{reminders.later:%H:%M}",
        "agreement": base.agreement.value,
        "ask_second_above": str(base.ask_second_above),
        "media_person": str(base.room.person),
        "media_plan": str(base.room.plan),
        "decision_minutes": str(base.rules.waits // timedelta(minutes=1)),
        "return_days": str(base.rules.days),
    }


def applied(programme: Programme, chosen: Mapping[str, str]) -> Programme:
    """The programme as it holds with what was set in the chat."""
    base = programme.base or programme
    if not chosen:
        return base
    held = {**first(base), **chosen}
    quiet_from, quiet_until = setup.hours(held["quiet"])
    at, later = time.fromisoformat(held["morning"]), time.fromisoformat(held["evening"])
    reminders = replace(base.library.reminders, quiet_from=quiet_from, quiet_until=quiet_until)
    reminders = replace(reminders, hour=at.hour, minute=at.minute, evening=later)
    return replace(
        base,
        base=base,
        library=replace(base.library, reminders=reminders),
        contact=held["contact"],
        zone=held["timezone"],
        agreement=Needed(held["agreement"]),
        ask_second_above=number(held["ask_second_above"]),
        room=Room(number(held["media_person"]), number(held["media_plan"])),
        rules=Rules(number(held["return_days"]), timedelta(minutes=number(held["decision_minutes"]))),
        names=_texts("name", held),
        welcome=_texts("welcome", held),
    )


def _texts(name: str, held: Mapping[str, str]) -> Mapping[str, str]:
    return {language: held[f"{name}_{language}"] for language in ("lo", "en") if held.get(f"{name}_{language}")}
