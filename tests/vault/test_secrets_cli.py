"""`planctongui secret`, as an owner and as a script use it, with a real keyring."""

from __future__ import annotations

import os
import pty
import select
import subprocess
import sys
import time
from pathlib import Path

from tests.headnodes.test_idtoken import token
from tests.vault.session import Session

LIMIT_S = 30


def run(session: Session, *words: str, typed: bytes = b"") -> subprocess.CompletedProcess[bytes]:
    """The program with these words, and this on its standard input."""
    return subprocess.run(
        [sys.executable, "-m", "planctongui", "secret", *words],
        env=session.env, input=typed, capture_output=True, timeout=LIMIT_S, check=False,
    )  # fmt: skip


def test_a_secret_is_set_from_standard_input_seen_and_forgotten(session: Session) -> None:
    session.start_keyring()
    assert run(session, "state", "site", "token").returncode == 4
    done = run(session, "set", "site", "token", typed=b"hunter2\n")
    assert (done.returncode, done.stdout) == (0, b"Kept. The next pilot of site gets it.\n")
    seen = run(session, "state", "site", "token")
    assert seen.returncode == 0
    assert seen.stdout.startswith(b"token: set. ")
    assert b"hunter2" not in done.stdout + done.stderr + seen.stdout + seen.stderr
    assert run(session, "forget", "site", "token").returncode == 0
    session.lock()
    locked = run(session, "state", "site", "token")
    assert locked.returncode == 4
    assert b"token: locked. Your keyring is locked. Open it with" in locked.stdout


def test_a_secret_is_typed_unseen_at_a_terminal(session: Session) -> None:
    session.start_keyring()
    ours, theirs = pty.openpty()
    program = subprocess.Popen(
        [sys.executable, "-m", "planctongui", "secret", "set", "site", "token"],
        env=session.env, stdin=theirs, stdout=theirs, stderr=theirs, start_new_session=True,
    )  # fmt: skip
    os.close(theirs)
    shown = b""
    while b"token of site: " not in shown:
        assert select.select([ours], [], [], LIMIT_S)[0], shown
        shown += os.read(ours, 1024)
    os.write(ours, b"hunter2\n")
    assert program.wait(LIMIT_S) == 0
    try:
        while select.select([ours], [], [], 1)[0]:
            shown += os.read(ours, 1024)
    except OSError:  # the terminal's other end is closed, as Linux says it
        pass
    os.close(ours)
    assert b"hunter2" not in shown
    assert run(session, "state", "site", "token").returncode == 0


def test_bad_secrets_and_places_are_told_in_a_sentence(session: Session) -> None:
    for typed, words in (
        (b"", b"is empty"),
        (b"a\0b", b"NUL byte"),
        (b"x" * (1 << 20), b"too long"),
        (b"good", b"This session has no keyring. Install one"),
    ):
        done = run(session, "set", "site", "token", typed=typed)
        assert (done.returncode, done.stdout) == (1, b"")
        assert words in done.stderr
        assert done.stderr.count(b"\n") == 1
    assert run(session, "set", "../x", "token", typed=b"x").returncode == 1
    assert run(session, "set", "site").returncode == 2


def test_a_machine_without_a_keyring_keeps_it_in_a_file_when_told_to(session: Session) -> None:
    assert run(session, "set", "--file", "site", "token", typed=b"hunter2").returncode == 0
    seen = run(session, "state", "site", "token")
    assert seen.returncode == 0
    assert b"It is read from /" in seen.stdout
    assert run(session, "forget", "site", "token").returncode == 0
    assert run(session, "state", "site", "token").returncode == 4


def test_a_token_is_told_by_whose_it_is_and_until_when_never_by_itself(session: Session) -> None:
    node = Path(session.env["XDG_CONFIG_HOME"]) / "planctongui" / "headnodes" / "pool.toml"
    node.parent.mkdir(parents=True)
    node.write_text('kind = "htcondor"\naddress = "pool.example"\nimage = "r.example/p:1"\n')
    for end, words in (
        (86400, b"pilot@pool.example of the pool pool.example, until "),
        (-5, b"The HTCondor token has expired"),
    ):
        secret = token(exp=round(time.time()) + end)
        assert run(session, "set", "--file", "pool", "token", typed=secret).returncode == 0
        seen = run(session, "state", "pool", "token")
        assert seen.returncode == 0 and words in seen.stdout
        assert secret.strip() not in seen.stdout + seen.stderr
