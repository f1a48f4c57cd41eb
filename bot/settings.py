"""Settings from the environment and `.env`, read once, and the folders that ship with Phaen."""

import hmac
import re
from functools import cache
from pathlib import Path
from typing import Annotated, Self
from urllib.parse import urlsplit
from zoneinfo import ZoneInfoNotFoundError

from pydantic import Field, SecretStr, field_validator, model_validator
from pydantic_settings import BaseSettings, NoDecode, SettingsConfigDict

from bot.domain import zones

TELEGRAM = "https://api.telegram.org"
LAST_PORT = 65_535
LONGEST_CONTACT = 100  # characters, in a line of the privacy notice


class Settings(BaseSettings):
    """Every setting of `phaen`, each the environment variable PHAEN_<NAME>; the README lists them."""

    model_config = SettingsConfigDict(env_prefix="PHAEN_", env_file=".env", extra="ignore")

    token: SecretStr = SecretStr("")
    telegram_url: str = TELEGRAM
    data: Path = Path("data")
    database_url: str = ""
    content: Path | None = Field(default=None, description="a programme's own lessons, form, rubric, places, …")
    admins: Annotated[frozenset[int], NoDecode] = frozenset()
    ask_second_above: int = Field(
        default=200, ge=0, description="people an announcement may reach without a second staff member"
    )
    media_person: int = Field(default=200, ge=0, description="MB of files a person may send in a month; 0 = no limit")
    media_plan: int = Field(default=500, ge=0, description="MB of files that a plan may have; 0 = no limit")
    media_day: int = Field(default=100, ge=0, description="files a person may send in a day; 0 = no limit")
    messages_minute: float = Field(
        default=120, ge=0, description="messages of one person taken up in a minute; 0 = no limit"
    )
    contact: str = Field(default="", description="whom people ask to see or erase what is kept: a name and a number")
    decision_minutes: int = Field(
        default=30, ge=0, le=10_080, description="minutes after which a group hears what an expert decided"
    )
    return_days: int = Field(default=14, ge=1, le=365, description="days to send a plan again that came back")
    keep_messages: int = Field(default=60, ge=1, description="days: copies of what came and was sent")
    keep_confidential: int = Field(default=24, ge=0, description="months: confidential words that are over; 0 = ever")
    keep_unseen: int = Field(default=36, ge=0, description="months: people in no group who are not heard; 0 = ever")
    backup: str = Field(default="", description="a second folder or s3://bucket/prefix for nightly back-ups")
    backup_key: str = Field(default="", description="public key of age to which they are encrypted")
    backup_days: int = Field(default=30, ge=1, description="days for which they are kept")
    timezone: str = zones.DEFAULT
    turns: int = Field(default=8, ge=1, le=64, description="turns that run at a time on PostgreSQL")
    limit_overall: float = Field(default=30, ge=0, description="messages a second over all; 0 sets no limit")
    limit_chat: float = Field(default=1, ge=0, description="messages a second in a private chat; 0 sets no limit")
    limit_group: float = Field(default=20, ge=0, description="messages a minute in a group chat; 0 sets no limit")
    webhook_url: str = ""
    webhook_secret: SecretStr = SecretStr("")
    listen: str = ""
    log_json: bool = False

    @field_validator("admins", mode="before")
    @classmethod
    def _split(cls, value: object) -> object:
        if isinstance(value, str):
            return frozenset(int(part) for part in value.replace(" ", "").split(",") if part)
        return value

    @field_validator("content", mode="before")
    @classmethod
    def _unset(cls, value: object) -> object:
        return value or None

    @field_validator("backup_key")
    @classmethod
    def _public_key(cls, value: str) -> str:
        if value.startswith("AGE-SECRET-KEY"):
            raise ValueError(
                "this is the key that opens them: keep it elsewhere, and set the public one, which begins age1"
            )
        if value and not re.fullmatch(r"age1[0-9a-z]{50,80}", value):
            raise ValueError("this is no public key of age; one begins age1")
        return value

    @field_validator("timezone")
    @classmethod
    def _known_zone(cls, value: str) -> str:
        try:
            zones.zone_of(value)
        except (ZoneInfoNotFoundError, ValueError) as error:
            raise ValueError(f"{value} is no time zone; Asia/Vientiane is one") from error
        return value

    @field_validator("contact")
    @classmethod
    def _one_line(cls, value: str) -> str:
        line = " ".join(value.split())
        if len(line) > LONGEST_CONTACT:
            raise ValueError(f"this has {len(line)} letters; a name and a phone number have {LONGEST_CONTACT} at most")
        return line

    @field_validator("token")
    @classmethod
    def _like_a_token(cls, value: SecretStr) -> SecretStr:
        if not re.fullmatch(r"|\d+:[\w-]+", value.get_secret_value(), re.ASCII):  # never shown: it may be one nearly
            raise ValueError("this is no token; one of @BotFather's looks like 123456:AAF-some_letters")
        return value

    @field_validator("telegram_url")
    @classmethod
    def _reached_by_http(cls, value: str) -> str:
        return _web_address(value, TELEGRAM).rstrip("/")

    @field_validator("webhook_url")
    @classmethod
    def _reached_by_telegram(cls, value: str) -> str:
        return _web_address(value, "https://example.org/telegram") if value else value

    @field_validator("database_url")
    @classmethod
    def _database_that_is_known(cls, value: str) -> str:
        kind, has, _ = value.partition("://")
        if value and not (has and kind.partition("+")[0] in ("sqlite", "postgresql", "postgres")):
            # Not the value: it may hold a password.
            raise ValueError("this is no address of a database; postgresql://name:password@host/database is one")
        return value

    @field_validator("listen")
    @classmethod
    def _host_and_port(cls, value: str) -> str:
        port = value.rpartition(":")[2]
        if value and not (port.isascii() and port.isdecimal() and int(port) <= LAST_PORT):
            raise ValueError(f"{value} is no host:port; 127.0.0.1:8443 is one")
        return value

    @model_validator(mode="after")
    def _webhook_is_served(self) -> Self:
        if self.webhook_url and not self.listen:
            raise ValueError("PHAEN_WEBHOOK_URL needs PHAEN_LISTEN, the host:port at which updates are taken")
        return self

    @property
    def backups_hold(self) -> int:
        """Days for which back-ups of our own hold what was erased; 0: there are none, and nobody knows of others."""
        return self.backup_days if self.backup else 0

    @property
    def secret(self) -> str:
        """What Telegram shows at our webhook; without one set it is made of the token, alike in every process."""
        made = hmac.new(self.token.get_secret_value().encode(), b"webhook", "sha256").hexdigest()
        return self.webhook_secret.get_secret_value() or made

    @property
    def database(self) -> str:
        """The database's address: the one that is set, else a SQLite file in the data folder."""
        return self.database_url or f"sqlite:///{(self.data / 'phaen.sqlite').absolute()}"


def _web_address(value: str, example: str) -> str:
    try:
        parts = urlsplit(value.strip())
        whole = parts.scheme in ("http", "https") and bool(parts.hostname) and not re.search(r"\s", value.strip())
        _ = parts.port  # raises ValueError for one that is none
    except ValueError:
        whole = False
    if not whole:
        raise ValueError(f"{value} is no address; {example} is one")
    return value.strip()


@cache
def shipped(name: str) -> Path:
    """The folder `content` or `locales`: inside an installed package, else beside it in a checkout."""
    package = Path(__file__).parent
    installed = package / "_shipped" / name
    return installed if installed.is_dir() else package.parent / name
