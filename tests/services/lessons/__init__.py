"""Tests of bot/services/lessons."""
