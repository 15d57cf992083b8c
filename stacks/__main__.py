"""Runs the establishment named by the stack's configuration, once its controls hold."""

from pathlib import Path

from hdsstack.guard import run_establishment

run_establishment(Path(__file__).parent)
