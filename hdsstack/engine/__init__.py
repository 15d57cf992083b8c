"""Where a resource graph comes from: a program run in-process, a state, or a preview."""
