"""DOCX, ODT and RTF opened by LibreOffice: its own view of them says what notes, marks and styles it found."""

from __future__ import annotations

import shutil
import subprocess
import xml.etree.ElementTree as ET
from copy import deepcopy
from pathlib import Path

import pytest

from citekit import output
from citekit.output import odf
from tests.output import samples
from tests.output.packages import TEXT

FORMATS = ("docx", "odt", "rtf")
STYLE = f"{{{odf.NAMESPACES['style']}}}"

pytestmark = pytest.mark.skipif(shutil.which("soffice") is None, reason="needs LibreOffice")


@pytest.fixture(scope="module")
def opened(tmp_path_factory: pytest.TempPathFactory) -> dict[str, ET.Element]:
    """Return the sample of each format as LibreOffice writes it when it has opened it."""
    folder: Path = tmp_path_factory.mktemp("office")
    for name in FORMATS:
        (folder / f"from-{name}{output.writer(name).SUFFIX}").write_bytes(output.writer(name).write(samples.AGAIN))
    files = [f"from-{name}{output.writer(name).SUFFIX}" for name in FORMATS]
    profile = f"-env:UserInstallation=file://{folder}/profile"
    subprocess.run(
        ["soffice", "--headless", profile, "--convert-to", "fodt", *files],
        cwd=folder,
        check=True,
        capture_output=True,
        timeout=120,
    )
    return {name: ET.parse(folder / f"from-{name}.fodt").getroot() for name in FORMATS}  # noqa: S314 - LibreOffice's


@pytest.mark.parametrize("name", FORMATS)
def test_notes_have_their_numbers(name: str, opened: dict[str, ET.Element]) -> None:
    citations = [one.text for one in opened[name].iter(f"{TEXT}note-citation")]
    assert citations == ["11", "12", "14", "†"]
    bodies = ["".join(one.itertext()).strip() for one in opened[name].iter(f"{TEXT}note-body")]
    starts = ["Ada Quill, Lamps", "“Minutes,” Who", "Quill, Lamps, 300n2", "Editor: 1er mai, H2O"]
    assert all(start in body for start, body in zip(starts, bodies, strict=True))


@pytest.mark.parametrize("name", FORMATS)
def test_notes_do_not_repeat_their_numbers(name: str, opened: dict[str, ET.Element]) -> None:
    bodies = ["".join(one.itertext()).strip() for one in opened[name].iter(f"{TEXT}note-body")]
    assert [body.split()[0] for body in bodies] == ["Ada", "“Minutes,”", "Quill,", "Editor:"]


@pytest.mark.parametrize("name", ["docx", "odt"])
def test_passage_has_its_words_and_marks(name: str, opened: dict[str, ET.Element]) -> None:
    root = deepcopy(opened[name])
    for note in root.iter(f"{TEXT}note"):
        for one in [*note]:
            if one.tag == f"{TEXT}note-body":
                note.remove(one)
    shown = ["".join(one.itertext()) for one in root.iter(f"{TEXT}p")]
    assert "11. That is how his list begins14; it goes on for pages.†" in shown
    assert "Again.12 And †" in shown


@pytest.mark.parametrize("name", FORMATS)
def test_styles_are_those_that_libreoffice_knows(name: str, opened: dict[str, ET.Element]) -> None:
    parents = {
        one.get(f"{STYLE}name"): one.get(f"{STYLE}parent-style-name") for one in opened[name].iter(f"{STYLE}style")
    }
    used = {one.get(f"{TEXT}style-name") for one in opened[name].iter() if one.tag in {f"{TEXT}p", f"{TEXT}h"}}
    used |= {parents.get(one) for one in used}
    assert {"Heading_20_1", "Footnote", "Title"} <= used
