"""What other programs read of this repository: the hooks of pre-commit, the action, the template of GitLab."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

from ruamel.yaml import YAML

from citekit.cli import app
from citekit.commands.check import command

ROOT = Path(__file__).parents[2]


def load(name: str) -> Any:
    return YAML(typ="safe").load((ROOT / name).read_text("utf-8"))


def test_the_hooks_of_pre_commit() -> None:
    hooks = load(".pre-commit-hooks.yaml")
    assert [hook["id"] for hook in hooks] == ["citekit-check", "citekit-check-files"]
    for hook in hooks:
        assert hook["language"] == "python"
        re.compile(hook["files"])
        _check_words(hook["entry"])
    assert hooks[0]["pass_filenames"] is False


def test_the_action() -> None:
    action = load("action.yml")
    assert action["runs"]["using"] == "composite"
    for step in action["runs"]["steps"]:
        assert "uses" in step or step["shell"] == "bash"
        for line in step.get("run", "").splitlines():
            if line.startswith("citekit"):
                _check_words(line)
    used = re.findall(r"inputs\.([\w-]+)", (ROOT / "action.yml").read_text("utf-8"))
    assert set(used) == set(action["inputs"])


def test_the_template_of_gitlab() -> None:
    job = load("docs/ci/citekit.gitlab-ci.yml")["citekit"]
    for line in job["script"][1:]:
        _check_words(line)
    assert job["artifacts"]["reports"] == {"codequality": "gl-code-quality-report.json", "junit": "citekit-junit.xml"}


def _check_words(line: str) -> None:
    """See that a command line has only options that there are."""
    words = line.split()
    assert words[0] == "citekit"
    assert app.commands[words[1]] is command
    known = {name for parameter in command.params for name in parameter.opts}
    assert {word for word in words if word.startswith("--")} <= known
