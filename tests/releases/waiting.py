"""What is on its way when a release ends: every notice, every kind of job, documents, updates not yet answered."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, TypeAlias

import sqlalchemy as sa

from bot.chat.notice import NOTICES
from bot.domain.delivery import Method
from bot.domain.ids import ChatId, PlanId
from bot.domain.plans import ActionState
from bot.services import media, papers, pictures
from bot.store.database import UnitOfWork
from bot.store.inbox import StoredUpdate
from bot.store.outbox import Lane, Outgoing
from bot.store.tables import (
    announcements,
    assignments,
    calls,
    checkins,
    groups,
    handovers,
    narrations,
    outbox,
    persons,
    plans,
    question_pieces,
    questions,
    rounds,
    stories,
)
from tests.releases.world import NOW, OTHER_CHATS, World

CHAT = OTHER_CHATS[0]
Waiting: TypeAlias = tuple[str, str, dict[str, Any]]  # for whom ("" is the group's chat), notice, arguments


@dataclass
class Post:
    """Writes everything that waits, with the world's own numbers."""

    world: World
    uow: UnitOfWork

    def put(self) -> None:
        told = list(self._all())
        assert {notice for _, notice, _ in told} == set(NOTICES), set(NOTICES) ^ {notice for _, notice, _ in told}
        for who, notice, args in told:
            person = self.world.people[who].id if who else None
            chat = self.uow.people.account_of(person) if person else CHAT
            assert chat is not None
            row = Outgoing(0, chat, Lane.NOTICE, person=person, notice=notice, args=args)
            if notice == "announcement":
                row.lane, row.announcement = Lane.ANNOUNCEMENT, args["announcement"]
            self.uow.outbox.put(row, now=NOW)
            if notice == "narration":
                self._read_aloud(row)
        self._edits()
        self._documents()
        self._jobs()
        self._updates()

    def _one(self, column: sa.Column[Any], *where: sa.ColumnElement[bool]) -> int:
        found = self.uow.connection.execute(sa.select(sa.func.min(column)).where(*where)).scalar_one()
        assert found is not None, (str(column), [str(one) for one in where])
        return int(found)

    def _all(self) -> Iterator[Waiting]:
        yield from self._of_plans()
        yield from self._of_work()
        yield from self._of_groups()
        yield from self._of_staff()
        yield from self._of_questions()
        yield from self._of_learning()
        yield from self._over()

    def _plan(self, state: str, member: str) -> int:
        group = self.world.group(self.uow, member)
        return self._one(plans.c.id, plans.c.state == state, plans.c.group_id == group)

    def _of_plans(self) -> Iterator[Waiting]:
        draft, approved = self._draft(), self._plan("approved", "noy")
        seng, round_ = self.world.people["seng"].id, self._one(rounds.c.id, rounds.c.planned.is_not(None))
        asked = self._one(
            assignments.c.id,
            assignments.c.expert_id == self.world.people["kham"].id,
            assignments.c.state.in_(["asked", "scoring"]),
        )
        yield "boun", "agree_asked", {"plan": draft}
        yield "", "agree_asked_chat", {"plan": draft}
        yield "noy", "agree_objected", {"plan": draft, "member": seng}
        yield "noy", "plan_approved", {"plan": approved}
        yield "somdi", "plan_returned", {"plan": self._plan("returned", "somdi")}
        submitted = self._plan("submitted", "chanh")
        yield "chanh", "plan_submitted", {"plan": submitted, "submission": 1}
        yield "noy", "deadline_moved", {"round": round_}
        yield "", "deadline_moved", {"round": round_}
        yield "noy", "results_released", {"plan": approved}
        yield "", "results_released", {"plan": approved}
        yield "kham", "review_paper", {"assignment": asked}
        yield "kham", "review_asked", {"assignment": asked}
        yield "mali", "review_declined", {"plan": submitted, "expert": "ປອ. ຄຳ", "other": "ວັນນາ"}
        yield "mali", "review_declined", {"plan": submitted, "expert": "ປອ. ຄຳ", "other": ""}
        yield "mali", "review_nobody", {"plan": submitted}
        told = self._one(stories.c.id, stories.c.state == "told")
        yield "mali", "story_told", {"story": told}
        yield "boun", "story_wanted", {"plan": self._one(stories.c.plan_id, stories.c.state == "asked")}
        revision = self.uow.plans.get(PlanId(draft)).revision  # type: ignore[union-attr]
        yield "boun", "nudge_agreement", {"plan": draft, "revision": revision}
        yield "noy", "nudge_draft", {"plan": draft, "revision": revision}
        yield "kham", "nudge_reviews", {"reviews": [asked]}
        yield "mali", "nudge_staff", {"reviews": [asked]}

    def _draft(self) -> int:
        group = self.world.group(self.uow, "noy")
        round_ = self.uow.rounds.open_now(now=NOW)
        assert round_ is not None
        found = self.uow.plans.of_group(group, round_.id)
        assert found is not None
        return found.id

    def _of_work(self) -> Iterator[Waiting]:
        plan = PlanId(self._plan("approved", "noy"))
        open_ones = [one for one in self.uow.actions.of_plan(plan) if one.state is not ActionState.DONE]
        action, other = open_ones[0], open_ones[-1]
        here = {"action": action.id, "revision": action.revision}
        entry = self._one(checkins.c.id, checkins.c.action_id == action.id)
        yield "noy", "reminder", here
        yield "noy", "reminder", here | {"ask": 1}
        yield "noy", "reminder", {"action": other.id, "revision": other.revision, "start": 1}
        yield "", "reminder_chat", here
        yield "noy", "reminder_leader", here
        yield "mali", "reminder_staff", here
        items = [[action.id, "owner"], [other.id, "leader"]]
        yield "noy", "reminder_summary", {"items": items, "late": True, "rested": False}
        yield "", "reminder_summary", {"items": items, "late": False, "rested": True}
        yield "noy", "reminder_summary", {"items": items, "late": False, "again": True}
        yield "noy", "reminder_below", {"action": action.id}
        answered = {"action": action.id, "checkin": entry}
        for notice in ("reminder_answered", "checked_in", "checkin_undone"):
            yield "noy", notice, answered
        yield "", "reminder_answered", answered
        for answer in ("done", "late", "help"):
            yield "seng", "checkin_more", {"action": action.id, "answer": answer}
        group = self.world.group(self.uow, "noy")
        yield "noy", "money_month", {"group": group, "year": 2026, "month": 11}
        yield "", "money_month_chat", {"group": group, "year": 2026, "month": 11}
        yield from self._of_requests()

    def _of_requests(self) -> Iterator[Waiting]:
        waiting = self._one(calls.c.id, calls.c.state == "waiting")
        answered = self._one(calls.c.id, calls.c.state == "answered")
        action = self._one(checkins.c.action_id, checkins.c.id == answered)
        reply = self._one(checkins.c.id, checkins.c.action_id == action, checkins.c.answer == "reply")
        asker, helper = "bounthan", self.world.people["kham"].id
        yield "kham", "help_wanted", {"checkin": waiting}
        yield "kham", "help_again", {"checkin": waiting}
        yield "kham", "help_more", {"checkin": waiting, "entry": waiting}
        yield "kham", "help_solved", {"checkin": waiting}
        yield asker, "help_taken", {"checkin": answered, "helper": helper}
        yield asker, "help_answered", {"checkin": answered, "reply": reply}
        yield asker, "help_answered", {"reply": reply}
        yield asker, "help_better", {"checkin": answered}

    def _of_groups(self) -> Iterator[Waiting]:
        people, group = self.world.people, self.world.group(self.uow, "noy")
        seng, noy = people["seng"].id, people["noy"].id
        handover = self._one(handovers.c.id)
        proposed = self._one(groups.c.id, groups.c.state == "proposed")
        shared = self._one(persons.c.id, persons.c.name == "ພັນ")  # who uses Noy's phone
        account = self.uow.people.account_of(noy)
        yield "noy", "taken_out", {"group": self.world.group(self.uow, "bounthan")}
        yield "noy", "leader_now", {"group": group}
        yield "seng", "leader_changed", {"group": group}
        yield "noy", "member_joined", {"group": group, "member": seng}
        yield "noy", "phone_shared", {"group": group, "member": shared, "owner": noy, "account": account}
        yield "noy", "phone_moved", {"member": seng}
        yield "seng", "phone_moved_away", {}
        yield "noy", "group_paused", {"group": group, "by": "ແສງ"}
        yield "", "group_paused", {"group": self.world.group(self.uow, "chom"), "by": "ແສງ"}
        yield "noy", "told_changed", {"group": group, "by": "ແສງ"}
        yield "mali", "group_proposed", {"group": proposed}
        yield "noy", "group_decided", {"group": group}
        yield "noy", "lead_asked", {"handover": handover}
        yield "seng", "lead_not_now", {"handover": handover}
        yield "mali", "lead_wanted", {"group": group, "member": seng}

    def _of_staff(self) -> Iterator[Waiting]:
        seng = self.world.people["seng"].id
        state = announcements.c.state
        waiting, sent = (self._one(announcements.c.id, state.in_(one)) for one in (["waiting"], ["sent", "sending"]))
        yield "mali", "role_asked", {"member": seng, "role": "expert"}
        yield "kham", "role_decided", {"role": "expert"}
        yield "seng", "role_decided", {"role": "staff"}
        yield "boun", "announcement", {"announcement": sent}
        yield "", "announcement", {"announcement": sent}
        yield "mali", "announcement_test", {"announcement": waiting, "language": "lo"}
        yield "mali", "announcement_waiting", {"announcement": waiting}
        yield "somphone", "announcement_back", {"announcement": waiting, "by": "ມາລີ"}
        yield "mali", "content_faulty", {"faults": [["plan/form.yaml", 3, "no title"]], "n": 2}
        yield "mali", "content_mended", {}
        yield "mali", "update_aside", {"code": "A1B2"}
        yield "noy", "turn_failed", {"code": "A1B2"}
        yield "noy", "paper_not_made", {}
        yield "mali", "papers_fail", {}

    def _of_questions(self) -> Iterator[Waiting]:
        state = questions.c.state
        asked, taken, answered = (self._one(questions.c.id, state == one) for one in ("asked", "taken", "answered"))
        piece = self._one(
            question_pieces.c.id, question_pieces.c.medium_id.is_not(None), question_pieces.c.side == "expert"
        )
        spoken = self._one(question_pieces.c.question_id, question_pieces.c.id == piece)
        yield "kham", "question_asked", {"question": asked}
        yield "kham", "question_taken", {"question": taken}
        yield "kham", "question_more", {"question": taken}
        yield "kham", "question_waits", {"question": asked}
        yield "mali", "question_waits_long", {"question": asked}
        yield "mali", "question_waits_long", {"question": taken}
        yield "kham", "question_helped", {"question": answered}
        yield "boun", "question_piece", {"question": spoken, "piece": piece}
        yield "boun", "question_answered", {"question": spoken}

    def _of_learning(self) -> Iterator[Waiting]:
        reading = self.uow.lessons.readings(self.world.people["noy"].id)
        begun = next(one for one in reading.values() if not one.finished_at)
        yield "noy", "nudge_lesson", {"lesson": begun.lesson, "card": begun.card}
        yield "noy", "lesson_of_day", {"lesson": "strong-group"}
        yield "", "lesson_shared", {"lesson": "costs", "name": "ນ້ອຍ"}
        yield "seng", "lessons_finished", {}
        voice = self._one(narrations.c.id, narrations.c.state == "kept")
        account = self.uow.people.account_of(self.world.people["noy"].id)
        yield "noy", "narration", {"narration": voice, "chat": account}

    def _read_aloud(self, row: Outgoing) -> None:
        """Noy has a page open that is being read to her: the voice is on its way."""
        bookmark = self.uow.bookmarks.take(row.chat, row.chat)
        page = {"screen": "lessons.card", "args": {"lesson": "costs", "card": 0}}
        at = int(NOW.timestamp())
        bookmark.voice = {"row": row.id, "id": row.args["narration"], "page": page, "at": at}
        self.uow.bookmarks.put(row.chat, row.chat, bookmark, now=NOW)

    def _over(self) -> Iterator[Waiting]:
        """What is no longer needed, for it was answered or undone meanwhile: nothing is to be drawn of it."""
        plan = self._plan("approved", "noy")
        action = self.uow.actions.of_plan(PlanId(plan))[0]
        yield "boun", "taken_out", {"group": self.world.group(self.uow, "noy")}
        yield "noy", "reminder", {"action": action.id, "revision": action.revision + 7}
        yield "seng", "plan_submitted", {"plan": plan, "submission": 1}
        yield "kham", "question_asked", {"question": self._one(questions.c.id, questions.c.state == "answered")}
        yield "seng", "agree_asked", {"plan": plan}
        yield "kham", "review_asked", {"assignment": self._one(assignments.c.id, assignments.c.state == "done")}

    # Beside the notices ----------------------------------------------------------------------------------------------
    def _edits(self) -> None:
        """Rows that change a message that stands already: an edit, one that follows, buttons taken off, a deletion."""
        rows = sa.select(outbox.c.id, outbox.c.chat_id, outbox.c.message_id, outbox.c.content)
        found = self.uow.connection.execute(
            rows.where(outbox.c.state == "sent", outbox.c.place.is_not(None), outbox.c.chat_id > 0)
            .order_by(outbox.c.id.desc())
            .limit(4)
        ).all()
        for method, row in zip((Method.EDIT, Method.FOLLOW, Method.STRIP, Method.DELETE), found, strict=True):
            content = row.content if method in (Method.EDIT, Method.FOLLOW) else None
            changes = Outgoing(0, row.chat_id, Lane.REPLY, method=method, content=content, edits=row.id)
            changes.message_id = row.message_id
            self.uow.outbox.put(changes, now=NOW)

    def _documents(self) -> None:
        """Papers of a version and of a draft, PDF and card, in each language and in both; a picture; a kept file."""
        noy = self.world.people["noy"]
        chat = ChatId(self.uow.people.account_of(noy.id) or 0)
        draft, sent = self.uow.plans.get(PlanId(self._draft())), self._plan("approved", "noy")
        first = self.uow.submissions.latest(PlanId(sent))
        assert draft is not None
        assert first is not None
        recipes = [
            papers.version_recipe(first, "plan", "both"),
            papers.version_recipe(first, "card", "lo"),
            papers.recipe_of(draft, None, "plan", "en"),
            papers.recipe_of(draft, None, "card", "en"),
        ]
        for index, recipe in enumerate(recipes):
            medium = {
                "kind": "document" if recipe["paper"] == "plan" else "photo",
                "recipe": recipe,
                "name": f"{index}.pdf",
            }
            row = Outgoing(0, chat, Lane.REPLY, person=noy.id, content={"text": "", "medium": medium})
            self.uow.outbox.put(row, now=NOW)
        pictures.send(self.uow, self.world.library, "costs", chat=chat, by=noy, now=NOW)
        media.show(self.uow, [self.world.photo], chat, noy.id, caption="ໄຮ່ນາ", now=NOW)

    def _jobs(self) -> None:
        """One job of each kind, whatever the deeds before have asked for already."""
        item = self._one(announcements.c.id, announcements.c.state == "sending")
        round_, old = self._one(rounds.c.id, rounds.c.planned.is_not(None)), self._one(rounds.c.id)
        self.uow.jobs.add("expand", now=NOW, key=f"{item} again", announcement=item)
        self.uow.jobs.add("spread", now=NOW, key=f"{old} again", round=old)
        self.uow.jobs.add("moved", now=NOW, key=f"{round_} again", round=round_)
        self.uow.jobs.add("commands", now=NOW, key="kham again", person=self.world.people["kham"].id)

    def _updates(self) -> None:
        """Telegram's updates that were written down and not yet answered, and one that was set aside."""
        noy, seng = (self.uow.people.account_of(self.world.people[name].id) or 0 for name in ("noy", "seng"))
        who = {account: {"id": account, "is_bot": False, "first_name": "N"} for account in (noy, seng)}
        chat = {account: {"id": account, "type": "private", "first_name": "N"} for account in (noy, seng)}
        sent = int(NOW.timestamp())
        said = {"message_id": 900_001, "date": sent, "chat": chat[noy], "from": who[noy]}
        bare = {"message_id": 900_002, "date": sent, "chat": chat[seng], "from": who[seng]}
        pressed = {"id": "77", "from": who[seng], "chat_instance": "1", "message": bare, "data": "plan.overview"}
        photo = {"file_id": "p", "file_unique_id": "u", "width": 1, "height": 1, "file_size": 9}
        bodies: list[tuple[int, dict[str, Any]]] = [
            (
                noy,
                {"message": said | {"text": "/plan", "entities": [{"type": "bot_command", "offset": 0, "length": 5}]}},
            ),
            (seng, {"callback_query": pressed}),
            (noy, {"message": said | {"message_id": 900_003, "photo": [photo], "caption": "ໄຮ່ນາ"}}),
            (seng, {"message": bare | {"message_id": 900_004, "text": "ຂອບໃຈ"}}),
        ]
        for index, (account, body) in enumerate(bodies):
            raw = json.dumps({"update_id": 5_000_001 + index} | body, ensure_ascii=False)
            self.uow.inbox.add([StoredUpdate(5_000_001 + index, account, account, raw, NOW)])
        self.uow.inbox.set_aside(5_000_004, "A1B2")
