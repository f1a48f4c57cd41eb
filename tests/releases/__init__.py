"""Programmes in the middle of everything, as older versions of Phaen left them, and that today's code goes on from there."""
