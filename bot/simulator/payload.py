"""The JSON objects that requests, responses and updates consist of."""

from typing import Any

Json = dict[str, Any]
