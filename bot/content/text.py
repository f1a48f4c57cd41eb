"""A text in several languages, and which one is shown when the wanted one is missing."""

import html
import re
from collections.abc import Mapping
from dataclasses import dataclass

REQUIRED = ("lo", "en")
"""The languages that every text of a programme has; others may have gaps."""

_FALLBACK = ("en", "lo")
_BOLD = re.compile(r"\*\*(.+?)\*\*", re.DOTALL)


@dataclass(frozen=True, slots=True)
class Text:
    """Plain words with `**bold**` and line breaks; never empty once read."""

    by_language: Mapping[str, str]

    def __call__(self, language: str) -> str:
        """The words without any marks, in `language` or the nearest one that there is."""
        return _BOLD.sub(r"\1", self._words(language))

    def html(self, language: str) -> str:
        """The words for Telegram's HTML: `<b>` for bold, everything else escaped."""
        return _BOLD.sub(r"<b>\1</b>", html.escape(self._words(language), quote=False))

    def language(self, wanted: str) -> str:
        """The language that a reader of `wanted` is shown: wanted, then English, then Lao, then any."""
        chain = (wanted, *_FALLBACK, *self.by_language)
        return next((language for language in chain if language in self.by_language), wanted)

    def _words(self, language: str) -> str:
        return self.by_language.get(self.language(language), "")
