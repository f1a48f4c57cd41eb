"""Tests of bot/services/plans."""
