"""Tests of bot/messenger."""
