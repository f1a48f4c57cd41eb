"""Tests of bot/services/contests."""
