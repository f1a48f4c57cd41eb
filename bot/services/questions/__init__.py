"""Questions to the experts: asked, taken, answered, published."""
