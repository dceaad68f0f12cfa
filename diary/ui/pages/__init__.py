"""One page a folder or module; pages never import one another."""
