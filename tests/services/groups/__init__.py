"""Tests of bot/services/groups."""
