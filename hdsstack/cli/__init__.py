"""The `hdsstack` command: one file per command under `commands`, found by walking it."""
