"""Where a graph comes from: programs, states, previews."""
