"""Options and fixtures for every test."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings

GOLDEN = Path(__file__).parent / "golden"

# A slow machine is no failure. For a long search: pytest --hypothesis-profile thorough
settings.register_profile("citekit", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.register_profile("thorough", deadline=None, max_examples=4000)
settings.load_profile("citekit")


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--update-golden", action="store_true", help="rewrite the golden files with today's results")


@pytest.fixture
def golden(request: pytest.FixtureRequest) -> Callable[[str, bytes], None]:
    """Compare bytes with a file below tests/golden: ``golden("output/letter.md", written)``.

    With ``--update-golden`` the file is written instead; review the difference as code.
    """
    update = bool(request.config.getoption("--update-golden"))

    def compare(name: str, actual: bytes) -> None:
        path = GOLDEN / name
        if update:
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(actual)
            return
        assert path.exists(), f"no golden file {path}: run pytest --update-golden and review it"
        # text, so that pytest shows a difference by lines; a wrong byte fails too
        assert actual.decode().splitlines() == path.read_text("utf-8").splitlines()
        assert actual == path.read_bytes()

    return compare
