"""Programmes in the middle of everything, as older versions left them; today's code goes on from there."""
