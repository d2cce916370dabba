"""The Norwegian Dependency Treebank converted to Universal Dependencies."""
