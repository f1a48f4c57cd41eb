"""The chat of the experts, and what was posted there about each plan that waits."""

from __future__ import annotations

from dataclasses import dataclass

import sqlalchemy as sa

from bot.domain.ids import ChatId, SubmissionId
from bot.domain.reviews import Reading, ReviewState
from bot.store.repository import Repository
from bot.store.tables import assignments, expert_posts, facts

_KEY = "chat of the experts"
_DECIDES = assignments.c.kind != Reading.ADVICE.value
_WAITING = (ReviewState.ASKED.value, ReviewState.SCORING.value)
_ADVICE, _DECISION = "advice", "decision"


@dataclass(frozen=True, slots=True)
class Count:
    """How many experts were asked for a version and have not begun, read it, are done; for advice, or the decision."""

    submission: SubmissionId
    decides: bool
    asked: int
    reading: int
    done: int


class ExpertPosts(Repository):
    """A post for each version and purpose, as it was last shown."""

    def chat(self) -> ChatId | None:
        value = self.value(facts.c.value, facts.c.name == _KEY)
        return ChatId(int(value)) if value else None

    def lock(self) -> ChatId | None:
        """The same, locked until the transaction ends: two processes that look are one after the other."""
        row = self.first(sa.select(facts.c.value).where(facts.c.name == _KEY).with_for_update())
        return ChatId(int(row.value)) if row and row.value else None

    def link(self, chat: ChatId | None) -> None:
        """From now on this chat; None: no chat. Posts of another one stay as they are."""
        self.upsert(facts, {"name": _KEY, "value": str(chat or "")}, key=("name",))
        self.run(expert_posts.delete())

    def move(self, old: int, new: int) -> None:
        """A chat became a supergroup with a new number."""
        self.update(facts, facts.c.name == _KEY, facts.c.value == str(old), value=str(new))

    def changed(self, chat: ChatId, *, limit: int) -> list[tuple[Count, int]]:
        """What waits and has no post, and posts that show something else than is so; each with its row, 0: none."""
        counted = _counts().subquery()
        same = (
            expert_posts.c.asked == counted.c.asked,
            expert_posts.c.reading == counted.c.reading,
            expert_posts.c.done == counted.c.done,
        )
        posted = sa.and_(
            expert_posts.c.submission_id == counted.c.submission_id, expert_posts.c.decides == counted.c.decides
        )
        new = sa.and_(expert_posts.c.id.is_(None), counted.c.asked + counted.c.reading > 0)
        stale = sa.and_(expert_posts.c.id.is_not(None), sa.not_(sa.and_(*same)))
        found = self.all(
            sa.select(counted, sa.func.coalesce(expert_posts.c.row_id, 0).label("row"))
            .join(expert_posts, posted, isouter=True)
            .where(sa.or_(new, stale))
            .order_by(counted.c.submission_id, counted.c.decides)
            .limit(limit)
        )
        return [(_count(row), row.row) for row in found]

    def note(self, chat: ChatId, count: Count, row: int) -> None:
        """Keep what a post shows, and the row that it became."""
        values = {"submission_id": count.submission, "decides": count.decides, "row_id": row}
        values |= {"asked": count.asked, "reading": count.reading, "done": count.done}
        self.upsert(expert_posts, values, key=("submission_id", "decides"))

    def count(self, submission: SubmissionId, *, decides: bool) -> Count | None:
        """How far the reading of a version is."""
        here = (assignments.c.submission_id == submission, _DECIDES if decides else sa.not_(_DECIDES))
        row = self.first(_counted().where(*here).group_by(assignments.c.submission_id, _DECIDES))
        return _count(row) if row else None


def _counted() -> sa.Select[tuple[int, bool, int, int, int]]:
    def of(state: ReviewState) -> sa.ColumnElement[int]:
        return sa.func.sum(sa.case((assignments.c.state == state.value, 1), else_=0))

    return sa.select(
        assignments.c.submission_id,
        _DECIDES.label("decides"),
        of(ReviewState.ASKED).label("asked"),
        of(ReviewState.SCORING).label("reading"),
        of(ReviewState.DONE).label("done"),
    )


def _counts() -> sa.Select[tuple[int, bool, int, int, int]]:
    """Of what waits, and of what was posted and waited then: all else is over."""
    waits = sa.select(assignments.c.submission_id).where(assignments.c.state.in_(_WAITING))
    open_ = sa.select(expert_posts.c.submission_id).where(expert_posts.c.asked + expert_posts.c.reading > 0)
    here = assignments.c.submission_id.in_(waits.union(open_))
    return _counted().where(here).group_by(assignments.c.submission_id, _DECIDES)


def _count(row: sa.Row[tuple[object, ...]]) -> Count:
    values = row._mapping
    return Count(
        SubmissionId(int(values["submission_id"])),
        bool(values["decides"]),
        *(int(values[name]) for name in ("asked", "reading", "done")),
    )
