"""The recipe that trains the pipelines which claimgraph ships. Not part of the wheel."""
