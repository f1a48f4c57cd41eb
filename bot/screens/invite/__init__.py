"""Links that bring people in: opening one, and an administrator's yes to a role."""
