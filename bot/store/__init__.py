"""One shelf per noun; SQL lives here and nowhere else."""
