"""The `phaen` command: parses words, calls app. Each command loads what it needs: the whole bot takes a second."""

from __future__ import annotations

import asyncio
import gc
import signal
import sys
from collections.abc import Coroutine
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer
from pydantic import ValidationError

from bot.settings import Settings, shipped

if TYPE_CHECKING:
    from bot.store.database import Database

cli = typer.Typer(
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,  # a mistake of ours is shown as Python does, without hundreds of lines
    help="Phaen: a rural learning programme in a Telegram bot.",
)
content = typer.Typer(no_args_is_help=True, help="Lessons, plan form and rubric.")
inbox = typer.Typer(no_args_is_help=True, help="Updates that were set aside.")
cli.add_typer(content, name="content")
plan = typer.Typer(no_args_is_help=True, help="Plans of groups.")
cli.add_typer(inbox, name="inbox")
cli.add_typer(plan, name="plan")


@cli.command()
def run() -> None:
    """Run the bot on Telegram. Needs PHAEN_TOKEN; `phaen check` tells what is missing."""
    settings = _settings()
    if not settings.token.get_secret_value():
        _end("PHAEN_TOKEN is not set: ask @BotFather in Telegram for a token and put it into .env (see README.md).")
    gc.disable()  # a start makes nothing but what stays: looking through it costs an eighth of its time
    from bot import logs

    logs.begin(as_json=settings.log_json)
    _until_stopped(_run(settings))


async def _run(settings: Settings) -> None:
    from bot import app as phaen
    from bot.chat.delivery import NotSent
    from bot.content.fault import BrokenContent

    try:
        app = phaen.build(settings)
    except BrokenContent as broken:
        _end(f"{broken}\nThe content cannot be served: mend these lines (`phaen content check` shows all).")
    try:
        username = await app.start()
    except NotSent as error:
        _end(f"Telegram does not answer at {settings.telegram_url}: {error}. `phaen check` tells more.")
    link = await phaen.first_link(app)
    if link:
        print(
            f"Nobody administers Phaen yet. Who opens this link first becomes the administrator:\n{link}",
            flush=True,
        )
    kind = "SQLite" if app.database.sqlite else "PostgreSQL"
    gc.freeze()  # what a start loads stays; without it every collection walks through all the libraries
    gc.set_threshold(20_000, 20, 50)
    gc.enable()
    await app.run(ready=lambda: print(f"Phaen is ready: @{username} on {kind}", flush=True))


@cli.command()
def demo(
    port: Annotated[int, typer.Option(help="Port of the page; 0 takes any free one.")] = 8080,
    data: Annotated[
        Path | None, typer.Option(help="Folder to keep the demo in and go on from; a temporary one otherwise.")
    ] = None,
    empty: Annotated[bool, typer.Option(help="Begin with nobody instead of a living programme.")] = False,
    browser: Annotated[bool, typer.Option(help="Open the page where a terminal has a screen beside it.")] = True,
) -> None:
    """The whole programme on this machine: a local Telegram, the real bot, and a page with several phones."""
    from bot import demo as local_demo
    from bot import logs

    logs.begin(as_json=False)
    _until_stopped(local_demo.run(port=port, data=data, empty=empty, browser=browser))


@cli.command()
def check(
    live: Annotated[
        bool, typer.Option("--live", help="Try the bot in Telegram too; writes to administrators.")
    ] = False,
    group: Annotated[
        list[int] | None, typer.Option(help="With --live: a group chat whose rights are looked at.")
    ] = None,
) -> None:
    """Test every setting and say in one line each what is wrong and how to mend it."""
    from bot import checkup

    try:
        settings = Settings()
    except ValidationError as error:
        for fault in error.errors():
            print(f"✗ {checkup.wrong(fault)}")
        raise typer.Exit(1) from None
    results = asyncio.run(checkup.checkup(settings))
    if live:
        results += asyncio.run(checkup.live(settings, group or ()))
    for result in results:
        print(f"{result.sign} {result.words}")
    if live:
        print("\nBefore farmers join, tick off:", *(f"☐ {line}" for line in checkup.TO_TICK), sep="\n")
    raise typer.Exit(0 if all(result.fine for result in results) else 1)


@cli.command()
def backup(
    to: Annotated[str, typer.Option(help="A folder or s3://bucket/prefix; PHAEN_BACKUP otherwise.")] = "",
) -> None:
    """Write everything into one archive while Phaen runs, and read it back."""
    from datetime import UTC, datetime

    from bot.app.backups import make

    settings = _settings()
    if not (to or settings.backup):
        _end("Name a place with --to, or set PHAEN_BACKUP to a second folder or s3://bucket/prefix.")
    _beside(settings).close()
    name, amount = make(settings, datetime.now(UTC), to)
    lost = f", {amount.missing} files were lost before" if amount.missing else ""
    print(f"{name}: {amount.rows} rows, {amount.files} files, {amount.size / 1e6:.0f} MB{lost}. It was read back")


@cli.command()
def restore(
    archive: Annotated[
        str, typer.Argument(help="A file or s3://bucket/prefix/name; the newest of PHAEN_BACKUP otherwise.")
    ] = "",
    key: Annotated[Path | None, typer.Option(help="File with the secret key of age.")] = None,
) -> None:
    """Fill an empty database, of either kind, and the data folder from an archive. Phaen then starts held."""
    from bot.app import backups

    amount, at, again = backups.restore(_settings(), archive, key)
    print(f"Restored: {amount.rows} rows and {amount.files} files, as they were on {at:%Y-%m-%d %H:%M} UTC")
    if again:
        print(f"{again} people who were erased after that are erased again")
    print("Start Phaen with `phaen run`: nothing leaves until an administrator lets it, with /hold in the chat")


