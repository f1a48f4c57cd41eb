"""When actions are asked about, what is sent then, and what may not ring."""
