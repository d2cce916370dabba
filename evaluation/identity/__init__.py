"""Whether one thing is one node: pairs of names, and articles that name the same things, with the expected clusters."""
