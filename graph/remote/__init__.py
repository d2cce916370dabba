"""A store that another server keeps: any that speaks SPARQL 1.1 (query, update and graph store protocols)."""
