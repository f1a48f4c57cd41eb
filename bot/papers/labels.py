"""The words on the papers, in every language that a paper speaks."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from bot.i18n import Say, mark, mark_plural, plain

# {names} are filled in by the paper itself (documents/paper.py).
_LABELS = {
    "project": mark("Project"),
    "round": mark("Round"),
    "leader": mark("Group leader"),
    "members": mark("Members"),
    "sent_on": mark("Sent on"),
    "changed_on": mark("Last changed on"),
    "version": mark("Version {n}"),
    "draft": mark("Draft of version {n}"),
    "scan": mark("Open in Phaen"),
    "voice": mark("Spoken answer, {length}"),
    "video": mark("Video, {length}"),
    "file": mark("A file, to be opened in Phaen"),
    "no_photo": mark("This photo cannot be shown"),
    "photo_waits": mark("This photo has not arrived yet"),
    "rest": mark("The rest stands in Phaen"),
    "no_answer": mark("Not answered yet"),
    "translated": mark("Translated by {name}"),
    "written_down": mark("Written down by {name}"),
    "changed": mark("Changed since version {n}"),
    "new": mark("New"),
    "actions": mark("The work to do"),
    "what": mark("Work"),
    "who": mark("Who"),
    "start": mark("Start"),
    "due": mark("Due"),
    "cost": mark("Cost"),
    "own": mark("Group pays"),
    "total": mark("Total"),
    "sign": mark("How we will know"),
    "timeline": mark("Timeline"),
    "money": mark("Money"),
    "asked": mark("Asked for"),
    "kip": mark("kip"),
    "agreement": mark("Agreement to version {n}"),
    "agreement_now": mark("Agreement so far"),
    "counted": mark("Women {women}, men {men}"),
    "counted_unsaid": mark("Women {women}, men {men}, not said {unsaid}"),
}
_COUNTED = {
    "agreed": mark_plural("{agree} of {of} person agrees", "{agree} of {of} people agree"),
    "by_phone": mark_plural("{n} on their phone", "{n} on their phones"),
    "told": mark_plural("{n} told to the leader", "{n} told to the leader"),
    "more": mark_plural("and {n} more piece of work", "and {n} more pieces of work"),
    "people": mark_plural("{n} member", "{n} members"),
}


def labels(say: Say) -> Mapping[str, str]:
    """Every label in one language."""
    return {name: plain(say(label)) for name, label in _LABELS.items()}


def counted(say: Say) -> Mapping[str, Callable[[int], str]]:
    """Every label with a number in one language: what gives its form for the number."""
    return {name: say.catalogue.forms(*forms) for name, forms in _COUNTED.items()}
