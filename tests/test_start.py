"""A start loads nothing that only some processes need."""

from __future__ import annotations

import subprocess
import sys

HEAVY = ("alembic", "psycopg", "typst", "PIL", "openpyxl", "xlsxwriter", "obstore", "segno", "pyrage")  # 50 MB


def test_what_a_process_may_never_need_is_not_loaded_before_it_does() -> None:
    code = "import sys, bot.app; print(*(name for name in sys.argv[1:] if name in sys.modules))"
    found = subprocess.run([sys.executable, "-c", code, *HEAVY], check=True, capture_output=True, text=True, timeout=60)
    assert found.stdout.split() == []
