"""Tests of bot/services/reviews."""
