"""Conditions of a program that rest on a value nobody knows.

A stand-in is compared as if it were the value, so that one branch is taken and the other is not
seen. The program's own files are compiled with a look at whatever is compared, asked for its truth,
looped over or used as a key; what they do stays the same.
"""

from __future__ import annotations

import ast
import builtins
import re
import runpy
import sys
import types
from importlib.machinery import SourceFileLoader
from pathlib import Path
from typing import Any, Callable, Dict, List, Optional, Set, Tuple

from .choices import Choices
from .looks import GOT, HELD, KEY, LOOK, TRUTH, Marks
from .lookups import ACCOUNT
from .places import own_file
from .symbols import Something

_SYMBOL = re.compile(
    r"\$\{\?(?:secret )?(?:configuration |environment variable )?(?P<said>[^}]*)\}"
    r"|\$\{urn:pulumi:[^#]*::(?P<name>[^#]+)#(?P<prop>[^}]*)\}"
)
_PART = re.compile(r"\$\{\?[^}]*?([^\s:}]+)\}")  # of a resource's own name
# What every resource has once it is made: nobody wonders about its truth.
_ALWAYS = {"id", "arn", "name", "urn"}
_ITEM = re.compile(r"\[(?:\d+|\*)\]\}$")


class Conditions:
    """The conditions of one program.

    Attributes:
        root: The folder of its own files.
        stand_ins: What stands in for the values that it lacks.
        choices: What settings may be, and which of it they are in this run.

    """

    def __init__(self, root: str) -> None:
        self.root = root
        self.stand_ins: Any = None
        self.choices = Choices()
        self._seen: Dict[str, str] = {}
        self._compared: Set[str] = set()
        self._outputs: Set[str] = set()
        self._held: Dict[str, Any] = {}
        self._kept: List[types.ModuleType] = []

    def install(self) -> None:
        """Watch every file of the program that is loaded from now on."""
        builtins.__dict__.update({LOOK: self._look, GOT: self._got, HELD: self._holder})
        theirs = SourceFileLoader.get_code
        run_path = runpy.run_path

        def get_code(loader: SourceFileLoader, name: str) -> Optional[types.CodeType]:
            path = loader.get_filename(name)
            code = self._compiled(path) if own_file(path, self.root) else None
            return code or theirs(loader, name)

        def run(path: str, init_globals: Any = None, run_name: Optional[str] = None) -> Any:
            code = self._compiled(path) if own_file(path, self.root) else None
            if code is None or init_globals or run_name is None:
                return run_path(path, init_globals, run_name or "<run_path>")
            return self._run(code, path, run_name)

        SourceFileLoader.get_code = get_code  # type: ignore[method-assign,assignment]
        runpy.run_path = run  # type: ignore[assignment]

    def forget(self) -> None:
        """Begin anew, for another run of the program."""
        self._seen.clear()

    def told(self) -> List[str]:
        """`file:line (value)` of each condition."""
        flags = {at: name for name, at in self.stand_ins.flags.items()}
        told = {**flags, **self._seen}
        return sorted(f"{place} ({what})" for place, what in told.items())

    def _compiled(self, path: str) -> Optional[types.CodeType]:
        """The code of a file with the looks in it; None where it is no plain source."""
        file = own_file(path, self.root)
        try:
            tree = Marks(str(file)).visit(ast.parse(Path(path).read_bytes(), path))
            made: types.CodeType = compile(tree, path, "exec", dont_inherit=True)
        except (OSError, ValueError, SyntaxError, RecursionError):
            return None  # whoever loads it says what is wrong
        return made

    def _run(self, code: types.CodeType, path: str, name: str) -> Dict[str, Any]:
        """As `runpy.run_path`, which takes no code."""
        module = types.ModuleType(name)
        module.__dict__.update(__file__=path, __cached__=None, __package__="")
        self._kept.append(module)  # callbacks of outputs run later
        before, argument = sys.modules.get(name), sys.argv[0]
        sys.modules[name], sys.argv[0] = module, path
        try:
            exec(code, module.__dict__)  # noqa: S102 - the program that the user asked to check
        finally:
            sys.argv[0] = argument
            if before is not None:
                sys.modules[name] = before
        return module.__dict__

    def _look(self, value: Any, place: str, how: str = "", beside: Any = ()) -> Any:
        what = self._unknown(value, truth=how == TRUTH)
        if what is None:
            if place in self._seen:  # the other side of a comparison
                self._offer(self._seen[place], value)
            return value
        self._seen.setdefault(place, what)
        if how != TRUTH and self._looked_up(what):
            self._compared.add(what)
        if not isinstance(value, str) or not self._tried(what):
            return value
        if how == KEY:
            self._offer(what, self._held.pop(place, ()))
            return self.choices.as_key(what, value)
        self._offer(what, "" if how == TRUTH else beside)
        return self.choices.other(what, value)

    def _offer(self, what: str, texts: Any) -> None:
        if self._tried(what):
            self.choices.offer(what, texts, dict(self._given()).get(what, ""))

    def _holder(self, holder: Any, place: str) -> Any:
        """What a value is read from by a key: its own keys are choices."""
        if type(holder) is dict:
            self._held[place] = holder
        return holder

    def _tried(self, what: str) -> bool:
        """Whether the program is run again with another value: of a setting, or of a look-up that
        is compared. Outputs of resources are not: what follows from them stays tied to them.
        """
        missing = self.stand_ins.missing if self.stand_ins else ()
        whole = what.partition("[")[0]
        return what in self._compared or any(one.rpartition(" ")[2] == whole for one in missing)

    def _looked_up(self, what: str) -> bool:
        return what not in self._outputs and "." in what and ":" not in what

    def doubtful(self) -> List[str]:
        """The settings and look-ups that conditions rest on."""
        return sorted({what for what in self._seen.values() if self._tried(what)})

    def _got(self, holder: Any, place: str) -> Callable[..., Any]:
        """The method `get` of a value; that of a dictionary looks at its key."""
        get: Callable[..., Any] = holder.get
        if type(holder) is not dict:
            return get

        def looked(*args: Any, **named: Any) -> Any:
            self._holder(holder, place)
            return get(*(self._look(one, place, KEY) for one in args[:1]), *args[1:], **named)

        return looked

    def _unknown(self, value: Any, *, truth: bool) -> Optional[str]:
        """What a value that nobody knows is called."""
        if isinstance(value, Something):
            return self._of_text(str(value.symbol), truth=False)
        if isinstance(value, str):
            return self._of_text(value, truth=truth)
        if type(value) in {list, tuple} and value:
            items = [one if isinstance(one, str) and _ITEM.search(one) else None for one in value]
            return None if None in items else self._of_text(str(items[0]), truth=False)
        return None

    def _given(self) -> List[Tuple[str, str]]:
        given = self.stand_ins.given.items() if self.stand_ins else ()
        return [*given, ("getCallerIdentity.accountId", ACCOUNT)]

    def _of_text(self, text: str, *, truth: bool) -> Optional[str]:
        found = _SYMBOL.search(text)
        if found is None:
            return next((name for name, one in self._given() if one == text), None)
        if truth and (found[0] != text or found["prop"] in _ALWAYS):
            return None  # there is some text, whatever it is
        if found["name"] is None:
            return found["said"]
        name = _PART.sub(r"<\1>", found["name"])
        self._outputs.add(f"{name}.{found['prop']}")
        return f"{name}.{found['prop']}"
