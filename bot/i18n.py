"""How Phaen speaks a language: texts through gettext catalogues, dates, money and lists through Babel."""

from __future__ import annotations

import datetime as dt
import html
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from functools import cache
from gettext import c2py
from itertools import pairwise
from pathlib import Path
from typing import IO
from zoneinfo import ZoneInfo

from babel import Locale
from babel.dates import format_date, format_datetime, get_day_names
from babel.localedata import locale_identifiers
from babel.messages.pofile import read_po
from babel.numbers import format_decimal

from bot.domain import zones
from bot.domain.marks import TAGS, Mark
from bot.domain.people import FORMER
from bot.domain.refused import Counted, Refused
from bot.understand import names

# The languages that people can choose, by the name that each has for itself; `learn` adds those of a folder.
LANGUAGES = {"lo": "ລາວ", "en": "English"}
# CLDR's plain English writes the month first; Laos reads the day first in both languages (lao.md, "Babel").
_LOCALES = {"en": "en_GB"}
_WEB = ("http://", "https://")
_TAG = re.compile(rf"</?(?:{'|'.join(TAGS)})(?: href=\"[^\"]*\")?>")
_KNOWN = frozenset(locale_identifiers())


class Html(str):
    """A text whose values are already safe for Telegram's HTML."""

    __slots__ = ()


def safe(value: object) -> Html:
    """`value` as it stands, safe to be put into a message."""
    return value if isinstance(value, Html) else Html(html.escape(str(value), quote=False))


def bold(value: object) -> Html:
    """`value` in bold; nothing where it says nothing, so that no empty line comes of it."""
    text = safe(value)
    return Html(f"<b>{text}</b>") if text else text


def lines(*parts: object) -> Html:
    """The parts one below the other; empty ones are left out, and "" as an object of its own never makes a gap."""
    return Html("\n".join(safe(part) for part in parts if part))


def joined(sign: str, *parts: object) -> Html:
    """The parts that say something, with a sign between them; each is made safe."""
    return Html(safe(sign).join(safe(part) for part in parts if part))


def paragraphs(*parts: object) -> Html:
    """The parts with an empty line between them; empty ones are left out."""
    return Html("\n\n".join(safe(part) for part in parts if part))


def marked(words: str, marks: Iterable[Mark]) -> Html:
    """Plain words with their marks, whoever gave them: links lead to web pages, and nothing is left open."""
    data = words.encode("utf-16-le", "surrogatepass")

    def index(place: int) -> int:
        """Of the character at a place in UTF-16 units."""
        return len(data[: 2 * max(place, 0)].decode("utf-16-le", "ignore"))

    good = [(index(one.start), index(one.end), one) for one in marks if one.tag in TAGS]
    good = [found for found in good if found[2].tag != "a" or found[2].url.startswith(_WEB)]
    good.sort(key=lambda found: (found[0], -found[1]))
    html_text, still = "", list[Mark]()
    for start, end in pairwise(sorted({0, len(words), *(place for found in good for place in found[:2])})):
        wanted = [one for first, last, one in good if first <= start and end <= last]
        while still != wanted[: len(still)]:
            html_text += f"</{still.pop().tag}>"
        for one in wanted[len(still) :]:
            link = f' href="{html.escape(one.url)}"' if one.tag == "a" else ""
            html_text, still = f"{html_text}<{one.tag}{link}>", [*still, one]
        html_text += safe(words[start:end])
    return Html(html_text + "".join(f"</{one.tag}>" for one in reversed(still)))


def plain(text: str) -> str:
    """The words of an HTML text, for a button or a toast, which know no HTML."""
    if not isinstance(text, Html):
        return text
    return html.unescape(_TAG.sub("", text) if "<" in text else text)


@dataclass(frozen=True, slots=True)
class Forms:
    """The forms of a text that counts, in one language; plain values, which another process can be given."""

    rule: str  # Plural-Forms
    written: tuple[str, ...]
    one: str
    many: str

    def __call__(self, n: int) -> str:
        """The form for `n` things, in English while it is not translated."""
        form = _rule(self.rule)(n)
        return (self.written[form] if form < len(self.written) else "") or (self.one if n == 1 else self.many)


_rule = cache(c2py)


