"""Scaffolding and checks for French health data hosting (HDS) stacks."""

__version__ = "0.1.0"
