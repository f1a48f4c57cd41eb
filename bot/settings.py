"""Settings from the environment and `.env`, read once, and the folders that ship with Phaen."""

from pathlib import Path
from typing import Annotated
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from pydantic import Field, SecretStr, field_validator
from pydantic_settings import BaseSettings, NoDecode, SettingsConfigDict

TELEGRAM = "https://api.telegram.org"


class Settings(BaseSettings):
    """Every setting of `phaen`, each the environment variable PHAEN_<NAME>; the README lists them."""

    model_config = SettingsConfigDict(env_prefix="PHAEN_", env_file=".env", extra="ignore")

    token: SecretStr = SecretStr("")
    telegram_url: str = TELEGRAM
    data: Path = Path("data")
    database_url: str = ""
    admins: Annotated[frozenset[int], NoDecode] = frozenset()
    timezone: str = "Asia/Vientiane"
    turns: int = Field(default=8, ge=1, le=64, description="turns that run at a time on PostgreSQL")
    limit_overall: float = Field(default=30, ge=0, description="messages a second over all; 0 sets no limit")
    limit_chat: float = Field(default=1, ge=0, description="messages a second in a private chat; 0 sets no limit")
    limit_group: float = Field(default=20, ge=0, description="messages a minute in a group chat; 0 sets no limit")
    log_json: bool = False

    @field_validator("admins", mode="before")
    @classmethod
    def _split(cls, value: object) -> object:
        if isinstance(value, str):
            return frozenset(int(part) for part in value.replace(" ", "").split(",") if part)
        return value

    @field_validator("timezone")
    @classmethod
    def _known_zone(cls, value: str) -> str:
        try:
            ZoneInfo(value)
        except (ZoneInfoNotFoundError, ValueError) as error:
            raise ValueError(f"{value} is no time zone; Asia/Vientiane is one") from error
        return value

    @field_validator("telegram_url")
    @classmethod
    def _no_slash(cls, value: str) -> str:
        return value.rstrip("/")

    @property
    def database(self) -> str:
        """The database's address: the one that is set, else a SQLite file in the data folder."""
        return self.database_url or f"sqlite:///{(self.data / 'phaen.sqlite').absolute()}"


def shipped(name: str) -> Path:
    """The folder `content` or `locales`: inside an installed package, else beside it in a checkout."""
    package = Path(__file__).parent
    installed = package / "_shipped" / name
    return installed if installed.is_dir() else package.parent / name
