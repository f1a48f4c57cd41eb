"""The members of a group: the list, one member, new ones, links, and who leads."""