class Catalogue:
    """The texts of one language, read from its .po file: English text → text of this language."""

    def __init__(self, language: str, folder: Path) -> None:
        self.language = language
        self._texts: dict[str, str] = {}
        self._plurals: dict[str, tuple[str, ...]] = {}
        self._rule = "n != 1"
        path = folder / language / "LC_MESSAGES" / "phaen.po"
        if path.is_file():
            with path.open("rb") as file:
                self._read(file)

    def _read(self, file: IO[bytes]) -> None:
        catalog = read_po(file, self.language if self.language in _KNOWN else None, ignore_obsolete=True)
        self._rule = catalog.plural_expr  # its Plural-Forms; without, what Babel knows of the language
        for message in catalog:
            if not message.id or message.fuzzy:
                continue
            if isinstance(message.id, tuple | list):
                self._plurals[message.id[0]] = tuple(message.string or ())
            elif isinstance(message.string, str) and message.string:
                self._texts[message.id] = message.string

    def text(self, english: str) -> str:
        return self._texts.get(english, english)

    def plural(self, one: str, many: str, n: int) -> str:
        """The form of this language for `n` things, as its Plural-Forms say; in English while it is not translated."""
        return self.forms(one, many)(n)

    def forms(self, one: str, many: str) -> Forms:
        """The forms of this language."""
        return Forms(self._rule, self._plurals.get(one, ()), one, many)


@cache
def catalogue(language: str, folder: Path) -> Catalogue:
    """The catalogue of `language`, read once."""
    return Catalogue(language, folder)


def catalogues(folder: Path) -> dict[str, Catalogue]:
    """The catalogue of every language that is known."""
    return {language: catalogue(language, folder) for language in LANGUAGES}


def learn(folder: Path) -> None:
    """Make every language known that has a folder there. Each names itself in its text for "English"."""
    for file in sorted(folder.glob("*/LC_MESSAGES/phaen.po")):
        code = file.parent.parent.name
        name = catalogue(code, folder).text(mark("English"))
        LANGUAGES.setdefault(code, code if name == "English" else name)


_UNKNOWN = ("", FORMER)
_SPELLED: dict[str, dict[str, str]] = {}  # language → how a village is written elsewhere → and there


def learn_places(names: Iterable[Mapping[str, str]]) -> None:
    """Make names of villages known that are written in several scripts: language → name. What could be two is none."""
    known = list(names)
    for language in LANGUAGES:
        found: dict[str, set[str]] = {}
        for each in known:
            for other in set(each.values()) - {each.get(language)}:
                found.setdefault(other, set()).add(each.get(language, other))
        _SPELLED[language] = {other: min(own) for other, own in found.items() if len(own) == 1}


