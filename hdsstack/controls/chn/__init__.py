"""The chain of hosts."""
