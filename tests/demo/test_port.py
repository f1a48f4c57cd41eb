"""The demo starts also where another program has taken its port."""

from __future__ import annotations

import asyncio
import re
import socket
import sys
from pathlib import Path

import pytest

pytestmark = pytest.mark.slow


async def test_the_demo_takes_a_free_port_when_its_own_is_taken(tmp_path: Path) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        process = await asyncio.create_subprocess_exec(
            *(sys.executable, "-m", "bot", "demo", "--empty", "--port", str(port), "--data", str(tmp_path)),
            cwd=Path(__file__).parent.parent.parent,
            stdout=asyncio.subprocess.PIPE,
            stderr=asyncio.subprocess.STDOUT,
        )
        assert process.stdout is not None
        line, said = "", ""
        while "ready" not in line:
            line = (await asyncio.wait_for(process.stdout.readline(), 60)).decode()
            assert line, said
            said += line
        process.terminate()
        assert await asyncio.wait_for(process.wait(), 30) == 0
    found = re.search(r"ready.*127\.0\.0\.1:(\d+)", line)
    assert found, line
    assert int(found[1]) != port
    assert f"Port {port} is taken" in said
