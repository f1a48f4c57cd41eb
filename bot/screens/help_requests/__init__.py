"""Help requests: the queue of experts and staff, and the group's own."""
