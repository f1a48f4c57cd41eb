"""Tests of bot/services/questions."""
