"""Pure data: establishment, resource graph, facts, verdicts. Nothing here does input or output."""
