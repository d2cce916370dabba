"""The page on which people explore a view: its data from Python, its looks and behaviour in the scripts beside it."""
