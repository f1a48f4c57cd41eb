"""Log lines without anything personal: no token, no person's words."""

from __future__ import annotations

import json
import logging
import re
import traceback
from datetime import UTC, datetime
from typing import Any

TOKEN = re.compile(r"\d{5,}:[A-Za-z0-9_-]{20,}")


class _Scrubbed(logging.Formatter):
    """Takes tokens out of whatever a library may log, and out of errors the words that may quote somebody."""

    def formatException(self, ei: Any) -> str:  # noqa: N802 – the library's name
        """Where an error arose and of which kind it is, with its causes; never what it says."""
        lines: list[str] = []
        error: BaseException | None = ei[1]
        while error is not None:
            frames = traceback.format_list(traceback.extract_tb(error.__traceback__))
            lines.append("".join([*frames, error.__class__.__name__]))
            error = error.__cause__ or (None if error.__suppress_context__ else error.__context__)
        return "\ncaused by\n".join(lines)

    def format(self, record: logging.LogRecord) -> str:
        return TOKEN.sub("<token>", super().format(record))


class _Json(_Scrubbed):
    """One JSON object a line."""

    def format(self, record: logging.LogRecord) -> str:
        at = datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds")
        line = {"at": at, "level": record.levelname, "part": record.name, "text": super().format(record)}
        return json.dumps(line, ensure_ascii=False)


def begin(*, as_json: bool) -> None:
    """Log warnings of everything, and our own news, to standard error."""
    handler = logging.StreamHandler()
    handler.setFormatter(
        _Json("%(message)s") if as_json else _Scrubbed("%(asctime)s %(levelname)s %(name)s: %(message)s")
    )
    logging.basicConfig(level=logging.WARNING, handlers=[handler], force=True)
    logging.getLogger("bot").setLevel(logging.INFO)
