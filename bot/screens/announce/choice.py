"""The value of a condition is chosen, by its button or its name: a province, a group, a round, so many days."""

from __future__ import annotations

import zlib
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import ClassVar

from bot.chat import address
from bot.chat.address import Go, Tap
from bot.chat.message import Button, Message, column, row
from bot.chat.screen import Screen, Turn
from bot.chat.typed import only_text, paged
from bot.content.locations import District, Province
from bot.content.text import Text
from bot.domain.announcements import DRAFT
from bot.domain.audiences import LAST, Condition, Kind
from bot.domain.groups import GroupState
from bot.domain.incoming import Answer
from bot.domain.people import STAFF
from bot.domain.refused import Missing, Refused, Stale
from bot.i18n import LANGUAGES, Html, Say, bold, lines, mark, plain
from bot.screens.announce.conditions import AND, NOT, add, condition
from bot.screens.announce.views import announcement_id
from bot.services import search
from bot.services.announcements import announcements, audiences
from bot.store.announcements import Announcement
from bot.understand import names

_FEW, _PAGE = 7, 5  # buttons of a list that is not turned; of one page, beside those that turn it
_MANY = 20  # from so many on it is said that a name can be written
_NONE = "-"  # stands in an address where there are no words, or no sign
_DAYS = (7, 14, 30, 60, 90, 180)  # without a sign of life
_OF_ROUNDS = (Kind.ROUND, Kind.UNPLANNED, Kind.SUBMITTED, Kind.RETURNED)
_BY_NAME = (Kind.PROVINCE, Kind.DISTRICT, Kind.PROJECT, Kind.GROUP)  # in a dictionary's order
_SHORT = 6  # letters of a value that a button carries as it is
_ALIKE = 12  # values that only sound like the words
ASKED = {
    Kind.PROVINCE: mark("Which province?"),
    Kind.DISTRICT: mark("Which district?"),
    Kind.PROJECT: mark("Which project?"),
    Kind.GROUP: mark("Which group?"),
    Kind.LANGUAGE: mark("Only people who read one language?"),
    Kind.ROUND: mark("In which round?"),
    Kind.UNPLANNED: mark("In which round?"),
    Kind.SUBMITTED: mark("In which round?"),
    Kind.RETURNED: mark("In which round?"),
    Kind.RESTS: mark("At which item does the plan rest?"),
    Kind.UNREAD: mark("Which lesson?"),
    Kind.UNANSWERED: mark("Which announcement?"),
    Kind.SILENT: mark("Not heard from for how long?"),
    Kind.ROLE: mark("Experts or staff?"),
}


@dataclass(frozen=True, slots=True)
class Choice:
    """A value, what stands on its button, and everything by which somebody may look for it."""

    value: str
    label: Html | str
    names: tuple[str, ...]

    @property
    def code(self) -> str:
        """The value as a button carries it; names of projects are words of any length."""
        short = len(self.value) <= _SHORT and self.value.isascii() and self.value.isalnum()
        return self.value if short else f"x{zlib.crc32(self.value.encode()):x}"


@dataclass(frozen=True, slots=True)
class ChoiceView:
    item: Announcement
    kind: Kind
    sign: str
    choices: tuple[Choice, ...]  # all of them, as older buttons number them
    words: str  # that were typed, as an address carries them
    found: tuple[Choice, ...]  # those that are shown, of all pages
    page: int

    def place(self, *, words: str | None = None, page: int = 0) -> dict[str, address.Value]:
        """The arguments of this page, or of one beside it."""
        words = self.words if words is None else words
        here: dict[str, address.Value] = {"announcement": self.item.id, "kind": self.kind.value}
        if not (words or page):
            return here | ({"sign": self.sign} if self.sign else {})
        here |= {"sign": self.sign or _NONE, "words": words or _NONE}
        return here | ({"page": page} if page else {})

    @property
    def room(self) -> int:
        """Signs of a button's data that are left for the words."""
        longest = max((one.code for one in self.choices), key=len, default="")
        args = tuple(self.place(words=_NONE, page=99).values())
        return address.LIMIT - len(address.tap("announce.choice", "take", args, (longest,), None)) + 1


