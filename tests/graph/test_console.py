"""What is shown on a terminal is what it holds: text from articles and names of files cannot steer it."""

from __future__ import annotations

import sys

import pytest

from graph import console

EVIL = "a\x1b[2J\u202eb\x9b\u2028\rc\tæ “ø” \u00a0 👩‍👧"
SHOWN = "a?[2J?b???c\tæ “ø” \u00a0 👩‍👧\n"


def test_talk_is_plain(capsys: pytest.CaptureFixture[str]) -> None:
    console.say(EVIL)
    assert capsys.readouterr().err == SHOWN


def test_data_is_plain_on_a_terminal_and_whole_elsewhere(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    console.put([EVIL])
    assert capsys.readouterr().out == f"{EVIL}\n"
    monkeypatch.setattr(sys.stdout, "isatty", lambda: True, raising=False)
    console.put([EVIL])
    assert capsys.readouterr().out == SHOWN
