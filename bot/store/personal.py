"""What becomes of every column of the database when somebody is erased: one table, and a column without a rule fails.

It is also the list of what is kept about people at all; whoever adds a column says here what it may hold of somebody.
"""

from __future__ import annotations

from enum import Enum


class Rule(Enum):
    """What a column holds of a person, and what becomes of it."""

    NOTHING = "nothing of anybody: of the programme, a state, a time, a number of a row"
    GOES = "whose row it is: the row goes with them"
    UNNAMED = "who did it: nobody who is known, the row stays"
    ROW = "something of the person whose row it is, and goes with it"
    EMPTIED = "something of the person alone in a row that stays: it is emptied"
    WORK = "words of the common work: they stay, without a name"
    NAMING = "work in which people are named and files are kept: names and their files are taken out"
    FILE = "the number of a file: the row stays without it, or goes where it is nothing else"
    COPY = "a copy of what was said or sent: it goes, or is emptied where it names somebody"
    BRIEF = "kept for a day or until it is done, and gone then"


# Table → rule → its columns.
_TABLE: dict[str, dict[Rule, str]] = {
    "accounts": {Rule.ROW: "id state state_at created_at", Rule.UNNAMED: "person_id"},  # the last one's phone goes
    "actions": {
        Rule.WORK: "what sign",
        Rule.NAMING: "who",
        Rule.UNNAMED: "owner_id",
        Rule.NOTHING: "id plan_id position start_on due_on cost own state revision spent updated_at",
    },
    "agreements": {
        Rule.UNNAMED: "person_id told_by",
        Rule.EMPTIED: "reason account_id",
        Rule.FILE: "medium_id",
        Rule.NOTHING: "id plan_id revision agrees at",
    },
    "announcement_replies": {Rule.GOES: "person_id", Rule.ROW: "answer at", Rule.NOTHING: "announcement_id"},
    "announcements": {
        Rule.UNNAMED: "author_id confirmed_by",
        Rule.WORK: "texts marks reason",
        Rule.NAMING: "media",
        Rule.NOTHING: "id audience state revision recipients created_at sent_at unasked ways starts_at at_night written"
        " ended_at corrected_at recalled_at",
    },
    "answers": {
        Rule.UNNAMED: "author_id",
        Rule.NAMING: "parts",
        Rule.NOTHING: "id plan_id step revision state at ended_at",
    },
    "assignments": {
        Rule.UNNAMED: "expert_id",
        Rule.NOTHING: "id submission_id state decision revision asked_at decided_at kind",
    },
    "audiences": {Rule.UNNAMED: "author_id", Rule.WORK: "name", Rule.NOTHING: "id conditions at"},
    "audit": {Rule.UNNAMED: "person_id", Rule.NAMING: "subject", Rule.NOTHING: "id verb at before after group_id"},
    "calls": {Rule.UNNAMED: "helper_id", Rule.NOTHING: "id state rung next_at"},
    "checkins": {
        Rule.UNNAMED: "person_id",
        Rule.WORK: "words",
        Rule.FILE: "medium_id",
        Rule.NOTHING: "id action_id answer before due_before due_after why remind_on help kip_before kip at",
    },
    "comments": {Rule.WORK: "text", Rule.FILE: "medium_id", Rule.NOTHING: "id assignment_id step at kind"},
    "complaint_readers": {Rule.GOES: "person_id", Rule.NOTHING: "position"},
    "complaint_words": {Rule.ROW: "text speaker sent at", Rule.FILE: "medium_id", Rule.NOTHING: "id complaint_id"},
    "complaints": {
        Rule.GOES: "person_id",
        Rule.UNNAMED: "reader_id",
        Rule.ROW: "number named state due_at sent_at created_at",
        Rule.NOTHING: "id passed",
    },
    "consents": {Rule.GOES: "person_id", Rule.ROW: "agrees at", Rule.NOTHING: "handover_id"},
    "contests": {Rule.NOTHING: "round_id phase since next_at warned_at rules dice seed"},
    "copies": {Rule.COPY: "chat_id", Rule.NOTHING: "id row_id reminder_id action_id revision below at"},
    "erasures": {Rule.GOES: "person_id", Rule.ROW: "asked_at due_at remind_at reminded"},
    "exchanges": {
        Rule.UNNAMED: "person_id answerer_id",
        Rule.WORK: "text answer",
        Rule.FILE: "medium_id answer_medium_id",
        Rule.NOTHING: "id assignment_id comment_id kind at answered_at",
    },
    "expert_posts": {Rule.NOTHING: "id submission_id decides row_id asked reading done"},
    "expenses": {
        Rule.UNNAMED: "person_id changed_by",
        Rule.WORK: "words",
        Rule.NOTHING: "id action_id kip paid at state corrects_id changed_at",
    },
    "facts": {Rule.NOTHING: "name value"},
    "groups": {
        Rule.UNNAMED: "created_by",
        Rule.WORK: "name project",
        Rule.NOTHING: "id village_id state hour minute evening zone chat_id chat_language thread told money_told"
        " created_at",
    },
    "handovers": {Rule.GOES: "person_id", Rule.ROW: "state asked_at until_at", Rule.NOTHING: "id group_id"},
    "hearers": {
        Rule.GOES: "person_id",
        Rule.UNNAMED: "by_id",
        Rule.ROW: "reached at",
        Rule.NOTHING: "announcement_id group_id",
    },
    "hearings": {Rule.UNNAMED: "person_id", Rule.NOTHING: "id plan_id group_id place stars at"},
    "holidays": {Rule.NOTHING: "id first_on last_on name at"},
    "inbox": {Rule.COPY: "chat_id account_id raw error", Rule.NOTHING: "update_id state attempts code received_at"},
    "income_receipts": {Rule.FILE: "medium_id", Rule.NOTHING: "id income_id"},
    "incomes": {
        Rule.UNNAMED: "person_id changed_by",
        Rule.WORK: "words",
        Rule.NOTHING: "id plan_id kip source at state changed_at",
    },
    "invites": {
        Rule.GOES: "person_id",
        Rule.UNNAMED: "created_by",
        Rule.NOTHING: "code kind group_id role created_at expires_at uses_left revoked lost asks",
    },
    "jobs": {Rule.BRIEF: "args key error", Rule.NOTHING: "id kind state attempts next_at"},
    "line_values": {Rule.UNNAMED: "author_id", Rule.NAMING: "value", Rule.NOTHING: "id action_id field at ended_at"},
    "loose_chats": {Rule.NOTHING: "chat_id told next_at"},
    "media": {
        Rule.GOES: "person_id",  # what became the programme's (`Media.disown`) is nobody's
        Rule.ROW: "kind file_id unique_id mime name size seconds path at unused_since",
        Rule.NOTHING: "id",
    },
    "members": {Rule.GOES: "person_id", Rule.ROW: "leader state joined_at rung next_at", Rule.NOTHING: "group_id"},
    "merges": {
        Rule.GOES: "kept_id gone_id",
        Rule.UNNAMED: "by_id",
        Rule.BRIEF: "trace",
        Rule.NOTHING: "id group_id undone at",
    },
    "moves": {
        Rule.GOES: "person_id",
        Rule.UNNAMED: "maker_id",
        Rule.ROW: "old_account_id new_account_id state at",
        Rule.NOTHING: "id",
    },
    "narrations": {
        Rule.UNNAMED: "person_id",
        Rule.FILE: "medium_id",
        Rule.NOTHING: "id part name language version state at",
    },
    "nudges": {Rule.NOTHING: "key at"},  # numbers of people who are not there any more
    "outbox": {
        Rule.GOES: "person_id",
        Rule.COPY: "chat_id content also args place key reason",
        Rule.NOTHING: "id lane method notice edits message_id state attempts doubted next_at announcement_id"
        " created_at settled_at",
    },
    "pauses": {Rule.NOTHING: "group_id from_at until_on ended_at"},
    "persons": {
        Rule.ROW: "id name language listens voice light sex youth ethnic phone asked frozen consented_at"
        " consent_version projects created_at",
    },
    "pitches": {Rule.UNNAMED: "person_id", Rule.FILE: "medium_id", Rule.NOTHING: "id plan_id kind seconds at"},
    "places": {Rule.COPY: "chat_id account_id stack answered album voice page updated_at"},
    "plans": {
        Rule.WORK: "title reopened",
        Rule.NOTHING: "id group_id round_id state revision position deadline dated_at planned lost created_at"
        " updated_at shared final",
    },
    "practice_marks": {Rule.NOTHING: "practice_id criterion mark best"},
    "practices": {
        Rule.GOES: "expert_id",
        Rule.ROW: "text",
        Rule.FILE: "medium_id",
        Rule.NOTHING: "id round_id plan attempt done_at",
    },
    "published_questions": {
        Rule.UNNAMED: "editor_id",
        Rule.WORK: "words",
        Rule.NOTHING: "id question_id revision published_at changed_at",
    },
    "question_pieces": {
        Rule.UNNAMED: "author_id",
        Rule.WORK: "text",
        Rule.FILE: "medium_id",
        Rule.NOTHING: "id question_id side turn at",
    },
    "questions": {
        Rule.GOES: "asker_id",
        Rule.UNNAMED: "taker_id",
        Rule.ROW: "about subject place state revision turns sent_at taken_at answered_at due_at created_at",
        Rule.NOTHING: "id group_id",
    },
    "quiz_answers": {Rule.GOES: "person_id", Rule.ROW: "lesson question option right at", Rule.NOTHING: "id"},
    "reader_rules": {Rule.GOES: "expert_id", Rule.UNNAMED: "by_id", Rule.NOTHING: "plan_id pinned at"},
    "readings": {Rule.GOES: "person_id", Rule.ROW: "lesson card finished_at updated_at"},
    "receipts": {Rule.FILE: "medium_id", Rule.NOTHING: "id expense_id"},
    "reminders": {
        Rule.UNNAMED: "person_id",
        Rule.NOTHING: "id action_id about days due_on due_at recipient state",
    },
    "results_seen": {Rule.GOES: "person_id", Rule.NOTHING: "plan_id"},
    "roles": {Rule.GOES: "person_id", Rule.ROW: "role state at"},
    "rounds": {
        Rule.NOTHING: "id name opens_at deadline planned lost state form_version agreement for_others dated_at"
        " work_from work_until unranked projects districts archived",
    },
    "scores": {Rule.NOTHING: "assignment_id criterion mark carried at"},
    "season_days": {Rule.UNNAMED: "set_by", Rule.NOTHING: "id season region year first_on last_on set_at"},
    "sheet_lines": {
        Rule.UNNAMED: "person_id",
        Rule.BRIEF: "words value",
        Rule.NOTHING: "sheet_id number state flaw group_id made_group",
    },
    "sheets": {
        Rule.UNNAMED: "by_id",
        Rule.FILE: "medium_id",
        Rule.BRIEF: "name",
        Rule.NOTHING: "id state why zone at taken_at",
    },
    "snapshots": {Rule.NAMING: "content", Rule.NOTHING: "plan_id revision"},
    "speakers": {Rule.GOES: "person_id", Rule.ROW: "account_id"},
    "spoken_languages": {Rule.UNNAMED: "person_id", Rule.NOTHING: "id name at"},
    "stories": {Rule.NOTHING: "id plan_id state shared asked_at told_at rung next_at"},
    "submissions": {
        Rule.UNNAMED: "submitted_by",
        Rule.NAMING: "content",
        Rule.NOTHING: "id plan_id version revision at",
    },
    "subscriptions": {Rule.GOES: "person_id", Rule.ROW: "lesson waits sent_at due_at"},
    "tellings": {
        Rule.UNNAMED: "person_id",
        Rule.WORK: "words",
        Rule.FILE: "medium_id",
        Rule.NOTHING: "id story_id kind at removed",
    },
    "timetables": {Rule.NOTHING: "scope subject steps at"},
    "unions": {Rule.UNNAMED: "by_id", Rule.BRIEF: "trace", Rule.NOTHING: "id kept_id gone_id undone at"},
    "uploads": {Rule.COPY: "key file_id at"},
    "visits": {
        Rule.UNNAMED: "expert_id",
        Rule.WORK: "location",
        Rule.FILE: "medium_id",
        Rule.NOTHING: "id plan_id points pictured at",
    },
    "villages": {Rule.WORK: "name", Rule.NOTHING: "id district state"},
    "weekly_reports": {Rule.GOES: "person_id", Rule.ROW: "scope due_at"},
    "wordings": {Rule.UNNAMED: "helper_id", Rule.WORK: "text", Rule.NOTHING: "id plan_id subject kind at"},
}
RULES: dict[str, Rule] = {
    f"{table}.{column}": rule
    for table, rules in _TABLE.items()
    for rule, columns in rules.items()
    for column in columns.split()
}
