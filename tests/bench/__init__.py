"""What `make bench` measures; every figure stands beside a peer's in the same run."""
