"""Writing an establishment's folder from a blueprint or from another one, whole or not at all."""

from hdsstack.scaffold.copying import copy
from hdsstack.scaffold.error import ScaffoldError
from hdsstack.scaffold.group import init
from hdsstack.scaffold.library import Blueprint, blueprint, blueprints
from hdsstack.scaffold.making import new
from hdsstack.scaffold.render import render, stack_file
from hdsstack.scaffold.repository import repository_files

__all__ = [
    "Blueprint",
    "ScaffoldError",
    "blueprint",
    "blueprints",
    "copy",
    "init",
    "new",
    "render",
    "repository_files",
    "stack_file",
]
