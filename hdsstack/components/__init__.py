"""Parts of a stack, with one contract for all providers: a program reads the same on each."""
