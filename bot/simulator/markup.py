"""Parses HTML as Telegram does: plain text with entities, or Telegram's error."""

import html
import re
from dataclasses import dataclass

from bot.simulator.errors import BotApiError, bad_request
from bot.simulator.payload import Json
from bot.simulator.text import Formatted, from_plain, trimmed, units

# core.telegram.org/bots/api#html-style
TAGS = {
    "a": "text_link",
    "b": "bold",
    "strong": "bold",
    "i": "italic",
    "em": "italic",
    "u": "underline",
    "ins": "underline",
    "s": "strikethrough",
    "strike": "strikethrough",
    "del": "strikethrough",
    "span": "spoiler",
    "tg-spoiler": "spoiler",
    "tg-emoji": "custom_emoji",
    "code": "code",
    "pre": "pre",
    "blockquote": "blockquote",
}
_NAMED = re.compile(r"&(?:lt|gt|amp|quot|#[0-9]{1,7}|#x[0-9a-fA-F]{1,6});")  # the only entities that Telegram decodes
_BARE_VALUE = re.compile(r"[A-Za-z0-9.\-]*")


def from_html(source: str) -> Formatted:
    """Plain text and entities of a text with parse_mode HTML; errors as those of TDLib's parse_html."""
    return trimmed(_Html(source).parse()) if "<" in source or "&" in source else from_plain(source)


@dataclass
class _Open:
    tag: str
    offset: int
    extra: Json
    type: str
    starts_at: int  # index into the parts of the plain text


class _Html:
    """A one-pass parser; order of checks and error texts as in td/telegram/MessageEntity.cpp."""

    def __init__(self, source: str) -> None:
        self.source = source
        self.at = 0
        self.parts: list[str] = []
        self.length = 0
        self.open: list[_Open] = []
        self.entities: list[Json] = []

    def parse(self) -> Formatted:
        while self.at < len(self.source):
            bracket = self.source.find("<", self.at)
            self._add(self.source[self.at : bracket if bracket >= 0 else None])
            if bracket < 0:
                break
            self.at = bracket
            if self.source.startswith("</", bracket):
                self._end_tag()
            else:
                self._start_tag()
        if self.open:
            raise _error(f'Can\'t find end tag corresponding to start tag "{self.open[-1].tag}"')
        return Formatted("".join(self.parts), self.entities)

    def _add(self, raw: str) -> None:
        text = decode(raw)
        self.parts.append(text)
        self.length += units(text)

    def _start_tag(self) -> None:
        begin = self.at
        tag = self._name(begin).lower()
        if tag not in TAGS:
            raise self._error_at(f'Unsupported start tag "{tag}"', begin)
        attributes = self._attributes(tag, begin)
        if tag == "span" and attributes.get("class") != "tg-spoiler":
            raise self._error_at('Tag "span" must have class "tg-spoiler"', begin)
        self.at += 1
        kind, extra = _entity(tag, attributes, self.open)
        self.open.append(_Open(tag, self.length, extra, kind, len(self.parts)))

    def _name(self, begin: int) -> str:
        match = re.compile(r"[^\s>]*").match(self.source, begin + 1)
        assert match
        self.at = match.end()
        if self.at >= len(self.source):
            raise self._error_at("Unclosed start tag", begin)
        return match.group()

    def _attributes(self, tag: str, begin: int) -> dict[str, str]:
        attributes: dict[str, str] = {}
        while True:
            self._skip_space()
            if self._peek() == ">":
                return attributes
            match = re.compile(r"[^\s=>]*").match(self.source, self.at)
            assert match
            if not match.group():
                raise self._error_at(
                    f'Empty attribute name in the tag "{tag}"' if self._peek() else "Unclosed start tag", begin
                )
            self.at = match.end()
            attributes[match.group().lower()] = self._value(tag, begin)

    def _value(self, tag: str, begin: int) -> str:
        self._skip_space()
        if self._peek() != "=":
            if self._peek() and tag == "blockquote":
                return ""
            raise self._error_at(f'Expected equal sign in declaration of an attribute of the tag "{tag}"', begin)
        self.at += 1
        self._skip_space()
        quote = self._peek()
        if quote not in ("'", '"'):
            return self._bare_value()
        end = self.source.find(quote, self.at + 1)
        if end < 0:
            raise self._error_at("Unclosed start tag", begin)
        value, self.at = decode(self.source[self.at + 1 : end]), end + 1
        return value

    def _bare_value(self) -> str:
        match = _BARE_VALUE.match(self.source, self.at)
        assert match
        begin, self.at = self.at, match.end()
        if self._peek() not in (">", " ", "\n", "\t"):
            raise self._error_at("Unexpected end of name token", begin)
        return match.group().lower()

    def _end_tag(self) -> None:
        begin = self.at
        if not self.open:
            raise self._error_at("Unexpected end tag", begin)
        match = re.compile(r"</([^\s>]*)\s*").match(self.source, begin)
        assert match
        self.at = match.end()
        if self._peek() != ">":
            raise self._error_at("Unclosed end tag", begin)
        found, last = match.group(1).lower(), self.open[-1]
        if found and found != last.tag:
            position = self._offset(begin)
            raise _error(f'Unmatched end tag at byte offset {position}, expected "</{last.tag}>", found "</{found}>"')
        self.at += 1
        self._close(self.open.pop())

    def _close(self, opened: _Open) -> None:
        entity = {"type": opened.type, "offset": opened.offset, "length": self.length - opened.offset} | opened.extra
        if opened.type == "text_link" and "url" not in entity:
            url = "".join(self.parts[opened.starts_at :])  # <a>https://…</a> links to its own text
            if not url.startswith(("http://", "https://", "tg://")):
                return
            entity["url"] = url
        if entity["length"] and opened.type:
            self.entities.append(entity)

    def _skip_space(self) -> None:
        while self._peek().isspace():
            self.at += 1

    def _peek(self) -> str:
        return self.source[self.at : self.at + 1]

    def _offset(self, index: int) -> int:
        return len(self.source[:index].encode())

    def _error_at(self, problem: str, index: int) -> BotApiError:
        return _error(f"{problem} at byte offset {self._offset(index)}")


def _entity(tag: str, attributes: dict[str, str], around: list[_Open]) -> tuple[str, Json]:
    """The entity type of a tag and what its attributes add to it."""
    if tag == "a":
        return "text_link", {"url": attributes["href"]} if attributes.get("href") else {}
    if tag == "blockquote" and "expandable" in attributes:
        return "expandable_blockquote", {}
    if tag == "tg-emoji":
        return "custom_emoji", {"custom_emoji_id": attributes.get("emoji-id", "")}
    if tag == "code" and around and around[-1].tag == "pre" and attributes.get("class", "").startswith("language-"):
        around[-1].extra["language"] = attributes["class"].removeprefix("language-")
        return "", {}
    return TAGS[tag], {}


def decode(raw: str) -> str:
    """Decodes the few HTML entities that Telegram knows; any other stays as it is."""
    return _NAMED.sub(lambda match: html.unescape(match.group()), raw) if "&" in raw else raw


def _error(problem: str) -> BotApiError:
    return bad_request(f"can't parse entities: {problem}")
