"""Which of several processes on one PostgreSQL sends: the one that holds a lock on a connection of its own."""

from __future__ import annotations

from typing import Any

import psycopg
import sqlalchemy as sa

from bot.store.locks import FOR_LIFE, Lock
from bot.store.outbox import CALL

# A machine that vanished without a word is noticed after some 20 seconds, by the server and by us.
_SERVER_NOTICES = "SET tcp_keepalives_idle = 10; SET tcp_keepalives_interval = 5; SET tcp_keepalives_count = 2"
_WE_NOTICE: dict[str, Any] = {
    "connect_timeout": 5,
    "keepalives_idle": 10,
    "keepalives_interval": 5,
    "keepalives_count": 2,
}


class Election:
    """The lock is free at once when the process or its connection ends. The same connection hears calls."""

    def __init__(self, url: sa.URL) -> None:
        # As the engine connects, which knows of several servers of which one takes what is written.
        _, self._address = url.get_dialect()().create_connect_args(url)
        self._connection: psycopg.Connection[tuple[Any, ...]] | None = None

    def won(self) -> bool:
        """Try for the lock; True when this process is the sender now. Raises OSError without a database."""
        try:
            if self._connection is None:
                self._connection = psycopg.connect(**{**_WE_NOTICE, **self._address}, autocommit=True)
                self._connection.execute(_SERVER_NOTICES)
                self._connection.execute(f"LISTEN {CALL}")
            row = self._connection.execute(FOR_LIFE, (int(Lock.SENDING),)).fetchone()
        except psycopg.Error as error:
            self.close()
            raise OSError("the election needs its database") from error
        return bool(row and row[0])

    def socket(self) -> int:
        """The connection's socket: it can be read when somebody called or when the connection is lost."""
        assert self._connection is not None, "an election is won before it is listened to"
        return self._connection.fileno()

    def session(self) -> int:
        """PostgreSQL's number of the connection."""
        assert self._connection is not None, "an election is won before it is told of"
        return self._connection.info.backend_pid

    def called(self) -> bool:
        """Whether a call came, without waiting. Raises OSError when the connection, and so the lock, is lost."""
        assert self._connection is not None, "an election is won before it is listened to"
        try:
            self._connection.pgconn.consume_input()
            calls = 0
            while self._connection.pgconn.notifies():
                calls += 1
        except psycopg.Error as error:
            self.close()
            raise OSError("the connection of the election is lost") from error
        return calls > 0

    def close(self) -> None:
        """Leave; whoever tries next may win."""
        connection, self._connection = self._connection, None
        if connection is not None:
            connection.close()
