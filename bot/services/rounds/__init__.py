"""Rounds of the competition: their states and last days, and the outages that extend them."""
