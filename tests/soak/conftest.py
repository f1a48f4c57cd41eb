"""What only `make soak` runs is not collected without it."""

import os

collect_ignore = [] if os.environ.get("PHAEN_SOAK") else ["test_machine.py"]
