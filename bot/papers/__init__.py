"""What goes on paper, gathered and labelled in a language: plans, cards, and the words of values."""
