"""Claims into an RDF store, and out of it as an explorer, Gephi files, tables and SPARQL answers."""
