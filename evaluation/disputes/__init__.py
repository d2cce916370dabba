"""Disputes, independent origins and states, on small sets of articles of our own: scenarios.toml, read and judged."""
