"""What all tests share: golden files, which hold output as it has to be; no test is timed; ids repeat."""

from __future__ import annotations

from pathlib import Path
from random import Random
from types import SimpleNamespace
from typing import TYPE_CHECKING

import pytest
from hypothesis import HealthCheck, settings

if TYPE_CHECKING:
    from collections.abc import Callable

GOLDEN = Path(__file__).parent / "golden"

# how long an example takes says more about the machine than about the program
settings.register_profile("untimed", deadline=None, suppress_health_check=[HealthCheck.too_slow])
# the examples are the same in every run; --hypothesis-profile search draws others, and many more
settings.register_profile("repeatable", settings.get_profile("untimed"), derandomize=True)
settings.register_profile("search", settings.get_profile("untimed"), max_examples=1000)
settings.load_profile("repeatable")


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--update-golden", action="store_true", help="write the golden files anew")


@pytest.fixture(autouse=True)
def _same_ids_each_time(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    """The ids that a test gives in this process are the same in every run: none passes or fails by luck."""
    drawn = Random(request.node.nodeid)
    monkeypatch.setattr("pimhcli.storage.ids.secrets", SimpleNamespace(token_bytes=drawn.randbytes))


@pytest.fixture
def golden(pytestconfig: pytest.Config) -> Callable[[str, str], None]:
    """Holds a text against the golden file of a name; with --update-golden the file becomes the text."""

    def compare(name: str, text: str) -> None:
        path = GOLDEN / name
        if pytestconfig.getoption("--update-golden"):
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(text.encode())
        assert path.exists(), f"{path.name} is missing; make it with: pytest --update-golden"
        assert path.read_bytes().decode() == text

    return compare
