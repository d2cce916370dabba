"""The formats in which a graph leaves for other tools."""
