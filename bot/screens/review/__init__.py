"""An expert reviews a submitted plan: conflict of interest, reading, scores, comments, decision."""
