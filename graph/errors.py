"""What can go wrong, by name. Messages are one line for people; the command line prints them and exits so.

ClaimgraphError
├── StoreError
│   ├── NotAStoreError
│   ├── StoreLockedError
│   ├── StoreDamagedError
│   ├── StoreTooNewError
│   ├── StoreReadOnlyError
│   ├── StoreUnreachableError
│   ├── NotShardsError
│   ├── ShardDamagedError
│   └── StoreWriteError
├── DataError
│   ├── BrokenExtractionError
│   ├── MalformedGraphError
│   ├── UnknownArticleError
│   └── AmbiguousArticleError
├── QueryError
│   ├── QuerySyntaxError
│   ├── UnknownQueryError
│   └── NetworkQueryError
├── OutputError
├── WorkerError
│   └── ClusterError
├── ClusterMissingError
├── ServerMissingError
├── TablesMissingError
└── ValidatorMissingError
"""

from __future__ import annotations

from typing import ClassVar


class ClaimgraphError(Exception):
    """Something is at fault outside the program: a folder, a file, the data, a query."""

    exit_code: ClassVar[int] = 1

    def __init__(self, message: str) -> None:
        super().__init__(" ".join(message.split()))


class StoreError(ClaimgraphError):
    """The store cannot be used as asked."""


class NotAStoreError(StoreError):
    """The folder holds no claimgraph store."""


class StoreLockedError(StoreError):
    """Another process is writing to the store."""


class StoreDamagedError(StoreError):
    """The files of the store are not as claimgraph left them."""


class StoreTooNewError(StoreError):
    """A later version of claimgraph wrote the store, in a form that this version does not know."""


class StoreReadOnlyError(StoreError):
    """The store was opened for reading only, or its folder does not let us write."""


class StoreUnreachableError(StoreError):
    """The server that keeps the store does not answer, or not as a SPARQL 1.1 server does."""


class NotShardsError(StoreError):
    """The folder holds no shards."""


class ShardDamagedError(StoreError):
    """A shard, or the list of them, is not as claimgraph left it."""


class StoreWriteError(StoreError):
    """The disk did not take what was to be written; what had been stored before is still there."""


class DataError(ClaimgraphError):
    """What was handed in cannot be stored, or what was asked for is not there."""


class BrokenExtractionError(DataError):
    """An extraction contradicts its own article: words that are not where it says, or an unknown relation."""


class MalformedGraphError(DataError):
    """The graph of an article lacks a statement that claimgraph always writes."""


class UnknownArticleError(DataError):
    """The store has no such article."""


class AmbiguousArticleError(DataError):
    """Several articles have this title."""


class QueryError(ClaimgraphError):
    """The query cannot be answered."""


class QuerySyntaxError(QueryError):
    """The query is not SPARQL."""


class UnknownQueryError(QueryError):
    """No named query has this name."""


class NetworkQueryError(QueryError):
    """The query asks another server (SERVICE), and claimgraph works offline."""


class OutputError(ClaimgraphError):
    """A result cannot be written where it was asked for."""


class WorkerError(ClaimgraphError):
    """The processes that extraction is shared among cannot be started."""


class ClusterError(WorkerError):
    """The cluster that extraction is shared among does not answer, or its workers are not like this machine."""


class ClusterMissingError(ClaimgraphError):
    """Dask Distributed, which comes with ``claimgraph[cluster]``, is not installed."""


class ServerMissingError(ClaimgraphError):
    """The web server, which comes with ``claimgraph[serve]``, is not installed."""


class TablesMissingError(ClaimgraphError):
    """pandas and pyarrow, which come with ``claimgraph[tables]``, are not installed."""


class ValidatorMissingError(ClaimgraphError):
    """pySHACL, which comes with ``claimgraph[validate]``, is not installed."""
