"""The core on what nobody foresaw: any graph, any state, any size."""
