"""One repository per noun; SQL lives here and nowhere else."""
