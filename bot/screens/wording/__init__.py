"""Helping others to hear and read a plan: what a voice said is written down, answers are translated."""
