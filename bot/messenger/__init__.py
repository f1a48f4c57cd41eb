"""The transport: the only folder that knows Telegram's library; updates in, Bot API calls out, errors into results."""

import os
import sys
from typing import Any

# The library's coming way of telling lengths of time; without it each one costs a deprecation warning.
os.environ.setdefault("PTB_TIMEDELTA", "true")
# The library brings httpx, and httpx its own command line with rich and pygments: seven megabytes for nothing.
_modules: dict[str, Any] = sys.modules
_modules.setdefault("httpx._main", None)
