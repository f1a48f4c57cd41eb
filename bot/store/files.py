"""Files in PHAEN_DATA, named by what is in them: written once, never changed."""

import hashlib
import os
import tempfile
from pathlib import Path


def keep(folder: Path, content: bytes) -> str:
    """Write bytes durably below `folder`; returns their path relative to it. The same bytes are kept once."""
    name = hashlib.sha256(content).hexdigest()
    target = folder / name[:2] / name
    if not target.exists():
        target.parent.mkdir(parents=True, exist_ok=True)
        handle, temporary = tempfile.mkstemp(dir=target.parent)
        with os.fdopen(handle, "wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        os.replace(temporary, target)  # after the bytes are on the disk, never before
    return f"{name[:2]}/{name}"
