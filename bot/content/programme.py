"""What the living programme of the demo consists of: people, groups, and plans in every state.

All days are counted from the day on which the demo starts, so that something is always due soon.
"""

from collections.abc import Mapping
from dataclasses import dataclass

from bot.content.text import Text


@dataclass(frozen=True, slots=True)
class Person:
    """Staff, an expert, or a member of a group."""

    key: str
    name: Text
    sex: str  # "woman" or "man"
    young: bool = False  # 18–35
    leader: bool = False
    phone: bool = True
    district: str = ""  # an expert's own, for conflicts of interest
    field: Text | None = None  # what an expert knows


@dataclass(frozen=True, slots=True)
class Round:
    """A competition; `opens` and `deadline` in days from the start of the demo."""

    key: str
    name: Text
    opens: int
    deadline: int
    state: str


@dataclass(frozen=True, slots=True)
class Group:
    """A farmer group and its members, the leader among them."""

    key: str
    name: Text
    village: Text
    district: str
    project: str
    product: Text
    invented: bool
    members: tuple[Person, ...]

    @property
    def leader(self) -> Person:
        return next(member for member in self.members if member.leader)


@dataclass(frozen=True, slots=True)
class Answer:
    """What a member wrote at a step, in Lao, with a helper's English."""

    step: str
    by: str
    day: int
    words: Text


@dataclass(frozen=True, slots=True)
class Expense:
    """An amount that was spent, kip; `paid` is "own", "project" or ""; `receipt`: there is a photo of it."""

    by: str
    day: int
    kip: int
    paid: str
    words: Text
    receipt: bool


@dataclass(frozen=True, slots=True)
class HelpRequest:
    """A request for help with an action: what kind, and what the member says."""

    by: str
    day: int
    kind: str
    words: Text


@dataclass(frozen=True, slots=True)
class Action:
    """A line of a plan; `who` is a member's key or a typed name; money in kip."""

    what: Text
    who: str
    start: int
    due: int
    cost: int
    own: int
    sign: Text
    state: str
    expenses: tuple[Expense, ...]
    request: HelpRequest | None

    @property
    def spent(self) -> int:
        return sum(expense.kip for expense in self.expenses)


@dataclass(frozen=True, slots=True)
class Story:
    """What a group tells of its finished plan; `shared`: other groups may read it."""

    day: int
    shared: bool
    tellings: tuple[Answer, ...]


@dataclass(frozen=True, slots=True)
class Comment:
    """An expert's words on a step."""

    step: str
    words: Text


@dataclass(frozen=True, slots=True)
class Review:
    """How far an expert is with a submitted plan."""

    expert: str
    day: int
    state: str
    scores: Mapping[str, int]  # criterion → score
    comments: tuple[Comment, ...]
    decision: str  # "approve", "return", or "" while undecided


@dataclass(frozen=True, slots=True)
class Plan:
    """A group's plan in a round. `invented` says whether its title is; everything below the title always is."""

    round: str
    group: str
    title: Text
    position: int | None
    invented: bool
    state: str
    answers: tuple[Answer, ...]
    actions: tuple[Action, ...]
    submitted: int | None
    agreed: tuple[str, ...]
    reviews: tuple[Review, ...]
    story: Story | None


@dataclass(frozen=True, slots=True)
class Announcement:
    """A message that staff sent to everybody."""

    by: str
    day: int
    words: Text


@dataclass(frozen=True, slots=True)
class Question:
    """A member's question to the experts; unanswered ones have no `answer`."""

    by: str
    day: int
    words: Text
    answered_by: str
    answer: Text | None


@dataclass(frozen=True, slots=True)
class Programme:
    """Everything that the demo starts with."""

    name: Text
    staff: tuple[Person, ...]
    experts: tuple[Person, ...]
    rounds: tuple[Round, ...]
    groups: tuple[Group, ...]
    plans: tuple[Plan, ...]
    announcements: tuple[Announcement, ...]
    questions: tuple[Question, ...]


@dataclass(frozen=True, slots=True)
class Contest:
    """The competition that people of the programme live through while the demo's clock moves.

    `ends`: phase → its last day; `readers`: experts of the programme who read beside `experts`; `strong`: group → how
    good its plan is, of 30.
    """

    round: Round
    ends: Mapping[str, int]
    prizes: tuple[str, ...]
    readers: tuple[str, ...]
    experts: tuple[Person, ...]
    plans: tuple[Plan, ...]
    strong: Mapping[str, int]
    strengths: tuple[Text, ...]
    suggestions: tuple[Text, ...]