@dataclass(frozen=True, slots=True)
class Say:
    """One person's way of being spoken to: language, time zone, and whether media cost too much."""

    catalogue: Catalogue
    zone: ZoneInfo
    light: bool = False

    @property
    def language(self) -> str:
        return self.catalogue.language

    @property
    def locale(self) -> str:
        """Babel's locale for dates and numbers; a language that Babel does not know has the English ones."""
        known = self.language in _KNOWN
        return _LOCALES.get(self.language, self.language) if known else _LOCALES["en"]

    def __call__(self, text: str, **values: object) -> Html:
        """The text in this language, its {values} made safe for HTML."""
        return _filled(self.catalogue.text(text), self._named(values))

    def plural(self, one: str, many: str, n: int, /, **values: object) -> Html:
        """The form for `n` things; {n} is filled with the number, unless `values` say what stands there."""
        return _filled(self.catalogue.plural(one, many, n), {"n": self.number(n), **self._named(values)})

    def why(self, refused: Refused) -> Html:
        """A refusal in this language; dates and numbers among its values are written out."""
        values = {name: self._shown(value) for name, value in refused.values.items()}
        if isinstance(refused.reason, Counted):
            return self._counted(refused.reason, values)
        return self(refused.reason, **values)

    def _counted(self, text: Counted, values: Mapping[str, object]) -> Html:
        return self.plural(text.one, text.many, text.number, **values)

    def who(self, name: str) -> str:
        """Somebody's name; "" or `FORMER` is somebody who is not known any more, whose work stays."""
        return name if name not in _UNKNOWN else self.catalogue.text(mark("A former member"))

    def place(self, name: str) -> str:
        """A village in the reader's script where that is known (`learn_places`), else as people wrote it."""
        return _SPELLED.get(self.language, {}).get(name, name)

    def _named(self, values: Mapping[str, object]) -> Mapping[str, object]:
        if isinstance(village := values.get("village"), str):
            values = {**values, "village": self.place(village)}
        return {**values, "name": self.who("")} if values.get("name") in _UNKNOWN else values

    def _shown(self, value: object) -> object:
        if isinstance(value, dt.datetime):
            return self.moment(value)
        if isinstance(value, dt.date):
            return self.date(value)
        return self._counted(value, {}) if isinstance(value, Counted) else value

    def pick(self, texts: Mapping[str, str]) -> str:
        """The text of this language, else English, else any."""
        return texts.get(self.picks(texts), "")

    def picks(self, texts: Mapping[str, str]) -> str:
        """Which language that is, "" where there is no text."""
        found = [language for language in (self.language, "en", *texts) if texts.get(language)]
        return found[0] if found else ""

    def date(self, day: dt.date) -> str:
        """A day with its weekday: ວັນສຸກ, 15 ມັງກອນ 2027."""
        return format_date(day, "EEEE, d MMMM y", locale=self.locale)

    def day(self, day: dt.date, *, short: bool = False) -> str:
        """A day in a list: 15/1/2027; `short` where its year stands beside it."""
        return f"{day.day}/{day.month}" if short else f"{day.day}/{day.month}/{day.year}"

    def month(self, day: dt.date, *, short: bool = False) -> str:
        """The month of a day: ມັງກອນ 2027. Lao names are short in full; `short` is for others (Jan 2027)."""
        return format_date(day, "LLL y" if short and self.language != "lo" else "LLLL y", locale=self.locale)

    def weekdays(self) -> list[str]:
        """The shortest names of the days of a week, Monday first, for the head of a calendar."""
        names = get_day_names("short", locale=self.locale)
        return [names[day].rstrip(".") for day in range(7)]

    def moment(self, at: dt.datetime, *, weekday: bool = False) -> str:
        """An instant in the reader's time zone: 15 ມັງກອນ 2027, 08:00; `weekday`: ວັນສຸກ, 15 ມັງກອນ 2027, 08:00."""
        form = "EEEE, d MMMM y, HH:mm" if weekday else "d MMMM y, HH:mm"
        return format_datetime(at, form, tzinfo=self.zone, locale=self.locale)

    def clock(self, *at: dt.time) -> str:
        """Times of the day, each once: 8:00, 17:30."""
        return ", ".join(dict.fromkeys(f"{one.hour}:{one.minute:02}" for one in at))

    def today(self, now: dt.datetime) -> dt.date:
        """The reader's day at `now`."""
        return zones.day(now, self.zone)

    def number(self, n: float) -> str:
        """A number with this language's separators."""
        return format_decimal(n, locale=self.locale)

    def money(self, kip: int) -> str:
        """An amount of kip: 1.500.000 ກີບ."""
        return f"{self.number(kip)} {self('kip')}"

    def tongue(self, language: str) -> str:
        """The name of a language in the reader's own: English is ອັງກິດ in Lao."""
        return str(Locale.parse(self.locale).languages.get(language, LANGUAGES.get(language, language)))

    def names(self, parts: Iterable[object]) -> Html:
        """Names or numbers in one line: a, b, c."""
        return Html(", ".join(safe(part) for part in parts))

    def lighter(self, light: bool) -> Say:
        return replace(self, light=light)


def _filled(text: str, values: Mapping[str, object]) -> Html:
    escaped = html.escape(text, quote=False)
    if not values:
        return Html(escaped)
    filled = {name: safe(value) for name, value in values.items()}
    if "village" in values and _VILLAGE.search(text):  # some names begin with the word "village" themselves
        filled["village"] = safe(_bare(values["village"]))
    whole = _VALUE.sub(lambda found: _spaced(found, filled), escaped).format_map(filled)
    return Html(whole.replace("ກຸ່ມ ກຸ່ມ", "ກຸ່ມ"))  # most groups' names begin with the word "group" themselves


# ບ້ານ{village} stands close to a Lao name and apart from a Latin one (lao-style.md, 1.9).
_VALUE = re.compile(r"(?P<before>[\u0e80-\u0eff]?)\{(?P<name>\w+)\}(?=(?P<after>[\u0e80-\u0eff]?))")


_VILLAGE = re.compile(r"ບ້ານ ?\{village\}")


def _bare(name: object) -> object:
    return name if isinstance(name, Html) else names.village(str(name)) or name


def _spaced(found: re.Match[str], values: Mapping[str, str]) -> str:
    value = values.get(found["name"], "")
    left = " " if found["before"] and _latin(value[:1]) else ""
    right = " " if found["after"] and _latin(value[-1:]) else ""
    return f"{found['before']}{left}{{{found['name']}}}{right}"


def _latin(character: str) -> bool:
    return character.isascii() and character.isalpha()


def mark(text: str) -> str:
    """A text that is translated where it is used; marks it for the catalogues."""
    return text


def in_english(n: int, thing: str) -> str:
    """So many things, for what authors and operators read, which is English: 1 fault, 2 faults."""
    return f"{n} {thing}" if n == 1 else f"{n} {thing}s"


def mark_plural(one: str, many: str) -> tuple[str, str]:
    """Both forms of a counted text that is translated where it is used; marks them for the catalogues."""
    return one, many
