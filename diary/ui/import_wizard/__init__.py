"""Import runs in four steps: choose files, match columns, check what will be added, done."""
