"""The ids of everything that has one, as types of their own, so that swapped arguments are type errors."""

from typing import NewType

PersonId = NewType("PersonId", int)
AccountId = NewType("AccountId", int)  # a Telegram user id
ChatId = NewType("ChatId", int)  # a Telegram chat id; a private chat has its account's number
GroupId = NewType("GroupId", int)
VillageId = NewType("VillageId", int)
RoundId = NewType("RoundId", int)
PlanId = NewType("PlanId", int)
ActionId = NewType("ActionId", int)
ExpenseId = NewType("ExpenseId", int)
StoryId = NewType("StoryId", int)
SubmissionId = NewType("SubmissionId", int)
AssignmentId = NewType("AssignmentId", int)
CommentId = NewType("CommentId", int)  # an expert's words on a plan
PracticeId = NewType("PracticeId", int)  # an expert reads a plan for practice
ExchangeId = NewType("ExchangeId", int)  # between an expert and a group
AnnouncementId = NewType("AnnouncementId", int)
IncomeId = NewType("IncomeId", int)  # money that a group received
MediumId = NewType("MediumId", int)
ComplaintId = NewType("ComplaintId", int)
QuestionId = NewType("QuestionId", int)
NarrationId = NewType("NarrationId", int)
RowId = NewType("RowId", int)  # a row of the outbox
SheetId = NewType("SheetId", int)  # a spreadsheet that somebody brings in
