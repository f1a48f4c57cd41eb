"""Names of what administrators set (domain/setup.py), and of the kinds of messages that they hold."""

from __future__ import annotations

from bot.domain.stop import ANNOUNCEMENTS, ANSWERS
from bot.i18n import mark

SETTINGS = {
    "name_lo": mark("Name of the programme in Lao"),
    "name_en": mark("Name of the programme in English"),
    "welcome_lo": mark("Welcome in Lao"),
    "welcome_en": mark("Welcome in English"),
    "contact": mark("Whom to ask about data"),
    "timezone": mark("Time zone"),
    "quiet": mark("Quiet hours"),
    "morning": mark("Hour of reminders"),
    "evening": mark("Hour of lessons"),
    "agreement": mark("Agreement in new rounds"),
    "ask_second_above": mark("People without a second one"),
    "media_person": mark("MB of a person in a month"),
    "media_plan": mark("MB of a plan"),
    "decision_minutes": mark("Minutes before a decision"),
    "return_days": mark("Days to send a plan again"),
}
HELD = {
    ANSWERS: mark("Answers to what people write"),
    ANNOUNCEMENTS: mark("Announcements"),
    "reminders": mark("Reminders of work"),
    "nudges": mark("Reminders of what rests"),
    "lessons": mark("Lessons of the day"),
    "plans": mark("News of plans"),
    "reviews": mark("News for experts"),
    "questions": mark("Questions and answers"),
    "help_requests": mark("Calls for help"),
    "money": mark("News of money"),
    "groups": mark("News of groups"),
    "people": mark("News of roles and phones"),
    "stories": mark("News of stories"),
    "complaints": mark("Confidential words"),
    "report": mark("Figures of every week"),
    "contests": mark("News of competitions"),
    "sheets": mark("News of spreadsheets"),
    "erasures": mark("News of erasures"),
    "backups": mark("News of back-ups"),
    "failures": mark("Other news of the system"),
}
