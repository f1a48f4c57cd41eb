"""Rounds as competitions: phases, pitches that groups hear and judge, experts' readings, results and final winners."""
