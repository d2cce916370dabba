"""The graph as a SPARQL 1.1 endpoint, read only, with a query page and the explorer beside it.

Oxigraph cannot be told to stop in the middle of a query, so every query is worked out in a process of its own that can
be ended from outside (`pool`, `worker`); nothing of an answer goes out before the whole of it is there. The process
that speaks HTTP (`app`) holds no data. rdflib-endpoint would work queries out inside the web server, where none could
be stopped; hence Starlette alone, for the protocol around it (`protocol`, `media`, `description`).
"""
