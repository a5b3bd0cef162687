"""EPUBCheck, the W3C's checker of EPUB files, wherever it is installed and in whatever form."""

from __future__ import annotations

import shutil
import subprocess
import zipfile
from functools import cache
from pathlib import Path

import pytest

_SHORT_RUN = ("-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC")  # a book takes a second, less than to optimize for it


@cache
def epubcheck() -> tuple[str, ...]:
    """Return the command of EPUBCheck, ``()`` where it is not installed.

    Debian's program is a Java archive that can be executed only where the kernel knows how: Java is given it.
    """
    found = shutil.which("epubcheck")
    if found is None:
        return ()
    program = Path(found).resolve()
    if not zipfile.is_zipfile(program):
        return (str(program),)
    java = shutil.which("java")
    return (java, *_SHORT_RUN, "-jar", str(program)) if java else ()


needs_epubcheck = pytest.mark.skipif(not epubcheck(), reason="needs epubcheck and Java")


def epubcheck_finds(path: Path) -> str:
    """Return what EPUBCheck has against a book, "" if that is neither an error nor a warning."""
    done = subprocess.run([*epubcheck(), str(path)], capture_output=True, text=True, check=False)
    clean = done.returncode == 0 and "0 fatals / 0 errors / 0 warnings" in done.stdout
    return "" if clean else done.stdout + done.stderr
