"""What people are told when the program itself failed: kind words, a code, and that nothing is lost."""

from __future__ import annotations

from bot.chat.address import Go
from bot.chat.message import Button, Message, column, shortened
from bot.chat.notice import Occasion, notice
from bot.chat.stack import HOME
from bot.domain.notices.backups import BackUpFailed, BackUpOld, Restored
from bot.domain.notices.failures import (
    ClockRight,
    ClockWrong,
    ContentFaulty,
    ContentMended,
    DiskFilling,
    NameUnknown,
    NotSent,
    PaperNotMade,
    PapersFail,
    RowRefused,
    TooMany,
    TurnFailed,
    UpdateAside,
    UpdatesBack,
    UpdatesTaken,
)
from bot.i18n import Say, lines, paragraphs


@notice(TurnFailed)
def turn_failed(occasion: Occasion[TurnFailed]) -> Message:
    """To whoever wrote the update that was set aside."""
    say = occasion.say
    text = say("Sorry, the system has a problem. Your answer is kept. Try again later")
    return Message(lines(text, say("Code: {code}", code=occasion.what.code)))


@notice(PaperNotMade)
def paper_not_made(occasion: Occasion[PaperNotMade]) -> Message:
    """To whoever asked for a paper or a picture."""
    say = occasion.say
    return Message(say("Sorry, this paper cannot be made now. Your answers are all kept. Try again later"))


@notice(PapersFail)
def papers_fail(occasion: Occasion[PapersFail]) -> Message:
    """To administrators."""
    return Message(occasion.say("A paper could not be made today. The log says more"))


@notice(TooMany)
def too_many(occasion: Occasion[TooMany]) -> Message:
    """To whoever sends more than is taken up at once."""
    return Message(occasion.say("📨 Many messages came at once. All are kept and read one after the other"))


@notice(NotSent)
def not_sent(occasion: Occasion[NotSent]) -> Message:
    """To whoever waits for a message that Telegram does not take; a group's chat has no first page."""
    say = occasion.say
    text = say("Sorry, this page cannot be shown. What you sent is kept, and the staff have been told")
    return Message(text, column([Button(say("🏠 First page"), Go(HOME.screen)) if occasion.person else None]))


@notice(RowRefused)
def row_refused(occasion: Occasion[RowRefused]) -> Message:
    """To administrators, once for each kind and reason."""
    what, say = occasion.what, occasion.say
    head = say("A message could not be sent. Whoever waits for it has been told")
    return Message(lines(head, say("Code: {code}", code=f"{what.what} – {what.why}")))


@notice(NameUnknown)
def name_unknown(occasion: Occasion[NameUnknown]) -> Message:
    """To administrators: a row was written by another version, and this one cannot say or do what it asks for."""
    text = occasion.say("This version of the system does not know one thing that waits, so it was set aside")
    return Message(lines(text, occasion.say("Code: {code}", code=f"{occasion.what.kind} {occasion.what.name}")))


@notice(ContentFaulty)
def content_faulty(occasion: Occasion[ContentFaulty]) -> Message:
    """To administrators: which lines of the content keep it from being served."""
    say, shown, n = occasion.say, occasion.what.faults, occasion.what.n
    head = say("The new content has faults, so the old one stays: {n}", n=n)
    faults = lines(*(shortened(f"{file}:{line}: {words}", 400) for file, line, words in shown))
    unseen = n - len(shown)
    more = say.plural("and {n} more", "and {n} more", unseen) if unseen > 0 else ""
    return Message(paragraphs(head, faults, more))


@notice(ContentMended)
def content_mended(occasion: Occasion[ContentMended]) -> Message:
    """To administrators: what they changed is served now."""
    return Message(occasion.say("✅ The new content is in order and is shown to everybody now"))


@notice(ClockWrong)
def clock_wrong(occasion: Occasion[ClockWrong]) -> Message:
    """To administrators: why nothing comes by itself."""
    say, what = occasion.say, occasion.what
    shown, true = say.moment(what.shown), say.moment(what.true)
    text = say(
        "🕰 The clock of the system's machine is wrong. It shows {shown}, but it is {true}", shown=shown, true=true
    )
    return Message(paragraphs(text, say("Please have it set. Until then no reminders are sent")))


@notice(ClockRight)
def clock_right(occasion: Occasion[ClockRight]) -> Message:
    """To administrators who heard that the clock was wrong."""
    return Message(occasion.say("✅ The clock of the system's machine is right again"))


@notice(UpdatesTaken)
def updates_taken(occasion: Occasion[UpdatesTaken]) -> Message:
    """To administrators: what people write does not come here."""
    say = occasion.say
    text = say("Another program takes what people write to this bot. Is the system running twice?")
    return Message(lines(text, say("Please stop the other one. Then all goes on by itself")))


@notice(UpdatesBack)
def updates_back(occasion: Occasion[UpdatesBack]) -> Message:
    """To administrators who heard that another program took them."""
    return Message(occasion.say("✅ What people write to this bot comes here again"))


@notice(DiskFilling)
def disk_filling(occasion: Occasion[DiskFilling]) -> Message:
    """To administrators, while there is still room."""
    say, what = occasion.say, occasion.what
    text = say(
        "The disk of the system's machine is filling up. Used: {percent}%, free: {free} GB",
        percent=what.percent,
        free=say.number(round(what.free / 10**9, 1)),
    )
    return Message(paragraphs(text, say("Please make room. On a full disk no new answers can be kept")))


@notice(BackUpFailed)
def back_up_failed(occasion: Occasion[BackUpFailed]) -> Message:
    """To administrators, once a day."""
    say = occasion.say
    text = say("The back-up failed. It is tried again every hour")
    return Message(lines(text, say("Code: {code}", code=occasion.what.why)))


@notice(BackUpOld)
def back_up_old(occasion: Occasion[BackUpOld]) -> Message:
    """To administrators, once a day: what is lost if the machine breaks now."""
    say, good = occasion.say, occasion.what.good
    if good is None:
        return Message(say("There is no back-up yet. If the machine breaks now, everything is lost"))
    return Message(
        say("The last back-up is of {at}. If the machine breaks now, all since then is lost", at=say.moment(good))
    )


@notice(Restored)
def restored(occasion: Occasion[Restored]) -> Message:
    """To administrators, after the first start of a system that was restored."""
    say = occasion.say
    text = say("✅ The system was restored as it was on {at}", at=say.moment(occasion.what.at))
    return Message(lines(text, say("Nothing leaves yet. Look at it, then let go what is held")))


@notice(UpdateAside)
def update_aside(occasion: Occasion[UpdateAside]) -> Message:
    """To administrators: `phaen inbox` shows what stands behind the code."""
    return Message(occasion.say("An update was set aside. Its code: {code}", code=occasion.what.code))


def file_trouble(trouble: str, say: Say) -> Message:
    """To administrators, past the database: its file was "removed" or is "damaged", or its disk is "full"."""
    if trouble == "full":
        full, room = say("The disk is full. Nothing new can be kept"), say("Please make room on it. Nothing is lost")
        return Message(lines(full, room, say("Answers wait at Telegram for a day, and come then by themselves")))
    text = {
        "removed": say("The file of the database was taken away while the system runs. New answers are lost"),
        "damaged": say("The file of the database is damaged"),
    }[trouble]
    return Message(lines(text, say("Please stop the system, put the newest back-up in its place and start it again")))
