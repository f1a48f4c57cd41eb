"""Finds what is written about some words: an index of folded Lao syllables and English stems, and one scorer.

Lao has no spaces between words, so two neighbouring syllables count as a word. The score is Okapi BM25 (Robertson and
Zaragoza, 2009) over subjects, whose passages weigh differently: a title says more than a sentence.
"""

from __future__ import annotations

import difflib
import math
import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import pairwise
from typing import TypeAlias

from bot.understand import lao
from bot.understand.search_words import ALIKE, POLITE, SMALL

MOST = 5  # results: what fits a small screen
# BM25's k and b. A lesson says its own word again and again, another one once: k is high to tell them apart.
_SATURATION, _LENGTH = 6.0, 0.75
_BESIDE_SMALL = 0.3  # what a pair tells of which one half is in every question
_ALIKE = 0.5  # what a word of the same meaning counts beside the one that was typed
_WORD, _OFTEN = 0.5, 2.0  # what a pair has to tell, and how much a syllable has to be said, to be no accident
_WEAK = 0.25  # results below this share of the best are left out

_SMALL_WORDS = [word for word in SMALL if word.isascii() and len(word) > 3]
_RUN = re.compile(rf"[{lao.BLOCK}]+|[^\W_{lao.BLOCK}]+")
_POLITE = re.compile("|".join(rf"\b{one}\b" if one.isascii() else lao.fold(one) for one in POLITE))
_LAO = re.compile(f"[{lao.BLOCK}]")
_TONES = re.compile(f"[{lao.TONE}]")
_SOUNDS = str.maketrans("ິຶຸໃຢ", "ີືູໄຍ")  # often written for each other
_ENDINGS = ("ings", "ing", "ers", "er", "ies", "ied", "es", "ed", "s", "e", "y")
_IRREGULAR = {"women": "woman", "men": "man", "sold": "sell", "bought": "buy", "paid": "pay", "grown": "grow"}


Subject: TypeAlias = tuple[str, str]  # kind and key
Terms: TypeAlias = dict[str, float]  # what can be found in a text, and how much it tells


@dataclass(frozen=True, slots=True)
class Passage:
    """A title or a sentence that can be found; `kind` and `key` say what it belongs to, `index` where in it."""

    kind: str
    key: str
    index: int
    words: str
    weight: float = 1.0


@dataclass(frozen=True, slots=True)
class Found:
    """A subject that answers the question, and its passage that does so best."""

    passage: Passage
    score: float


def terms(text: str) -> Terms:
    """What of a text can be found, and how much it tells."""
    found: Terms = {}
    for run in _RUN.findall(lao.fold(text)):
        if re.match(f"[{lao.BLOCK}]", run):
            found.update(_lao(lao.syllables(run)))
        elif run not in SMALL and (len(run) > 1 or run.isdecimal()):
            found[stem(run)] = 1
    return found


def _lao(syllables: list[str]) -> Iterator[tuple[str, float]]:
    """Syllables and pairs of them; spelt by sound they count half, for whoever leaves out or mixes up a sign."""
    told = [syllable for syllable in syllables if syllable not in SMALL]
    for syllable in told:
        yield syllable, 0.5
        yield f"~{_sound(syllable)}", 0.25
    for pair in pairwise(syllables):
        if not SMALL.issuperset(pair):
            tells = 1.0 if SMALL.isdisjoint(pair) else _BESIDE_SMALL
            yield " ".join(pair), tells
            yield "~" + " ".join(map(_sound, pair)), tells / 2


def _sound(syllable: str) -> str:
    return _TONES.sub("", syllable).translate(_SOUNDS)


def stem(word: str) -> str:
    """An English word without its ending: buyers, buying and buy are one. At least three characters stay."""
    word = _IRREGULAR.get(word, word)
    for ending in _ENDINGS:
        if word.endswith(ending) and len(word) - len(ending) >= 3:
            word = word.removesuffix(ending)
            break
    return word[:-1] if len(word) > 3 and word[-1] in (word[-2], "e", "y") and word[-1] not in "s" else word


