"""A Pulumi project as its files describe it: entry point, stack, configuration, backend,
interpreter.
"""

import json
import sys
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

import yaml

from hdsstack.engine.errors import TargetError
from hdsstack.locale import _
from hdsstack.model.settings import StackSettings

_LOCKS = {"uv": "uv.lock", "poetry": "poetry.lock"}
_LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


@dataclass(frozen=True, slots=True, kw_only=True)
class Configuration:
    """The configuration of one stack.

    Attributes:
        values: `namespace:key` -> text, objects as JSON, as an engine hands them over.
        secret_keys: Keys whose value is encrypted in the file; their value here is a symbol.
        suggested: What the project proposes to whoever starts from it (`template`), of no effect
            until somebody takes it.

    """

    values: Mapping[str, str] = field(default_factory=dict)
    secret_keys: tuple[str, ...] = ()
    suggested: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class Project:
    """One project and one stack of it.

    Attributes:
        root: The folder that holds Pulumi.yaml.
        entry: The program: a folder with `__main__.py`, or a file.
        interpreter: The Python of the program's own virtual environment, or ours.
        own_interpreter: The program named a virtual environment and it exists.
        stack_chosen: False where no stack file exists, so that `dev` stands in.

    """

    root: Path
    name: str
    entry: Path
    stack: str
    configuration: Configuration
    settings: StackSettings
    interpreter: str
    own_interpreter: bool
    stack_chosen: bool


def open_project(folder: Path, stack: str | None, overrides: Mapping[str, str]) -> Project:
    """Read Pulumi.yaml and the stack file of a folder.

    Raises:
        TargetError: No such folder, not a Pulumi Python project, or two stack files and no choice.

    """
    manifest = _project_file(folder)
    runtime = manifest.get("runtime")
    name = runtime.get("name") if isinstance(runtime, dict) else runtime
    if name != "python":
        raise TargetError(
            _(
                "{file}: the runtime is {seen}; only Python programs can be read; next: check "
                "its state (--state) or preview (--preview) instead"
            ).format(file="Pulumi.yaml", seen=name or _("missing")),
            file="Pulumi.yaml",
        )
    project = str(manifest.get("name") or folder.name)
    chosen, file = _stack_file(folder, manifest, stack)
    content = _read_yaml(file, file.name) if file else {}
    entry = (folder / str(manifest.get("main") or ".")).resolve()
    interpreter = _interpreter(folder, runtime)
    return Project(
        root=folder,
        name=project,
        entry=entry,
        stack=chosen,
        configuration=_configuration(project, manifest, content, overrides),
        settings=StackSettings(
            backend=_backend(manifest), secrets_provider=_text(content.get("secretsprovider"))
        ),
        interpreter=interpreter or sys.executable,
        own_interpreter=interpreter is not None,
        stack_chosen=file is not None,
    )


def _project_file(folder: Path) -> dict[str, object]:
    for name in ("Pulumi.yaml", "Pulumi.yml"):
        if (folder / name).is_file():
            return _read_yaml(folder / name, name)
    raise TargetError(
        _(
            "{folder}: no Pulumi.yaml here; wanted the slug of an establishment or a folder "
            "with a Pulumi Python program; next: `hdsstack new` makes an establishment"
        ).format(folder=folder.name or "."),
    )


def _read_yaml(path: Path, shown: str) -> dict[str, object]:
    try:
        found = yaml.load(path.read_text(encoding="utf-8"), _LOADER)  # noqa: S506 - a safe loader
    except (yaml.YAMLError, UnicodeDecodeError, OSError) as error:
        mark = getattr(error, "problem_mark", None)
        what = getattr(error, "problem", None) or type(error).__name__
        raise TargetError(
            _("{file}: cannot be read as YAML ({what}); next: mend the file").format(
                file=shown, what=what
            ),
            file=shown,
            line=mark.line + 1 if mark else None,
        ) from error
    if found is None:
        return {}
    if not isinstance(found, dict):
        raise TargetError(
            _("{file}: a mapping is wanted at the top").format(file=shown), file=shown, line=1
        )
    return found


