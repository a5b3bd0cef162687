"""The processors that citekit is compared with, installed from PyPI and npm into a folder of their own."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

PYTHON_PACKAGES = (
    "pypandoc_binary==1.17",
    "typst==0.15.2",
    "citeproc-py==0.11.1",
    "bibtexparser==2.1.0",
    "pybtex==0.26.1",
)
NODE_PACKAGES = ("citeproc@2.4.63", "@citation-js/core@0.8.2", "@citation-js/plugin-bibtex@0.8.2")


def install(folder: Path) -> None:
    """Install them; a virtual environment ``venv`` and ``node_modules`` appear in *folder*.

    Raises: CalledProcessError or FileNotFoundError from the installer that did not work; the other has been tried.
    """
    folder.mkdir(parents=True, exist_ok=True)
    problems: list[Exception] = []
    for step in (_python, _node):
        try:
            step(folder)
        except (OSError, subprocess.CalledProcessError) as error:
            problems.append(error)
    for problem in problems:
        raise problem


def install_checkout(folder: Path) -> Path:
    """Install citekit as it is in this checkout into *folder*/citekit, as its users do; return the command.

    An editable install would be measured with what only a checkout has to do, such as compiling its modules where
    Python may not keep them.

    Raises: CalledProcessError if pip cannot.
    """
    place, checkout = folder / "citekit", Path(__file__).resolve().parents[1]
    command, pip = place / "bin" / "citekit", [str(place / "bin" / "python"), "-m", "pip", "install", "--quiet"]
    if not command.exists():
        subprocess.run([sys.executable, "-m", "venv", place], check=True)
    # What it depends on may have changed since; itself it is put there anew, for its version may be the same.
    for options in ([], ["--force-reinstall", "--no-deps"]):
        subprocess.run([*pip, "--disable-pip-version-check", *options, str(checkout)], check=True)
    return command


def _python(folder: Path) -> None:
    subprocess.run([sys.executable, "-m", "venv", folder / "venv"], check=True)
    pip = [str(folder / "venv" / "bin" / "python"), "-m", "pip", "install", "--quiet", "--disable-pip-version-check"]
    subprocess.run([*pip, *PYTHON_PACKAGES], check=True)


def _node(folder: Path) -> None:
    command = ["npm", "install", "--no-audit", "--no-fund", "--silent", "--prefix", str(folder), *NODE_PACKAGES]
    subprocess.run(command, check=True)
