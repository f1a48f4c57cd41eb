"""The product: one file = one conversation = one menu entry. Importing a file makes its screens known."""
