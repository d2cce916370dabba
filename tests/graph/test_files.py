"""Files are replaced whole, and what a crash left beside them goes."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

from graph.files import replace_text


def test_what_a_dead_process_left_is_cleared_up_and_what_a_live_one_writes_is_not(tmp_path: Path) -> None:
    ended = subprocess.Popen([sys.executable, "-c", ""])
    ended.wait()
    left, begun = tmp_path / f".page.{ended.pid}.x", tmp_path / f".page.{os.getppid()}.x"
    for each in (left, begun):
        each.write_text("half", encoding="utf-8")
    replace_text(tmp_path / "page", "whole")
    assert (tmp_path / "page").read_text(encoding="utf-8") == "whole"
    assert not left.exists()
    assert begun.exists()