class ChoicePage(Screen[ChoiceView]):
    """A value of one kind. Without a sign it is all that is said of the audience."""

    name = "announce.choice"
    args = ("announcement", "kind", "sign", "words", "page")
    roles = STAFF
    asks = True
    help: ClassVar[str] = mark("Choose who gets this announcement. Nothing is sent yet")

    def load(self, turn: Turn) -> ChoiceView | Go:
        item, kind = announcements.open_announcement(turn.uow, announcement_id(turn), by=turn.person), turn.word("kind")
        sign, words = turn.word("sign"), turn.word("words")
        sign, words = ("" if one == _NONE else one for one in (sign, words))
        if kind not in set(ASKED) or sign not in ("", AND, NOT):
            raise Missing
        if item.state != DRAFT:
            return Go("announce.confirm", {"announcement": item.id})
        every = _choices(turn, item, Kind(kind), sign)
        shown = _find(every, search.unpacked(words)) if words else every
        return ChoiceView(item, Kind(kind), sign, every, words, _in_order(Kind(kind), shown), turn.page)

    def render(self, view: ChoiceView, say: Say) -> Message:
        shown, page, pages = paged(view.found, view.page, _FEW if len(view.found) <= _FEW else _PAGE)
        buttons = [Button(one.label, Tap("take", (one.code,))) for one in shown]
        before = Button(say("◀ Before"), Go(self.name, view.place(page=page - 1))) if page else None
        more = Button(say("More ▶"), Go(self.name, view.place(page=page + 1))) if page < pages - 1 else None
        asked = say(ASKED[view.kind])
        if len(view.choices) >= _MANY:
            asked = lines(asked, say("Choose it or write its name"))
        rows = [*column(buttons), row(before, more), [self._back(view, say)]]
        return Message(self._head(view, say), rows, asks=asked)

    def _head(self, view: ChoiceView, say: Say) -> Html:
        if view.words and not view.found:
            return say("Nothing is called so: {words}", words=search.unpacked(view.words))
        if view.words:
            return bold(f"🔎 {search.unpacked(view.words)}")
        return Html() if view.choices else say("No group has one yet")

    def _back(self, view: ChoiceView, say: Say) -> Button:
        place: dict[str, address.Value] = {"announcement": view.item.id}
        if view.words:
            return Button(say("◀ Back"), Go(self.name, view.place(words="")))
        if view.sign:
            return Button(say("◀ Back"), Go("announce.conditions", place | {"sign": view.sign}))
        return Button(say("◀ Back"), Go("announce.audience", place))

    def tap_take(self, turn: Turn, view: ChoiceView) -> Go:
        code = str(turn.value()) if turn.values else ""
        one = next((one for one in view.choices if one.code == code), None)
        if one is None:
            raise Stale
        return self._take(turn, view, one)

    def tap_pick(self, turn: Turn, view: ChoiceView) -> Go:
        """Buttons that were sent before lists had pages number all choices."""
        if not 0 <= turn.choice() < len(view.choices):
            raise Stale
        return self._take(turn, view, view.choices[turn.choice()])

    def on_answer(self, turn: Turn, view: ChoiceView, answer: Answer) -> Go:
        typed = only_text(answer)
        found = _find(view.choices, typed)
        if len(found) == 1:
            return self._take(turn, view, found[0])
        words = search.packed(typed, view.room)
        if not words:
            raise Refused("Please write the name")
        return Go(self.name, view.place(words=words))

    def _take(self, turn: Turn, view: ChoiceView, one: Choice) -> Go:
        place: dict[str, address.Value] = {"announcement": view.item.id}
        if view.sign:
            add(turn, view.item.id, view.sign, view.kind, one.value)
            return Go("announce.audience", place)
        if view.kind is Kind.LANGUAGE:
            audiences.limit_language(turn.uow, view.item.id, one.value, by=turn.person)
        else:
            audiences.address(turn.uow, view.item.id, view.kind, one.value, by=turn.person)
        return Go("announce.check", place)


