"""Tests of bot/services/money."""
