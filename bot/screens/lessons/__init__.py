"""Lessons: modules, cards, quizzes, a lesson a day, and how far the group is."""
