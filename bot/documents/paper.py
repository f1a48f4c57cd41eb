"""What stands on the paper of a plan: plain values, in one language or two side by side, answers as they were given."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Literal, TypeAlias

Texts: TypeAlias = Sequence[str]
"""One text in each language of the paper, the first one leading."""

# The words on the paper, which the caller gives in each of its languages. Filled in here: {n} of `version`, `draft`,
# `agreement` and `changed`, {women}, {men} and {unsaid} of `counted…`, {name} of `translated` and `written_down`,
# {length} of `voice`.
_WORDS = """
    project round leader members sent_on changed_on version draft scan voice video file no_photo photo_waits
    no_answer translated written_down changed new actions what who start due cost own
    total rest sign timeline money asked kip agreement agreement_now counted counted_unsaid
"""
LABELS = frozenset(_WORDS.split())
COUNTED = frozenset({"agreed", "by_phone", "told", "more", "people"})
"""The words that a number governs; filled in here: {agree} and {of} of `agreed`, {n} of the others."""

State: TypeAlias = Literal["", "new", "changed"]


@dataclass(frozen=True, slots=True)
class Beside:
    """Words that a helper set beside something: a translation into `language`, or "" for what was said in a voice."""

    text: str
    helper: str
    language: str = ""


@dataclass(frozen=True, slots=True)
class Part:
    """A piece of an answer; a voice or photo may have a caption. `beside` is of a voice alone."""

    kind: Literal["text", "voice", "photo", "video", "file"]
    text: str = ""
    seconds: int = 0
    photo: Path | None = None  # None: it has not been fetched from Telegram yet
    beside: tuple[Beside, ...] = ()


@dataclass(frozen=True, slots=True)
class Step:
    """One question of the form and its answer; `beside` are translations of all that was written in it.

    `facts` are answers that have a value in each language of the paper (a choice, a day, a sum), said before the rest.
    """

    number: int
    title: Texts
    parts: tuple[Part, ...] = ()
    beside: tuple[Beside, ...] = ()
    facts: tuple[Texts, ...] = ()
    author: str = ""
    when: str = ""
    changed: bool = False  # since the version before


@dataclass(frozen=True, slots=True)
class Action:
    """A line of the action table; amounts in kip. `state` is "new" or "changed" since the version before, or ""."""

    what: str
    who: str = ""
    start: date | None = None
    due: date | None = None
    cost: int | None = None
    own: int | None = None
    sign: str = ""
    beside: tuple[Beside, ...] = ()
    state: State = ""


@dataclass(frozen=True, slots=True)
class Totals:
    """Kip: all actions, what the group pays itself, what it asks for."""

    total: int
    own: int
    asked: int


@dataclass(frozen=True, slots=True)
class Agreement:
    """How many members agree, of how many; women, men and who did not say; `told` of them the leader was told."""

    agree: int
    of: int
    women: int
    men: int = 0
    unsaid: int = 0
    told: int = 0


@dataclass(frozen=True, slots=True)
class PlanPaper:
    """All that stands on the paper. `version` is the one that is printed; a `draft` has not been sent yet."""

    languages: tuple[str, ...]
    title: str
    group: str
    location: Texts
    project: str
    round: Texts
    leader: str
    women: int
    men: int
    version: int
    date: Texts
    steps: tuple[Step, ...]
    actions: tuple[Action, ...]
    totals: Totals
    agreement: Agreement | None
    labels: Sequence[Mapping[str, str]]  # in each language
    counted: Sequence[Mapping[str, Callable[[int], str]]]  # in each language: the form for a number
    link: str
    unsaid: int = 0  # members who did not say whether woman or man
    draft: bool = False
    title_beside: tuple[Beside, ...] = field(default=())

    @property
    def photos(self) -> list[Path]:
        """The photos on it, each once."""
        return list(dict.fromkeys(part.photo for step in self.steps for part in step.parts if part.photo))

    def __post_init__(self) -> None:
        for labels, counted in zip(self.labels, self.counted, strict=True):
            if missing := LABELS - labels.keys() | COUNTED - counted.keys():
                raise ValueError(f"labels are missing: {', '.join(sorted(missing))}")


@dataclass(frozen=True, slots=True)
class CertificatePaper:
    """What stands on a certificate; tuples have one text in each language."""

    heads: tuple[str, ...]
    group: str
    title: str
    ranks: tuple[str, ...]
    rounds: tuple[str, ...]
    prize: str
    verify: tuple[str, ...]
    link: str
