"""Phaen's tests: stories of named people, told through the real parts."""
