"""The process in which pictures are decoded and papers printed: bounded in memory, told what to do through a pipe.

It is the first to die when the machine runs out of memory, and ends by itself when nobody listens any more. What it
answers is bytes and never a pickle: what a picture made of it must not reach the bot.
"""

import os
import pickle
import resource
import struct
import sys
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from typing import BinaryIO

ASKED, ANSWERED = struct.Struct("!Q"), struct.Struct("!cQ")
MADE, NOTHING, FAILED = b"+", b"0", b"-"
_THREADS = "2"  # of Typst; as many as the machine has cores would each take a stack


def main() -> None:
    """Do one thing after the other until the pipe ends; the first argument is the limit of its memory in bytes."""
    _bound(int(sys.argv[1]))
    with os.fdopen(os.dup(1), "wb") as answers:
        os.dup2(2, 1)  # what a library prints is no answer
        jobs = _jobs()
        while asked := _asked(sys.stdin.buffer):
            name, args = pickle.loads(asked)  # noqa: S301 – the bot's own
            answers.write(_answer(jobs[name], args))
            answers.flush()


def _bound(memory: int) -> None:
    """What it holds for itself is bounded, but not what is mapped from files; no core is left behind."""
    os.environ["RAYON_NUM_THREADS"] = _THREADS
    resource.setrlimit(resource.RLIMIT_DATA, (memory, memory))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    with suppress(OSError):
        Path("/proc/self/oom_score_adj").write_text("1000")


def _jobs() -> dict[str, Callable[..., bytes | None]]:
    """What it can do; the libraries for it are loaded in this process alone."""
    from bot.documents import (  # noqa: PLC0415
        cards,
        certificate,
        charts,
        photos,
        pictures,
        plan,
        posters,
        sheets,
        workbook,
    )

    return {
        "photo": photos.smaller,
        "plan": plan.plan_pdf,
        "card": plan.plan_card,
        "picture": pictures.png,
        "cards": cards.pdf,
        "qr card": cards.png,
        "table": sheets.read,
        "template": sheets.template,
        "chart": charts.picture,
        "report": charts.page,
        "workbook": workbook.workbook,
        "certificate": certificate.pdf,
        "poster": posters.pdf,
    }


def _asked(pipe: BinaryIO) -> bytes:
    head = pipe.read(ASKED.size)
    return pipe.read(ASKED.unpack(head)[0]) if len(head) == ASKED.size else b""


def _answer(job: Callable[..., bytes | None], args: tuple[object, ...]) -> bytes:
    try:
        made = job(*args)
    except Exception as error:  # noqa: BLE001 – whatever it is, the next job has nothing to do with it
        state, made = FAILED, type(error).__name__.encode()
    else:
        state = NOTHING if made is None else MADE
    return ANSWERED.pack(state, len(made or b"")) + (made or b"")


if __name__ == "__main__":
    main()
