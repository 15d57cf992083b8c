"""Where a program decides by a value: its syntax tree with a call around each such value."""

from __future__ import annotations

import ast
from typing import Any, Iterator, List, Sequence

# Names of builtins while the program runs.
LOOK, GOT, HELD = "__hdsstack_look__", "__hdsstack_got__", "__hdsstack_held__"
# What is asked of a value, where it is not compared.
TRUTH, KEY = "truth", "key"
_VALUES = (ast.Name, ast.Attribute, ast.Call, ast.Subscript, ast.JoinedStr, ast.BinOp)
_THROUGH = {"enumerate", "zip", "sorted", "reversed", "list", "set", "tuple", "range", "len", "map"}


def _texts(node: ast.AST) -> Iterator[str]:
    """The texts that a program writes where it compares."""
    if isinstance(node, (ast.Tuple, ast.List, ast.Set)):
        for one in node.elts:
            yield from _texts(one)
    elif isinstance(node, ast.Constant) and isinstance(node.value, str):
        yield node.value


def _tuple(texts: Sequence[str]) -> ast.expr:
    return ast.Tuple(elts=[ast.Constant(value=one) for one in texts], ctx=ast.Load())


class Marks(ast.NodeTransformer):
    """Puts a look at every value that a file compares, tests, loops over or uses as a key."""

    def __init__(self, file: str) -> None:
        self.file = file

    def visit_Module(self, node: ast.Module) -> Any:
        """The whole file."""
        return ast.fix_missing_locations(self.generic_visit(node))

    def visit_Compare(self, node: ast.Compare) -> Any:
        """Both sides of a comparison; what is compared with None is there or not."""
        self.generic_visit(node)
        if not all(isinstance(one, (ast.Is, ast.IsNot)) for one in node.ops):
            sides = [node.left, *node.comparators]
            texts = [text for one in sides for text in _texts(one)]
            looked = self._tested if "" in texts else self._looked
            node.left, *node.comparators = [looked(one, texts) for one in sides]
        return node

    def visit_If(self, node: ast.If) -> Any:
        """The condition of a statement."""
        self.generic_visit(node)
        node.test = self._tested(node.test)
        return node

    def visit_While(self, node: ast.While) -> Any:
        """The condition of a loop."""
        self.generic_visit(node)
        node.test = self._tested(node.test)
        return node

    def visit_IfExp(self, node: ast.IfExp) -> Any:
        """The condition of an expression."""
        self.generic_visit(node)
        node.test = self._tested(node.test)
        return node

    def visit_For(self, node: ast.For) -> Any:
        """What a loop runs over."""
        self.generic_visit(node)
        node.iter = self._looped(node.iter)
        return node

    def visit_comprehension(self, node: ast.comprehension) -> Any:
        """What a comprehension runs over, and its conditions."""
        self.generic_visit(node)
        node.iter = self._looped(node.iter)
        node.ifs = [self._tested(one) for one in node.ifs]
        return node

    def visit_Match(self, node: Any) -> Any:
        """What is matched; there is no such statement before Python 3.10."""
        self.generic_visit(node)
        patterns = [one for case in node.cases for one in ast.walk(case.pattern)]
        node.subject = self._looked(node.subject, [t for one in patterns for t in _texts(one)])
        return node

    def visit_Subscript(self, node: ast.Subscript) -> Any:
        """The key of what is read, and what it is read from."""
        self.generic_visit(node)
        if isinstance(node.ctx, ast.Load) and isinstance(node.slice, _VALUES):
            node.value = self._call(HELD, node.value)
            node.slice = self._call(LOOK, node.slice, ast.Constant(value=KEY))
        return node

    def visit_Call(self, node: ast.Call) -> Any:
        """The key that `get` is given, and a text that is asked how it begins or ends."""
        self.generic_visit(node)
        method = node.func if isinstance(node.func, ast.Attribute) else None
        if method is not None and method.attr == "get":
            node.func = self._call(GOT, method.value)
        elif method is not None and method.attr in {"startswith", "endswith"}:
            method.value = self._looked(method.value, [t for one in node.args for t in _texts(one)])
        return node

    def visit_AnnAssign(self, node: ast.AnnAssign) -> Any:
        """An annotation is no value of the program."""
        node.value = self.visit(node.value) if node.value is not None else None
        return node

    def visit_arg(self, node: ast.arg) -> Any:
        """As annotations of names."""
        return node

    def visit_FunctionDef(self, node: ast.FunctionDef) -> Any:
        """All but what it says that it returns."""
        returns, node.returns = node.returns, None
        self.generic_visit(node)
        node.returns = returns
        return node

    def _tested(self, node: ast.expr, beside: Sequence[str] = ()) -> ast.expr:
        """A condition: each part whose truth counts, and what a method is asked of."""
        if isinstance(node, ast.BoolOp):
            node.values = [self._tested(one) for one in node.values]
        elif isinstance(node, ast.UnaryOp):
            node.operand = self._tested(node.operand)
        elif isinstance(node, _VALUES):
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute):
                node.func.value = self._looked(node.func.value)
            return self._call(LOOK, node, ast.Constant(value=TRUTH), _tuple(beside))
        return node

    def _looped(self, node: ast.expr) -> ast.expr:
        """What is looped over, through what only numbers, orders or pairs its items."""
        if isinstance(node, ast.Call):
            if isinstance(node.func, ast.Name) and node.func.id in _THROUGH:
                node.args = [self._looped(one) for one in node.args]
            elif isinstance(node.func, ast.Attribute):
                node.func.value = self._looked(node.func.value)
        return self._looked(node)

    def _looked(self, node: ast.expr, beside: Sequence[str] = ()) -> ast.expr:
        if not isinstance(node, _VALUES):
            return node
        return self._call(LOOK, node, ast.Constant(value=""), _tuple(beside))

    def _call(self, name: str, node: ast.expr, *more: ast.expr) -> ast.expr:
        place = ast.Constant(value=f"{self.file}:{node.lineno}")
        args: List[ast.expr] = [node, place, *more]
        made = ast.Call(func=ast.Name(id=name, ctx=ast.Load()), args=args, keywords=[])
        return ast.copy_location(made, node)
