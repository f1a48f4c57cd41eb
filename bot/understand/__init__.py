"""What people type, understood: days, numbers, money, phones; Lao letters, folding and search. Pure."""
