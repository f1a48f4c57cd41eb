"""Seasons and festivals, for staff: their days by region, and setting them."""
