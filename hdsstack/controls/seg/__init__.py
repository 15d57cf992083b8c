"""Separation."""
