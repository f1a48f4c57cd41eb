"""Alembic's migrations: how a database of an older Phaen becomes one of today's."""
