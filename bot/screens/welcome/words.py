"""What is still to be asked about a person, and how the answers are called."""

from __future__ import annotations

from bot.chat.address import Back, Go
from bot.chat.screen import Turn
from bot.domain.ethnic import ETHNIC
from bot.i18n import Html, Say, lines, mark
from bot.services import numbers, people
from bot.services.narrations import Share

_ANSWERS = {
    "sex": ((mark("Woman"), "woman"), (mark("Man"), "man")),
    "youth": ((mark("👍 Yes"), "yes"), (mark("✋ No"), "no")),
    "ethnic": (),
}
KEPT = (  # what everybody is promised before anything is kept
    mark("We keep your name, group and answers"),
    mark("Your group, staff and experts can see them"),
    mark("To have them shown to you or erased, ask staff any day with /ask"),
    mark("Or do it yourself any day: /mydata sends you all of it, /forget erases it"),
)
UNSAID = mark("Not said")


def about(turn: Turn, note: str = "") -> Go | Back:
    """On to the next question that was not put yet, or back to the page wanted.

    Whoever has just answered the last of them is asked for a phone number.
    """
    person = people.current(turn.uow, turn.account) or turn.person
    question = people.next_question(person)
    if question:
        return Go("welcome.about", {"question": question}, note=note)
    newcomer = person.asked != turn.person.asked and numbers.wanted(numbers.WELCOME, by=person)
    return Go("number.ask", note=note) if newcomer else Back(note=note)


def kept(contact: str, say: Say) -> Html:
    """The promises, and whom to ask where the programme has named somebody."""
    promises = lines(*(Html(f"• {say(promise)}") for promise in KEPT))
    return lines(promises, Html(f"• {whom(contact, say)}")) if contact else promises


def whom(contact: str, say: Say) -> Html:
    """Whom to ask, "" where the programme has named nobody."""
    return say("📞 Or ask {contact}", contact=contact) if contact else Html("")


def audible(share: Share, say: Say) -> Html:
    """How much of lessons and plan can be heard, "" where nothing is recorded."""
    return say("🔊 {n} of {all} pages can be heard", n=share.n, all=share.of) if share.n else Html("")


def answer_labels(question: str, say: Say) -> list[tuple[str, str]]:
    """The answers to a question as they stand on buttons, with their values."""
    if question == "ethnic":
        return [(say.pick(names), key) for key, names in ETHNIC.items()]
    return [(say(label), value) for label, value in _ANSWERS[question]]
