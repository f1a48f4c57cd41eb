"""Questions to the experts: the queue, one question, and publishing an answer."""
