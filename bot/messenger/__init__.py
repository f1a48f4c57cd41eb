"""The door: the only folder that knows Telegram's library; updates in, Bot API calls out, errors into verdicts."""

import os

# The library's coming way of telling lengths of time; without it each one costs a deprecation warning.
os.environ.setdefault("PTB_TIMEDELTA", "true")
