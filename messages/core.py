"""What the core says to people, by where it stands in its modules: sentences of rules, words of evidence, labels."""

import ast
from collections.abc import Iterator
from pathlib import Path
from string import ascii_uppercase

from pellucid.golden.model.catalog import CATALOG

IN_MANUALS = ("_rule", "Rule")  # what is handed to these is said in the manual alone
FIRST = (*ascii_uppercase, "{")
SHOWN = ("words", "different_words")  # arguments that are shown


def core_texts(golden: Path) -> Iterator[tuple[Path, str]]:
    """Give the texts of the core, each with its file; those that are put together are in crm/ui/core_words.py."""
    yield from ((golden / "model" / "catalog.py", spec.label) for spec in CATALOG)
    for path in validators(golden):
        yield from ((path, said) for said in _sentences(_tree(path)))
    for path in sorted((golden / "match").rglob("*.py")):
        for call in (node for node in ast.walk(_tree(path)) if isinstance(node, ast.Call)):
            yield from ((path, said) for said in _shown(call))


def put_together(golden: Path) -> Iterator[str]:
    """Give the sentences that validators put together when they say them, with {} for what is filled in."""
    for path in validators(golden):
        tree = _tree(path)
        in_manuals = {id(node) for node in _in_manuals(tree)}
        for node in ast.walk(tree):
            if isinstance(node, ast.JoinedStr) and id(node) not in in_manuals:
                said = "".join(part.value if isinstance(part, ast.Constant) else "{}" for part in node.values)
                if _is_sentence(said):
                    yield said


def validators(golden: Path) -> list[Path]:
    """Return the modules whose sentences are shown with an issue; what rules of users are refused for is not."""
    return [path for path in sorted((golden / "validate").rglob("*.py")) if not path.stem.startswith("user_")]


def _tree(path: Path) -> ast.Module:
    return ast.parse(path.read_text(encoding="utf-8"))


def _sentences(tree: ast.Module) -> Iterator[str]:
    left_out = {id(node) for node in _not_said(tree)}
    for node in ast.walk(tree):
        if isinstance(node, ast.Constant) and id(node) not in left_out and _is_sentence(node.value):
            yield node.value


def _not_said(tree: ast.Module) -> Iterator[ast.AST]:
    """Give docstrings, what is said in the manual alone, and parts of what is put together."""
    yield from _in_manuals(tree)
    for node in ast.walk(tree):
        is_docstring = isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant)
        if is_docstring or isinstance(node, ast.JoinedStr):
            yield from ast.walk(node)


def _in_manuals(tree: ast.Module) -> Iterator[ast.AST]:
    for node in ast.walk(tree):
        if isinstance(node, ast.Call) and getattr(node.func, "id", "") in IN_MANUALS:
            yield from ast.walk(node)


def _shown(call: ast.Call) -> Iterator[str]:
    name = getattr(call.func, "id", "")
    for argument in call.keywords:
        if isinstance(argument.value, ast.Constant) and isinstance(argument.value.value, str):
            if argument.arg in SHOWN:
                yield argument.value.value
            elif (name, argument.arg) in (("Comparison", "name"), ("Reason", "comparison")):
                yield argument.value.value.capitalize()


def _is_sentence(said: object) -> bool:
    return isinstance(said, str) and said[:1] in FIRST and said[-1:] in (".", "?") and " " in said
