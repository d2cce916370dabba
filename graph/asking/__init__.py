"""Questions to a graph and their answers: SPARQL, lists of claims, and why an edge is there."""
