"""A person's phones: a link to a new one, an old one that says "it was not me", and whoever looks at it."""
