"""Lessons as people read them: progress, quizzes, and a lesson a day."""