def _stack_file(
    folder: Path, manifest: Mapping[str, object], stack: str | None
) -> tuple[str, Path | None]:
    """The stack's name and its file; `dev` and none where there is no file at all."""
    home = folder / str(manifest.get("stackConfigDir") or manifest.get("config_dir") or ".")
    files = {
        path.name.removeprefix("Pulumi.").rsplit(".", 1)[0]: path
        for path in sorted(home.glob("Pulumi.*.y*ml"))
        if path.suffix in (".yaml", ".yml")
    }
    if stack is not None:
        if stack not in files and files:
            raise TargetError(
                _("no stack file for {stack}; seen: {seen}; next: choose one with --stack").format(
                    stack=stack, seen=", ".join(files)
                )
            )
        return stack, files.get(stack)
    if len(files) > 1:
        raise TargetError(
            _("{count} stack files ({seen}); wanted one; next: choose with --stack NAME").format(
                count=len(files), seen=", ".join(files)
            )
        )
    return next(iter(files.items()), ("dev", None))


def _configuration(
    project: str,
    manifest: Mapping[str, object],
    content: Mapping[str, object],
    overrides: Mapping[str, str],
) -> Configuration:
    values: dict[str, str] = {}
    secret: list[str] = []
    declared = manifest.get("config")
    for key, spec in declared.items() if isinstance(declared, dict) else ():
        default = spec.get("value", spec.get("default")) if isinstance(spec, dict) else spec
        if default is not None:
            values[_full(project, str(key))] = _as_text(default)
    given = content.get("config")
    for key, value in given.items() if isinstance(given, dict) else ():
        full = _full(project, str(key))
        if _has_secure(value):
            secret.append(full)
            values[full] = f"${{?secret configuration {full}}}"
        else:
            values[full] = _as_text(value)
    values.update({_full(project, key): value for key, value in overrides.items()})
    # What the command line gives stands in no file: it is as secret as the user keeps it.
    secret += [_full(project, key) for key in overrides]
    return Configuration(
        values=values, secret_keys=tuple(secret), suggested=_suggested(project, manifest)
    )


def _suggested(project: str, manifest: Mapping[str, object]) -> dict[str, str]:
    template = manifest.get("template")
    asked = template.get("config") if isinstance(template, dict) else None
    return {
        _full(project, str(key)): _as_text(spec["default"])
        for key, spec in (asked.items() if isinstance(asked, dict) else ())
        if isinstance(spec, dict) and spec.get("default") not in (None, "")
    }


def _has_secure(value: object) -> bool:
    if isinstance(value, dict):
        return "secure" in value or any(_has_secure(item) for item in value.values())
    return isinstance(value, list) and any(_has_secure(item) for item in value)


def _full(project: str, key: str) -> str:
    return key if ":" in key else f"{project}:{key}"


def _as_text(value: object) -> str:
    if isinstance(value, bool):
        return str(value).lower()
    return value if isinstance(value, str) else json.dumps(value, default=str)


def _text(value: object) -> str | None:
    return value if isinstance(value, str) else None


def _backend(manifest: Mapping[str, object]) -> str | None:
    backend = manifest.get("backend")
    return _text(backend.get("url")) if isinstance(backend, dict) else None


def _interpreter(folder: Path, runtime: object) -> str | None:
    """The Python of the virtual environment that the project names, where it exists."""
    options = runtime.get("options") if isinstance(runtime, dict) else None
    if not isinstance(options, dict):
        return None
    named = options.get("virtualenv")
    homes = [folder / named] if isinstance(named, str) else _tool_homes(folder, options)
    for home in homes:
        for place in ("bin/python", "Scripts/python.exe"):
            if (home / place).exists():
                return str(home / place)
    return None


def _tool_homes(folder: Path, options: Mapping[str, object]) -> list[Path]:
    """Where a tool keeps the environment that nobody names: beside its lock file, in a parent."""
    lock = _LOCKS.get(str(options.get("toolchain")))
    if lock is None:
        return []
    parents = [folder, *folder.resolve().parents]
    locked = [parent for parent in parents if (parent / lock).is_file()]
    return [home / ".venv" for home in (folder, *locked[:1])]
