"""Runs a Pulumi Python program without an engine and records what it registers.

This folder imports nothing but `pulumi` and the standard library, and nothing newer than Python
3.9:
for a team's own program it runs inside that program's virtual environment.
"""
