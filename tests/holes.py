"""Known holes in what the release is made of: `python -m tests.holes PIP-AUDIT`, part of `make check`.

It fails where a hole is known. Where the tool or its database cannot be reached it says so, and passes.
"""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

LOCK = Path(__file__).parent.parent / "requirements.lock"


def main() -> int:
    """The exit code: 1 for a known hole."""
    tool = Path(sys.argv[1])
    if not tool.exists():
        print("known holes: not looked for, pip-audit is not here; `make holes` installs it")
        return 0
    command = [str(tool), "-r", str(LOCK), "--disable-pip", "--require-hashes", "--progress-spinner", "off"]
    try:
        done = subprocess.run([*command, "-f", "json"], capture_output=True, text=True, check=False, timeout=120)
    except subprocess.TimeoutExpired:
        print("known holes: not looked for, the database of holes does not answer")
        return 0
    return told(done.stdout, done.stderr)


def told(found: str, errors: str) -> int:
    """Say what the tool found, its JSON; 1 where that is a hole."""
    try:
        listed = json.loads(found)["dependencies"]
    except (ValueError, KeyError):
        why = (errors.strip().splitlines() or ["no word"])[-1]
        print(f"known holes: not looked for, the database of holes cannot be reached: {why[:200]}")
        return 0
    asked = [one for one in listed if "skip_reason" not in one]
    holes = [(one, hole) for one in asked for hole in one["vulns"]]
    for one, hole in holes:
        mended = ", ".join(hole["fix_versions"]) or "nothing yet"
        print(f"{one['name']} {one['version']}: {hole['id']}, mended in {mended}")
    unknown = f"; {len(listed) - len(asked)} could not be asked about" if len(asked) < len(listed) else ""
    print(f"known holes: {len(holes)} in {len(asked)} libraries{unknown}")
    return 1 if holes else 0


if __name__ == "__main__":
    sys.exit(main())
