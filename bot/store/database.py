"""The connection to SQLite or PostgreSQL, its schema, and the unit of work that every verb is given."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Generic, TypeVar

import sqlalchemy as sa
from sqlalchemy.engine import Connection

from bot.store import engines, locks, neutral
from bot.store.actions import Actions
from bot.store.agreements import Agreements
from bot.store.all_actions import AllActions
from bot.store.announcement_rows import AnnouncementRows
from bot.store.announcements import Announcements
from bot.store.answers import Answers
from bot.store.attempts import Attempts
from bot.store.audiences import Audiences
from bot.store.audit import Audit
from bot.store.bookmarks import Bookmarks
from bot.store.complaints import Complaints
from bot.store.contests import Contests
from bot.store.directory import Directory
from bot.store.erasing import Erasing
from bot.store.erasures import Erasures
from bot.store.errors import Unusable, damaged, explained, is_transient
from bot.store.everything import Everything
from bot.store.exchanges import Exchanges
from bot.store.expenses import Expenses
from bot.store.expert_posts import ExpertPosts
from bot.store.figures import Figures
from bot.store.groups import Groups
from bot.store.handovers import Handovers
from bot.store.help_requests import HelpRequests
from bot.store.holidays import Holidays
from bot.store.inbox import Inbox
from bot.store.incomes import Incomes
from bot.store.invites import Invites
from bot.store.jobs import Jobs
from bot.store.joinings import Joinings
from bot.store.key_values import KeyValues
from bot.store.last_days import LastDays
from bot.store.lessons import Lessons
from bot.store.line_values import LineValues
from bot.store.loose_chats import LooseChats
from bot.store.media import Media
from bot.store.merges import Merges
from bot.store.moves import Moves
from bot.store.narrations import Narrations
from bot.store.nudges import Nudges
from bot.store.outbox import Outbox
from bot.store.own_data import OwnData
from bot.store.pauses import Pauses
from bot.store.people import People
from bot.store.pitches import Pitches
from bot.store.plans import Plans
from bot.store.practices import Practices
from bot.store.questions import Questions
from bot.store.reach import Reach
from bot.store.reminder_messages import ReminderMessages
from bot.store.reminders import Reminders
from bot.store.repository import Repository
from bot.store.reviews import Reviews
from bot.store.rounds import Rounds
from bot.store.seasons import Seasons
from bot.store.sheets import Sheets
from bot.store.shown_pages import ShownPages
from bot.store.sqlite_file import SqliteFile, damage
from bot.store.stops import Stops
from bot.store.stories import Stories
from bot.store.submissions import Submissions
from bot.store.timetables import Timetables
from bot.store.unions import Unions
from bot.store.uploads import Uploads
from bot.store.weekly_reports import WeeklyReports
from bot.store.wordings import Wordings

if TYPE_CHECKING:
    from bot.store.election import Election

R = TypeVar("R", bound=Repository)
_NEWER = "The database is of a newer Phaen ({found}, this one knows {newest}): use that version"
_GO_BACK = "Start the version before again, and tell whoever looks after Phaen"
MIGRATIONS = Path(__file__).parent / "migrations"


class Noun(Generic[R]):
    """A repository that a transaction builds when it is first asked for: most need three of fifty."""

    def __init__(self, kind: type[R]) -> None:
        self.kind, self.name = kind, ""

    def __set_name__(self, owner: type[UnitOfWork], name: str) -> None:
        self.name = name

    def __get__(self, uow: UnitOfWork, owner: type[UnitOfWork]) -> R:
        made = uow.__dict__[self.name] = self.kind(uow.connection)  # from now on the attribute itself
        return made


class UnitOfWork:
    """One transaction: a repository per noun. Nothing here commits; `Database.begin` does, when its block ends well."""

    people = Noun(People)
    moves = Noun(Moves)
    erasures = Noun(Erasures)
    erasing = Noun(Erasing)
    own_data = Noun(OwnData)
    merges = Noun(Merges)
    groups = Noun(Groups)
    joinings = Noun(Joinings)
    handovers = Noun(Handovers)
    lessons = Noun(Lessons)
    rounds = Noun(Rounds)
    plans = Noun(Plans)
    answers = Noun(Answers)
    actions = Noun(Actions)
    submissions = Noun(Submissions)
    last_days = Noun(LastDays)
    agreements = Noun(Agreements)
    wordings = Noun(Wordings)
    line_values = Noun(LineValues)
    reviews = Noun(Reviews)
    exchanges = Noun(Exchanges)
    practices = Noun(Practices)
    expert_posts = Noun(ExpertPosts)
    announcements = Noun(Announcements)
    audiences = Noun(Audiences)
    reach = Noun(Reach)
    questions = Noun(Questions)
    reminders = Noun(Reminders)
    stories = Noun(Stories)
    all_actions = Noun(AllActions)
    figures = Noun(Figures)
    everything = Noun(Everything)
    weekly_reports = Noun(WeeklyReports)
    complaints = Noun(Complaints)
    contests = Noun(Contests)
    pitches = Noun(Pitches)
    help_requests = Noun(HelpRequests)
    expenses = Noun(Expenses)
    incomes = Noun(Incomes)
    reminder_messages = Noun(ReminderMessages)
    holidays = Noun(Holidays)
    pauses = Noun(Pauses)
    timetables = Noun(Timetables)
    nudges = Noun(Nudges)
    media = Noun(Media)
    narrations = Noun(Narrations)
    bookmarks = Noun(Bookmarks)
    inbox = Noun(Inbox)
    outbox = Noun(Outbox)
    attempts = Noun(Attempts)
    shown_pages = Noun(ShownPages)
    announcement_rows = Noun(AnnouncementRows)
    uploads = Noun(Uploads)
    stops = Noun(Stops)
    jobs = Noun(Jobs)
    key_values = Noun(KeyValues)
    seasons = Noun(Seasons)
    directory = Noun(Directory)
    unions = Noun(Unions)
    invites = Noun(Invites)
    loose_chats = Noun(LooseChats)
    sheets = Noun(Sheets)
    audit = Noun(Audit)

    def __init__(self, connection: Connection) -> None:
        self.connection = connection

    @contextmanager
    def savepoint(self) -> Iterator[None]:
        """A part of the transaction that is undone alone when it raises; rows meant to leave are forgotten with it."""
        written = len(self.outbox.written)
        try:
            with self.connection.begin_nested():
                yield
        except BaseException:
            del self.outbox.written[written:]
            raise


class Database:
    """One database; `begin` opens a transaction on the calling thread."""

    def __init__(self, url: str, *, connections: int = 8, reads: bool = False) -> None:
        """`reads`: only that, beside the process that runs: nothing is made or changed, and nobody has to wait."""
        try:
            self.url = sa.make_url(url)
        except ValueError:  # a port that is no number
            raise sa.exc.ArgumentError("Could not parse the address") from None
        self.sqlite = self.url.get_backend_name() == "sqlite"
        stored = self.sqlite and self.url.database not in (None, "", ":memory:")
        self.file = SqliteFile(Path(str(self.url.database))) if stored else None
        if self.sqlite:
            self.engine = engines.sqlite(self.url, self.file, reads=reads)
        else:
            self.engine = engines.postgresql(self.url, connections)

    def hold(self) -> None:
        """Have SQLite's file for this process until `close`. Raises Unusable, which says who has it."""
        if self.file is not None:
            self.file.hold()

    @contextmanager
    def begin(self) -> Iterator[UnitOfWork]:
        """A unit of work that is committed when the block ends well and undone otherwise."""
        with self.engine.begin() as connection:
            yield UnitOfWork(connection)

    @contextmanager
    def begin_together(self, number: int) -> Iterator[list[UnitOfWork]]:
        """Units of work, to be used one after the other, that are committed together or undone together."""
        with self.engine.begin() as connection:
            yield [UnitOfWork(connection) for _ in range(number)]

    def upgrade(self, to: str = "head") -> None:
        """Bring the schema up to date, or to an older version; safe when several processes start at once.

        Raises Unusable for a database of a newer version, and where a migration fails: then all is as it was.
        """
        found, wanted = self.stands_at(), _newest() if to == "head" else to
        if self.file is not None:
            self.file.opened()
        if found == wanted:
            return
        if max(found, wanted) > _newest():
            raise Unusable(_NEWER.format(found=max(found, wanted), newest=_newest()))
        try:
            self._migrate(to)
        except Exception as error:
            if isinstance(error, Unusable) or is_transient(error):
                raise
            line = (str(getattr(error, "orig", error)).splitlines() or [""])[0]
            raise Unusable(
                f"The database could not be brought up to date and is as it was ({line}). {_GO_BACK}"
            ) from error

    def _migrate(self, to: str) -> None:
        from alembic import command  # noqa: PLC0415 – eight megabytes for nothing at almost every start
        from alembic.config import Config  # noqa: PLC0415

        config = Config()
        config.set_main_option("script_location", str(MIGRATIONS))
        with self.engine.connect() as connection, engines.rebuilding(connection, self.sqlite), connection.begin():
            locks.wait(connection, locks.Lock.MIGRATING)
            config.attributes["connection"] = connection
            command.upgrade(config, to)

    def check_schema(self) -> None:
        """Raises Unusable unless the schema is the one that this version knows; changes nothing."""
        if self.file is not None and not self.file.path.exists():
            raise Unusable(f"There is no database at {self.file.path} yet: `phaen run` makes it")
        found, newest = self.stands_at(), _newest()
        if found > newest:
            raise Unusable(_NEWER.format(found=found, newest=newest))
        if found != newest:
            raise Unusable(
                f"The database is of an older Phaen ({found or 'empty'}, this one needs {newest}): use that version, "
                "or start this one once with `phaen run`"
            )

    def stands_at(self) -> str:
        """The number of the newest migration that the database has seen, "" for an empty one."""
        with self.engine.connect() as connection:
            if not sa.inspect(connection).has_table("alembic_version"):
                return ""
            return str(connection.execute(sa.text("SELECT version_num FROM alembic_version")).scalar() or "")

    def is_behind(self) -> bool:
        """Whether there are rows of an older version."""
        return "" != self.stands_at() < _newest()

    def is_empty(self) -> bool:
        """Whether nobody is in the database, whatever version it is of."""
        if self.file is not None and not self.file.path.exists():
            return True
        with self.engine.connect() as connection:
            return neutral.empty(connection)

    @contextmanager
    def loading(self) -> Iterator[Connection]:
        """A transaction that fills a database; SQLite looks at references when it ends."""
        with self.engine.begin() as connection:
            if self.sqlite:
                connection.exec_driver_sql("PRAGMA defer_foreign_keys=ON")
            yield connection

    def trouble(self) -> str:
        """Why the database does not answer, "" when it does."""
        try:
            with self.engine.connect():
                pass
        except sa.exc.SQLAlchemyError as error:
            return explained(error)
        found = damage(self.file.path) if self.file is not None else ""
        return damaged(found) if found else ""

    def election(self) -> Election | None:
        """Which process sends is chosen here; None on SQLite, which one process has for itself."""
        if self.sqlite:
            return None
        from bot.store.election import Election  # noqa: PLC0415 – the driver weighs eight megabytes

        return Election(self.url)

    def close(self) -> None:
        self.engine.dispose()
        if self.file is not None:
            self.file.release()


def _newest() -> str:
    """The number of the newest migration."""
    return max(file.name[:4] for file in (MIGRATIONS / "versions").glob("[0-9]*.py"))