# What there is to choose from -----------------------------------------------------------------------------------------
def _choices(turn: Turn, item: Announcement, kind: Kind, sign: str) -> tuple[Choice, ...]:
    """What can be chosen of a kind for an announcement, in the order in which older buttons number them."""
    say = turn.say
    if kind is Kind.LANGUAGE and not sign:
        labels = {"": say("All languages"), "lo": say("Lao only"), "en": say("English only")}
        return tuple(Choice(value, label, (plain(label),)) for value, label in labels.items())
    if kind is Kind.GROUP:
        return tuple(_groups(turn, item))
    return tuple(_choice(turn, kind, value) for value in _values(turn, item, kind))


def _in_order(kind: Kind, some: Iterable[Choice]) -> tuple[Choice, ...]:
    """As they are shown."""
    if kind not in _BY_NAME:
        return tuple(some)
    return tuple(sorted(some, key=lambda one: (names.order(one.names[0]), names.order(plain(one.label)))))


def _find(some: Sequence[Choice], words: str) -> tuple[Choice, ...]:
    """Those that have the words in a name; where none has, those whose name sounds like them."""
    wanted = names.fold(names.village(words))
    having = tuple(one for one in some if wanted and any(wanted in names.fold(name) for name in one.names))
    exact = tuple(one for one in having if any(wanted == names.fold(name) for name in one.names))
    if exact or having:
        return exact if len(exact) == 1 else having
    near = names.alike(words, ((number, name) for number, one in enumerate(some) for name in one.names), _ALIKE)
    return tuple(some[number] for number in dict.fromkeys(key for key, _ in near))


def _groups(turn: Turn, item: Announcement) -> Iterator[Choice]:
    within = item.audience.within
    for one in turn.uow.groups.all_in_state(GroupState.ACTIVE):
        if not within or one.project in within:
            whole = f"{one.name} – {one.village}"
            yield Choice(str(one.id), whole, (one.name, one.village, whole))


def _choice(turn: Turn, kind: Kind, value: str) -> Choice:
    label = condition(turn, Condition(kind, value))
    return Choice(value, label, (plain(label), *_names(turn, kind, value)))


def _names(turn: Turn, kind: Kind, value: str) -> tuple[str, ...]:
    """What it is called in each language."""
    places: dict[Kind, Callable[[str], Province | District | None]] = {
        Kind.PROVINCE: turn.library.locations.province,
        Kind.DISTRICT: turn.library.locations.district,
    }
    place = places[kind](value) if kind in places else None
    named: Text | None = place.name if place else None
    if kind is Kind.UNREAD and (lesson := turn.library.lesson(value)):
        named = lesson.title
    if kind is Kind.RESTS and (step := turn.library.form.step(value)):
        named = step.title
    return tuple(named(language) for language in LANGUAGES) if named else (value,)


def _values(turn: Turn, item: Announcement, kind: Kind) -> list[str]:
    store, within = turn.uow.audiences, item.audience.within
    if kind in _OF_ROUNDS:
        return [str(number) for number, _ in store.rounds()]
    if kind is Kind.UNANSWERED:
        return [LAST, *(str(one.id) for one in announcements.listed(turn.uow, by=turn.person) if one.sent_at)]
    fixed = {
        Kind.LANGUAGE: ["lo", "en"],
        Kind.ROLE: ["expert", "staff", "admin"],
        Kind.SILENT: [str(days) for days in _DAYS],
        Kind.RESTS: [step.key for step in turn.library.form.steps],
        Kind.UNREAD: [lesson.key for lesson in turn.library.lessons],
    }
    found = {Kind.PROVINCE: store.provinces, Kind.DISTRICT: store.districts, Kind.PROJECT: store.projects}
    return found[kind](within) if kind in found else fixed[kind]
