"""The store of what articles say: one RDF graph per article, on disk, with its versions and its journal."""
