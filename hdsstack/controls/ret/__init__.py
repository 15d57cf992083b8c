"""The life of data."""