class Index:
    """Passages made ready for searching. It never changes; new content gets a new index, which takes over what the one
    `before` knew already: only passages that are new are read."""

    def __init__(self, passages: Iterable[Passage], before: Index | None = None) -> None:
        known = before.known() if before else {}
        self._passages: dict[Subject, list[tuple[Passage, Terms]]] = defaultdict(list)
        self._weights: dict[Subject, Terms] = defaultdict(lambda: defaultdict(float))
        for passage in passages:
            told = known.get(passage.words) or terms(passage.words)
            subject = (passage.kind, passage.key)
            self._passages[subject].append((passage, told))
            for term in told:
                self._weights[subject][term] += passage.weight
        self._subjects = Counter(term for weights in self._weights.values() for term in weights)
        self._stems = [term for term in self._subjects if term.isascii() and not term.isdigit()]
        self._usual = sum(map(_total, self._weights.values())) / max(len(self._weights), 1)

    def known(self) -> dict[str, Terms]:
        """What its passages tell, by their words."""
        return {passage.words: told for listed in self._passages.values() for passage, told in listed}

    def find(self, words: str, most: int = MOST) -> tuple[Found, ...]:
        """The best subjects for what somebody typed, the best first, each with the passage that matched."""
        asked = self._asked(words)
        alone = frozenset(term for term in terms(_without_greeting(words)) if _LAO.match(term) and " " not in term)
        told = {one: weights for one, weights in self._weights.items() if _speaks(weights, asked, alone)}
        scores = {subject: self._score(asked, weights) for subject, weights in told.items()}
        best = sorted((subject for subject in scores if scores[subject] > 0), key=lambda one: (-scores[one], one))
        good = [subject for subject in best[:most] if scores[subject] >= _WEAK * scores[best[0]]]
        return tuple(Found(self._passage(subject, asked), scores[subject]) for subject in good)

    def _asked(self, words: str) -> Terms:
        """The terms of a question, mended where they are unknown, and those of words that mean the same."""
        words = _without_greeting(words)
        asked = {self._known(term): weight for term, weight in terms(words).items()}
        folded = f" {' '.join(_RUN.findall(lao.fold(words)))} "
        for line in ALIKE:
            if any(_says(folded, word) for word in line):
                for term, weight in terms(" ".join(line)).items():
                    asked[term] = max(asked.get(term, 0.0), _ALIKE * weight)
        return asked

    def _known(self, term: str) -> str:
        """The stem of our texts that a half or misspelt English word means, else the term itself."""
        if term in self._subjects or not term.isascii() or len(term) < 4:
            return term
        if difflib.get_close_matches(term, _SMALL_WORDS, 1, 0.85):
            return ""  # wich, woud
        longer = next((known for known in self._stems if known.startswith(term)), None)
        return longer or next(iter(difflib.get_close_matches(term, self._stems, 1, 0.8)), term)

    def _score(self, asked: Terms, weights: Terms) -> float:
        room = _SATURATION * (1 - _LENGTH + _LENGTH * _total(weights) / self._usual)
        return sum(
            tells * self._rare(term) * weights[term] / (weights[term] + room)
            for term, tells in asked.items()
            if term in weights
        )

    def _rare(self, term: str) -> float:
        """How much a term tells subjects apart: BM25's idf, never negative."""
        n = self._subjects[term]
        return math.log(1 + (len(self._weights) - n + 0.5) / (n + 0.5))

    def _passage(self, subject: Subject, asked: Terms) -> Passage:
        def fits(entry: tuple[Passage, Terms]) -> float:
            return sum(tells * self._rare(term) for term, tells in asked.items() if term in entry[1])

        return max(self._passages[subject], key=fits)[0]


def _total(weights: Terms) -> float:
    return sum(weights.values())


def _speaks(weights: Terms, asked: Terms, alone: frozenset[str]) -> bool:
    """Whether a subject speaks of what was asked, and not only with a syllable that is part of another word.

    A word of two syllables or of English is enough; lone syllables are when there are many, and one is said often.
    """
    said = [term for term in asked if term in weights]
    if any(not _LAO.search(term) or (" " in term and asked[term] >= _WORD) for term in said):
        return True
    if len(alone) == 1:
        return bool(said)
    shared = alone.intersection(said)
    return len(shared) >= min(2, len(alone) / 2) and any(weights[one] >= _OFTEN for one in shared)


def _without_greeting(words: str) -> str:
    """A question folded, without the polite words around it."""
    return _POLITE.sub(" ", lao.fold(words))


def _says(folded: str, word: str) -> bool:
    """Whether a folded question has the word: Lao anywhere, English with any ending."""
    if not word.isascii():
        return lao.fold(word) in folded
    return stem(word) in {stem(run) for run in folded.split() if run.isascii()}
