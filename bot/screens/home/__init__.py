"""The first page, the large keyboard that leads everywhere, and what stands behind its last key."""
