"""The house rules on size and shape, measured on the syntax trees of the program."""

from __future__ import annotations

import ast
from pathlib import Path
from statistics import median
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from collections.abc import Iterator

PROGRAM = Path(__file__).parents[2] / "pimhcli"
FILES = sorted(PROGRAM.rglob("*.py"))
Function = ast.FunctionDef | ast.AsyncFunctionDef


def tree(path: Path) -> ast.Module:
    return ast.parse(path.read_text("utf-8"))


def functions(path: Path) -> Iterator[Function]:
    return (node for node in ast.walk(tree(path)) if isinstance(node, Function))


def lines(function: Function) -> int:
    return (function.end_lineno or function.lineno) - function.lineno + 1


def is_command(function: Function) -> bool:
    """A command of the command line returns a Result; its parameters are its options."""
    returned = ast.unparse(function.returns) if function.returns else ""
    return returned.startswith(("Result", "output.Result"))


def name(path: Path) -> str:
    return path.relative_to(PROGRAM).as_posix()


@pytest.mark.parametrize("path", FILES, ids=name)
def test_no_file_is_over_400_lines(path: Path) -> None:
    assert len(path.read_text("utf-8").splitlines()) <= 400


@pytest.mark.parametrize("path", FILES, ids=name)
def test_no_function_is_over_60_lines(path: Path) -> None:
    assert [f"{f.name}: {lines(f)}" for f in functions(path) if lines(f) > 60] == []


def test_half_of_all_functions_have_8_lines_or_fewer() -> None:
    bodies = [
        (function.end_lineno or 0) - function.body[bool(ast.get_docstring(function))].lineno + 1
        for path in FILES
        for function in functions(path)
        if len(function.body) > bool(ast.get_docstring(function))
    ]
    assert median(bodies) <= 8


@pytest.mark.parametrize("path", FILES, ids=name)
def test_no_function_but_a_command_has_over_6_parameters(path: Path) -> None:
    crowded = [
        function.name
        for function in functions(path)
        if len([*function.args.args, *function.args.kwonlyargs])
        - (function.args.args[:1] != [] and function.args.args[0].arg in {"self", "cls"})
        > 6
        and not (path.parent.name == "cli" and is_command(function))
    ]
    assert crowded == []


@pytest.mark.parametrize("path", FILES, ids=name)
def test_every_module_says_in_one_sentence_what_it_is(path: Path) -> None:
    docstring = ast.get_docstring(tree(path)) or ""
    first = docstring.split("\n\n")[0]
    assert first.endswith("."), first


@pytest.mark.parametrize("path", FILES, ids=name)
def test_only_the_exit_point_catches_everything(path: Path) -> None:
    caught = [
        ast.unparse(node.type) if node.type else "all"
        for node in ast.walk(tree(path))
        if isinstance(node, ast.ExceptHandler)
        and (node.type is None or ast.unparse(node.type) == "Exception")
    ]
    assert caught == [] or name(path) == "cli/app.py"


@pytest.mark.parametrize("path", FILES, ids=name)
def test_only_the_printer_writes_to_the_terminal_and_only_main_ends_the_process(path: Path) -> None:
    called = {ast.unparse(node.func) for node in ast.walk(tree(path)) if isinstance(node, ast.Call)}
    printing = {"print", "typer.echo", "sys.stdout.write", "sys.stderr.write"}
    assert not called & printing or name(path) in {"cli/output.py", "__main__.py"}
    assert "sys.exit" not in called or name(path) == "__main__.py"
