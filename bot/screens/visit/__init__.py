"""Experts visit groups whose plans are carried out: points, a photo and the place."""
