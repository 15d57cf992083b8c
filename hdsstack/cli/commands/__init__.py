"""One command per file; each holds a click command named `command`."""