@cli.command()
def rehearse(
    groups: Annotated[int, typer.Option(help="How many groups take part.")] = 30,
    people: Annotated[int, typer.Option(help="How many people there are, experts and staff included.")] = 200,
    kills: Annotated[int, typer.Option(help="How often the process is killed in between.")] = 60,
    short: Annotated[
        bool, typer.Option("--short", help="Two groups, some weeks, two deaths; a minute or two.")
    ] = False,
    database: Annotated[str, typer.Option(help="postgresql://… of an empty database; otherwise SQLite.")] = "",
    seed: Annotated[int, typer.Option(help="Other people, other chances.")] = 1,
    report: Annotated[Path, typer.Option(help="Where to write who got what when.")] = Path("rehearsal.txt"),
) -> None:
    """Rehearse a season: simulated people, a fast clock, and a process that is killed. Touches nothing of yours."""
    from bot import logs
    from bot.rehearsal import SHORT, Size
    from bot.rehearsal import rehearse as live

    logs.begin(as_json=False)
    size = SHORT if short else Size(groups=groups, people=people, kills=kills)
    account, summary = asyncio.run(live(size, url=database, seed=seed, file=report))
    print(f"{summary}\n{report}: who got what when")
    raise typer.Exit(1 if account.faults else 0)


@cli.command()
def screens(
    file: Annotated[Path, typer.Argument(help="Where to write the page.")] = Path("screens.html"),
) -> None:
    """Write every screen in both languages, side by side, as one page for reviewers."""
    from bot import gallery

    print(gallery.write(file))


@content.command("check")
def content_check(
    folder: Annotated[
        Path | None, typer.Argument(help="A content folder, whole or a programme's own; what Phaen serves otherwise.")
    ] = None,
) -> None:
    """Report every fault of lessons, form and rubric with file and line."""
    from bot.content.check import check as content_faults
    from bot.content.check import partial
    from bot.i18n import in_english

    base, own = (shipped("content"), _settings().content) if folder is None else (folder, None)
    if folder and partial(folder):
        base, own = shipped("content"), folder
    faults = content_faults(base, own)
    for fault in faults:
        print(fault)
    print(in_english(len(faults), "fault"))
    raise typer.Exit(1 if any(fault.grave for fault in faults) else 0)


@plan.command("export")
def plan_export(
    number: Annotated[int, typer.Argument(metavar="PLAN", help="The plan's number, as in the name of its PDF.")],
    to: Annotated[Path, typer.Option(help="The file to write.")],
    version: Annotated[int, typer.Option(help="A version that was sent; otherwise the plan as it stands.")] = 0,
    language: Annotated[str, typer.Option(help="lo, en, or both side by side.")] = "lo",
    card: Annotated[bool, typer.Option("--card", help="The picture for the group chat instead of the PDF.")] = False,
) -> None:
    """Write a plan as PDF (A4) or as a picture, the same that the bot sends."""
    from bot import app as phaen
    from bot.domain.ids import PlanId
    from bot.domain.refused import Refused

    try:
        made = phaen.paper(_settings(), PlanId(number), "card" if card else "plan", language, version=version)
    except Refused as refused:
        _end(f"plan {number}{f', version {version}' if version else ''}, {language}: {refused}")
    to.write_bytes(made)
    print(f"{to}: {len(made) / 1000:.0f} KB")


@inbox.command("list")
def inbox_list() -> None:
    """Show the updates that were set aside, newest first."""
    database = _beside(_settings())
    with database.begin() as uow:
        rows = uow.inbox.aside()
    for row in rows:
        print(f"{row.code}  {row.received_at:%Y-%m-%d %H:%M} UTC  update {row.update_id}  {row.error}")
    print(f"{len(rows)} set aside")


@inbox.command("replay")
def inbox_replay(code: Annotated[str, typer.Argument(help="The code that the person was shown.")]) -> None:
    """Put an update that was set aside back into its queue."""
    from bot.store.database import Database

    settings = _settings()
    _beside(settings).close()
    with Database(settings.database).begin() as uow:
        found = uow.inbox.replay(code.upper())
    print(f"{code.upper()} is in its queue again" if found else f"no update was set aside as {code.upper()}")
    raise typer.Exit(0 if found else 1)


def _beside(settings: Settings) -> Database:
    """The database, to be read beside the process that runs. Raises Unusable for one of another version."""
    from bot.store.database import Database

    database = Database(settings.database, reads=True)
    database.check_schema()
    return database


def _settings() -> Settings:
    try:
        return Settings()
    except ValidationError as error:
        from bot.checkup import wrong

        for fault in error.errors():
            print(wrong(fault), file=sys.stderr)
        raise typer.Exit(2) from None


def _end(words: str) -> None:
    print(words, file=sys.stderr)
    raise typer.Exit(2)


def _until_stopped(work: Coroutine[Any, Any, None]) -> None:
    """Run until SIGINT or SIGTERM, then end in order."""

    async def guarded() -> None:
        task = asyncio.ensure_future(work)
        loop = asyncio.get_running_loop()
        for sign in (signal.SIGINT, signal.SIGTERM):
            loop.add_signal_handler(sign, task.cancel)
        with suppress(asyncio.CancelledError):
            await task

    asyncio.run(guarded())


def main() -> None:
    """The entry point of the `phaen` command: what is wrong with the machine or a setting ends it in one line."""
    try:
        cli()
    except Exception as error:
        from bot.checkup import explained

        words = explained(error)
        if not words:
            raise
        print(words, file=sys.stderr)
        raise SystemExit(2) from None
