"""Tests of bot/services/actions."""
