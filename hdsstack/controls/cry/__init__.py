"""Cryptography and keys."""
