"""Tests of bot/services/rounds."""
