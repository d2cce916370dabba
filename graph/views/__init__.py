"""The graph as people look at it: one node per entity, one edge per relation, over all articles."""
