"""Recording voices, from above: which language, how far it is, and which text is missing."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import ClassVar

from bot.chat.address import Go, Tap
from bot.chat.message import Button, Message, column, grid, row
from bot.chat.registry import Command, command
from bot.chat.screen import Screen, Turn
from bot.chat.typed import only_text, paged
from bot.content.library import Library
from bot.content.pieces import Piece
from bot.domain.incoming import Answer
from bot.domain.refused import Refused
from bot.i18n import Html, Say, bold, lines, mark, paragraphs
from bot.screens.record_words import PAGE, STAFF, Finding, Work, part_title, section_title, texts, turned
from bot.services import narrations, search
from bot.services.narrations import State, Tongue

_FOUND = 8  # texts that are shown for typed words
command(Command("record", Go("record.languages"), mark("Record voices"), roles=STAFF, order=78))


@dataclass(frozen=True, slots=True)
class LanguagesView:
    tongues: Sequence[tuple[Tongue, int]]  # and how many texts can be heard in it
    texts: int


class Languages(Screen[LanguagesView]):
    name = "record.languages"
    roles = STAFF
    asks = True
    help: ClassVar[str] = mark("Choose the language that you want to speak. If it is not here, write its name")

    def load(self, turn: Turn) -> LanguagesView:
        pieces, counts = texts(turn), turn.uow.narrations.counts()
        known = narrations.tongues(turn.uow, turn.library)
        far = [(one, self._ready(turn, pieces, one) if one.key in counts else 0) for one in known]
        return LanguagesView(far, len(pieces))

    def _ready(self, turn: Turn, pieces: Sequence[Piece], tongue: Tongue) -> int:
        return list(narrations.states(turn.uow, pieces, tongue.key).values()).count(State.READY)

    def render(self, view: LanguagesView, say: Say) -> Message:
        ask = say("Which language do you want to speak? If it is not here, write its name")
        buttons = [
            Button(f"{one.name(say.language)} {ready}/{view.texts}", Go("record.language", {"language": one.key}))
            for one, ready in view.tongues
        ]
        text = lines(bold(say("🎙 Record voices")), ask)
        return Message(text, [*grid(buttons, 2), [Button(say("◀ Back"), Go("home.menu"))]])

    def on_answer(self, turn: Turn, view: LanguagesView, answer: Answer) -> Go:
        typed = only_text(answer)
        tongue, new = narrations.add_language(turn.uow, turn.library, typed, by=turn.person, now=turn.now)
        note = turn.say("{name} is added to the languages", name=tongue.name(turn.say.language)) if new else ""
        return Go("record.language", {"language": tongue.key}, note=note)


@dataclass(frozen=True, slots=True)
class LanguageView:
    work: Work
    library: Library
    following: Piece | None  # the next text that is missing
    empty: bool  # added by staff, and nothing was ever recorded


class OneLanguage(Finding[LanguageView]):
    """The coverage list: how many texts of each part can be heard."""

    name = "record.language"
    args = ("language",)
    help: ClassVar[str] = mark(
        "Press the first button: it opens the next text that is missing. You can also choose a part, or write a word"
    )

    def load(self, turn: Turn) -> LanguageView:
        work = Work.of(turn)
        empty = bool(work.tongue.own) and not turn.uow.narrations.used(work.tongue.key)
        return LanguageView(work, turn.library, narrations.following(work.pieces, work.states), empty)

    def render(self, view: LanguageView, say: Say) -> Message:
        work = view.work
        changed = work.count(work.pieces, State.CHANGED)
        text = paragraphs(
            bold(f"🎙 {work.tongue.name(say.language)}"),
            lines(
                _far(work, work.pieces, say),
                say("⚠️ The text has changed since: {n}", n=changed) if changed else "",
            ),
            say("Choose a part, or write a word of the text that you look for"),
        )
        return Message(text, column([*self._buttons(view, say), Button(say("◀ Back"), Go("record.languages"))]))

    def _buttons(self, view: LanguageView, say: Say) -> list[Button | None]:
        work = view.work
        sections = tuple(dict.fromkeys(piece.section for piece in work.pieces))
        return [
            Button(say("🎤 Next missing text"), work.goes(view.following)) if view.following else None,
            *(self._section(view, section, say) for section in sections),
            Button(say("🗑 Take this language away"), Tap("drop")) if view.empty else None,
        ]

    def _section(self, view: LanguageView, section: str, say: Say) -> Button:
        among = view.work.within(section=section)
        title = f"{view.work.sign(among)} {section_title(view.library, section, say)} {view.work.far(among)}".strip()
        args = {"language": view.work.tongue.key}
        parts = {piece.part for piece in among}
        inside = Go("record.section", args | {"section": section})
        return Button(title, inside if len(parts) > 1 else Go("record.part", args | {"part": parts.pop()}))

    def tap_drop(self, turn: Turn, view: LanguageView) -> Go:
        narrations.drop_language(turn.uow, turn.library, view.work.tongue.key, by=turn.person, now=turn.now)
        return Go("record.languages", note=turn.say("The language is taken away"))


@dataclass(frozen=True, slots=True)
class InsideView:
    """A section, or a part of one; `page` is that of its list."""

    work: Work
    library: Library
    key: str
    page: int = 0


class Section(Finding[InsideView]):
    """The lessons of a module, or the questions of the plan."""

    name = "record.section"
    args = ("language", "section")
    help: ClassVar[str] = mark("Choose a lesson or a question. ✅ all of it is recorded")

    def load(self, turn: Turn) -> InsideView:
        view = InsideView(Work.of(turn), turn.library, turn.word("section"))
        if not view.work.within(section=view.key):
            raise Refused("This page is not there any more")
        return view

    def render(self, view: InsideView, say: Say) -> Message:
        among = view.work.within(section=view.key)
        parts = tuple(dict.fromkeys(piece.part for piece in among))
        back = Button(say("◀ Back"), Go("record.language", {"language": view.work.tongue.key}))
        return Message(
            lines(_head(view.work, section_title(view.library, view.key, say), say), _far(view.work, among, say)),
            column([*(self._part(view, part, say) for part in parts), back]),
        )

    def _part(self, view: InsideView, part: str, say: Say) -> Button:
        among = view.work.within(part=part)
        label = f"{view.work.sign(among)} {part_title(view.library, part, say)} {view.work.far(among)}".strip()
        return Button(label, Go("record.part", {"language": view.work.tongue.key, "part": part}))


class Part(Finding[InsideView]):
    """The texts of a lesson, of a question of the plan, or of the interface."""

    name = "record.part"
    args = ("language", "part", "page")
    help: ClassVar[str] = mark("Choose a text. ✅ recorded, ⚠️ the text has changed since, ▫️ not recorded yet")

    def load(self, turn: Turn) -> InsideView:
        work, page = Work.of(turn), turn.args.get("page", 0)
        if not work.within(part=turn.word("part")):
            raise Refused("This page is not there any more")
        return InsideView(work, turn.library, turn.word("part"), page if isinstance(page, int) else 0)

    def render(self, view: InsideView, say: Say) -> Message:
        work, part = view.work, view.key
        among, args = work.within(part=part), {"language": work.tongue.key}
        shown, page, pages = paged(
            [Button(work.label(piece, say), work.goes(piece)) for piece in among], view.page, PAGE
        )
        section = among[0].section
        back = Go("record.language", args) if section == part else Go("record.section", args | {"section": section})
        return Message(
            lines(_head(work, part_title(view.library, part, say), say), _far(work, among, say)),
            [
                *column(shown),
                row(*turned(self.name, {**args, "part": part}, page, pages, say)),
                [Button(say("◀ Back"), back)],
            ],
        )


@dataclass(frozen=True, slots=True)
class FoundView:
    work: Work
    words: str
    found: tuple[Piece, ...]


class Found(Finding[FoundView]):
    """The texts that have the typed words in them, in any language."""

    name = "record.found"
    args = ("language", "words")
    help: ClassVar[str] = mark("Choose the text that you want to speak, or write other words")

    def load(self, turn: Turn) -> FoundView:
        work, words = Work.of(turn), search.unpacked(turn.word("words"))
        return FoundView(work, words, narrations.having(work.pieces, words)[:_FOUND])

    def render(self, view: FoundView, say: Say) -> Message:
        work = view.work
        none = "" if view.found else say("Nothing found yet. Try another word")
        buttons = [Button(work.label(piece, say), work.goes(piece)) for piece in view.found]
        back = Button(say("◀ Back"), Go("record.language", {"language": work.tongue.key}))
        return Message(paragraphs(_head(work, f"🔎 {view.words}", say), none), column([*buttons, back]))


def _head(work: Work, title: str, say: Say) -> Html:
    return lines(bold(f"🎙 {work.tongue.name(say.language)}"), bold(title))


def _far(work: Work, among: Sequence[Piece], say: Say) -> Html:
    """How many texts there are and how many of them are recorded."""
    ready = work.ready(among)
    return say.plural("{x} of {n} text is recorded", "{x} of {n} texts are recorded", len(among), x=ready)
