"""Secrets and files reach a real pilot, and nothing else on the machine."""

from __future__ import annotations

import base64
import dataclasses
import hashlib
import json
import logging
import os
import secrets
import shutil
import subprocess
import threading
import time
from collections.abc import Iterator, Mapping
from pathlib import Path

import pytest
from docker import APIClient

from planctongui.core.pilot import Phase
from planctongui.engine import handover
from planctongui.engine.docker_engine import DockerEngine
from planctongui.engine.names import container_name
from planctongui.engine.protocol import EngineTrouble, PilotPlan
from planctongui.headnodes.protocol import Recipe
from planctongui.vault.secret import Secret
from tests.desk.process import wait_until
from tests.engine import pilots
from tests.engine.daemon import Daemon

LIMIT_S = 20.0
FOLDER = handover.FOLDER
TAKEN = f"while [ -e {FOLDER}/.handed ]; do sleep 0.05; done; "
SUMS = f'cd {FOLDER}; find . -type f | sort | while read -r f; do sha256sum "$f"; done; echo end'

_WITH_SHELL = b"""FROM scratch
COPY busybox /bin/sh
ENV PATH=/bin GREETING=hello
ENTRYPOINT ["/bin/sh", "-c"]
CMD ["echo the image speaks for itself; cat /run/planctongui/pw"]
"""


@pytest.fixture(scope="module")
def shell(daemon: Daemon, client: APIClient) -> Iterator[str]:
    """An image with a shell, an entrypoint and a command of its own."""
    instance = pilots.new_instance()
    engine = DockerEngine(daemon.url, instance, timeout_s=20)
    busybox = pilots.recipe().files["busybox"]
    recipe = Recipe("planctongui-shell", {"Dockerfile": _WITH_SHELL, "busybox": busybox})
    yield engine.ensure_image(recipe)
    engine.close()
    pilots.clean_up(client, instance)


def plan(
    image: str,
    script: str | None,
    handed: Mapping[str, bytes],
    files: Mapping[str, bytes] | None = None,
) -> PilotPlan:
    """A pilot that gets these secrets and files; without a script the image's own command."""
    bare = pilots.plan(image, script or "")
    order = dataclasses.replace(
        bare.order, command=(script,) if script else (), files=dict(files or {})
    )
    kept = {path: Secret(body) for path, body in handed.items()}
    return dataclasses.replace(bare, order=order, handed=kept)


def log_of(engine: DockerEngine, client: APIClient, pilot: str) -> str:
    """What an ended pilot said."""
    pilots.wait_for_end(client, pilot)
    remains = engine.remains(pilot)
    assert remains is not None
    return remains.log


def start(engine: DockerEngine, wanted: PilotPlan) -> str:
    assert engine.spawn(wanted, lambda: True) is not None
    return wanted.id


# What arrives -------------------------------------------------------------------------------------


def test_secrets_and_files_of_every_kind_arrive_whole(
    engine: DockerEngine, client: APIClient, shell: str
) -> None:
    given = {
        "password": b"simple",
        "tokens.d/pool": b"line one\nline two\n\nline four\n",
        f"{FOLDER}/absolute": "grüße $HOME `id` \\n 'x' \"y\" %s".encode(),
        "big": secrets.token_bytes(64 * 1024),
        "a name with  spaces": b"\x00\xff\n\x00",
    }
    files = {"etc/site.conf": b"X = 1\n", "empty": b"", "large": secrets.token_bytes(700_000)}
    pilot = start(engine, plan(shell, SUMS, given, files))
    everything = {
        path.removeprefix(FOLDER + "/"): body for path, body in {**given, **files}.items()
    }
    wanted = [f"{hashlib.sha256(body).hexdigest()}  ./{path}" for path, body in everything.items()]
    said = log_of(engine, client, pilot).splitlines()
    assert sorted(said) == sorted([*wanted, "end"])


def test_only_the_pilot_may_read_them_and_it_starts_as_it_always_does(
    engine: DockerEngine, client: APIClient, shell: str
) -> None:
    script = (
        f"stat -c '%a %u' {FOLDER} {FOLDER}/deep {FOLDER}/deep/pw; umask; pwd; echo $GREETING; "
        "echo $PLANCTONGUI_TTL; echo pid $$; echo input $(cat | wc -c); "
        "echo $total$count$start; ulimit -Sc; ulimit -Hc; "
        f"echo true >{FOLDER}/x; chmod 700 {FOLDER}/x; {FOLDER}/x 2>/dev/null || echo no programs"
    )
    pilot = start(engine, plan(shell, script, {"deep/pw": b"x"}))
    said = log_of(engine, client, pilot).splitlines()
    assert said[:3] == ["700 10001", "700 10001", "600 10001"]
    assert said[3:9] == ["0022", "/work", "hello", "600", "pid 1", "input 0"]
    assert said[9] == ""
    # A limit of one byte, which a shell counts in blocks: no dump fits.
    assert said[10:] == ["0", "0", "no programs"]


def test_an_image_keeps_its_own_entrypoint_and_command(
    engine: DockerEngine, client: APIClient, shell: str
) -> None:
    pilot = start(engine, plan(shell, None, {"pw": b"and it has a secret"}))
    assert log_of(engine, client, pilot) == "the image speaks for itself\nand it has a secret"


def test_a_pilot_that_gets_nothing_is_started_as_before(
    engine: DockerEngine, client: APIClient, image: str
) -> None:
    pilot = pilots.start(engine, image)
    found = client.inspect_container(container_name(pilot))
    assert not found["Config"]["OpenStdin"]
    assert found["Config"]["Entrypoint"] == ["/bin/busybox", "sh", "-c"]
    assert FOLDER not in found["HostConfig"]["Tmpfs"]
    core = {"Name": "core", "Soft": 1, "Hard": 1}
    assert found["HostConfig"]["Ulimits"] == [core]


def test_ten_pilots_in_a_row_all_get_theirs(
    engine: DockerEngine, client: APIClient, shell: str
) -> None:
    body = secrets.token_bytes(200_000)
    started = [start(engine, plan(shell, SUMS, {"pw": body})) for _ in range(10)]
    for pilot in started:
        assert hashlib.sha256(body).hexdigest() in log_of(engine, client, pilot)


# Owners, ends and mistakes ------------------------------------------------------------------------


def test_the_owner_who_comes_back_while_it_starts_holds_it_and_it_gets_its_secret_later(
    engine: DockerEngine, client: APIClient, shell: str
) -> None:
    answers = iter([True, False])
    script = f"{SUMS}; {pilots.SLEEP}"
    wanted = plan(shell, script, {"pw": b"later"}, {"large": bytes(60_000)})
    sighting = engine.spawn(wanted, lambda: next(answers))
    assert sighting is not None and sighting.phase is Phase.HELD
    engine.unpause(wanted.id)
    name, wanted_sum = container_name(wanted.id), hashlib.sha256(b"later").hexdigest().encode()
    wait_until(lambda: wanted_sum in client.logs(name), LIMIT_S, "the held pilot's secret")


def test_a_start_that_is_called_off_leaves_nothing_of_a_handover(
    engine: DockerEngine, client: APIClient, shell: str, instance: str
) -> None:
    assert engine.spawn(plan(shell, SUMS, {"pw": b"x"}), lambda: False) is None
    assert pilots.names_of(client, instance) == []


def test_a_pilot_that_dies_before_it_reads_does_not_keep_the_starter(
    engine: DockerEngine, client: APIClient, shell: str
) -> None:
    wanted = plan(shell, SUMS, {"pw": secrets.token_bytes(64 * 1024)}, {"large": bytes(3_000_000)})

    def killer() -> None:
        def gone() -> bool:
            try:
                client.kill(container_name(wanted.id))
            except Exception:  # it has not begun yet
                return False
            return True

        wait_until(gone, LIMIT_S, "a pilot to kill")

    other = threading.Thread(target=killer)
    other.start()
    began = time.monotonic()
    engine.spawn(wanted, lambda: True)
    assert time.monotonic() - began < 10
    other.join()
    pilots.wait_for_end(client, wanted.id)


def test_a_pilot_that_never_reads_is_given_up_and_removed(
    daemon: Daemon, client: APIClient, shell: str, instance: str,
    monkeypatch: pytest.MonkeyPatch,
) -> None:  # fmt: skip
    monkeypatch.setattr(handover, "_PROGRAM", "sleep 600")
    monkeypatch.setattr(handover, "SEND_S", 1.0)
    impatient = DockerEngine(daemon.url, instance, timeout_s=1)
    with pytest.raises(EngineTrouble) as refused:
        impatient.spawn(plan(shell, SUMS, {}, {"large": bytes(3_000_000)}), lambda: True)
    impatient.close()
    assert refused.value.trouble.title == "A pilot did not take its secrets and files"
    assert pilots.names_of(client, instance) == []


def test_an_image_without_a_shell_says_so_and_leaves_nothing(
    engine: DockerEngine, client: APIClient, image: str, instance: str
) -> None:
    with pytest.raises(EngineTrouble) as refused:
        engine.spawn(plan(image, "true", {"pw": b"x"}), lambda: True)
    assert refused.value.trouble.title.endswith("has no /bin/sh")
    assert pilots.names_of(client, instance) == []


@pytest.mark.parametrize(
    "path", ["../x", "/etc/passwd", "", "a//b", "a/../b", "x\ny", "-x", ".handed", " x", "a\\b"]
)
def test_a_path_that_leads_elsewhere_is_refused(path: str) -> None:
    with pytest.raises(EngineTrouble) as refused:
        handover.stream(plan("image", "true", {path: b"a secret"}))
    assert "below /run/planctongui" in refused.value.trouble.advice


def test_two_files_of_one_path_and_too_much_are_refused() -> None:
    with pytest.raises(EngineTrouble, match="one path"):
        handover.stream(plan("image", "true", {"x": b"1"}, {f"{FOLDER}/x": b"2"}))
    with pytest.raises(EngineTrouble, match="too much"):
        handover.stream(plan("image", "true", {}, {"x": bytes(handover.MOST + 1)}))


@pytest.mark.parametrize("with_shell", [["dash"], ["bash", "--posix"], ["busybox", "sh"]])
@pytest.mark.parametrize("cut", [0, 1, 50_000])
def test_each_shell_takes_the_stream_apart_or_says_that_it_was_cut_short(
    tmp_path: Path, with_shell: list[str], cut: int
) -> None:
    folder = tmp_path / "run"
    folder.mkdir()
    body = secrets.token_bytes(100_000)
    stream = handover.stream(plan("image", "x", {"deep/er/pw": body, "two": b"\0\n"}))
    program = handover._PROGRAM.replace(FOLDER, str(folder))
    shell = shutil.which(with_shell[0])
    assert shell, f"install {with_shell[0]}"
    done = subprocess.run(
        [shell, *with_shell[1:], "-c", program, "planctongui", "sh", "-c", "echo run; cat"],
        input=stream[: len(stream) - cut], capture_output=True, timeout=LIMIT_S, check=False,
    )  # fmt: skip
    if cut:
        assert (done.returncode, done.stdout) == (handover.CUT_SHORT, b"")
        assert done.stderr == b"planctongui: the pilot's files were not handed over\n"
    else:
        assert (done.returncode, done.stdout, done.stderr) == (0, b"run\n", b"")
        assert (folder / "deep/er/pw").read_bytes() == body
        assert (folder / "two").read_bytes() == b"\0\n"
        assert sorted(path.name for path in folder.iterdir()) == ["deep", "two"]


# Where it is not ----------------------------------------------------------------------------------


def holds(path: Path, needles: tuple[bytes, ...]) -> bool:
    """True when this file holds one of the needles; False also for a file that is gone."""
    try:
        body = path.read_bytes()
    except OSError:
        return False
    return any(needle in body for needle in needles)


def places_of(
    secret: bytes, client: APIClient, daemon: Daemon, container: str, folders: tuple[Path, ...] = ()
) -> set[str]:
    """Where on this machine the secret can be found, in the clear or as base64."""
    needles = (secret, base64.b64encode(secret)[:-4])
    found = set()

    def note(place: str, there: bool) -> None:
        if there:
            found.add(place)

    def within(body: bytes) -> bool:
        return any(needle in body for needle in needles)

    note("inspect", within(json.dumps(client.inspect_container(container)).encode()))
    note("export", within(b"".join(client.export(container))))
    note("log", within(client.logs(container)))
    for process in Path("/proc").iterdir():
        if process.name.isdigit():
            note("environ", holds(process / "environ", needles))
            note("cmdline", holds(process / "cmdline", needles))
    assert daemon.pid, "its own daemon, whose folders are few"
    for root in (daemon.state, daemon.run, *folders):
        looked = 0
        for folder, _, files in os.walk(root):
            for name in files:
                path = Path(folder, name)
                if path.is_file() and not path.is_symlink():
                    looked += 1
                    if holds(path, needles):
                        kind = "config" if name in ("config.v2.json", "hostconfig.json") else "disk"
                        found.add(kind)
        assert looked or root not in (daemon.state, daemon.run), f"nothing to look at in {root}"
    return found


def test_a_secret_is_found_nowhere_but_in_the_pilots_memory(
    engine: DockerEngine, client: APIClient, daemon: Daemon, shell: str,
    caplog: pytest.LogCaptureFixture, tmp_path: Path,
) -> None:  # fmt: skip
    caplog.set_level(logging.DEBUG)
    secret = secrets.token_urlsafe(32).encode()
    wait = f"{TAKEN} sha256sum <{FOLDER}/pw; echo ready; {pilots.SLEEP}"
    wanted = plan(shell, wait, {"pw": secret}, {"conf": b"file " + secret})
    logging.getLogger("planctongui.test").error("%s %r", wanted.handed, wanted.handed)
    name = container_name(start(engine, wanted))
    wait_until(lambda: b"ready" in client.logs(name), LIMIT_S, "the pilot to have its secret")
    assert hashlib.sha256(secret).hexdigest().encode() in client.logs(name)
    assert places_of(secret, client, daemon, name, (tmp_path,)) == set()
    assert secret.decode() not in caplog.text
    pid = client.inspect_container(name)["State"]["Pid"]
    limits = Path(f"/proc/{pid}/limits").read_text()
    core = next(line for line in limits.splitlines() if line.startswith("Max core file size"))
    assert core.split()[4:6] == ["1", "1"]
    # It is there, in memory, and only there.
    assert Path(f"/proc/{pid}/root{FOLDER}/pw").read_bytes() == secret
    mounts = Path(f"/proc/{pid}/mounts").read_text().splitlines()
    assert [line.split()[2] for line in mounts if f" {FOLDER} " in line] == ["tmpfs"]

    engine.kill(wanted.id)
    pilots.wait_for_end(client, wanted.id)
    assert places_of(secret, client, daemon, name) == set()


def test_the_search_finds_a_secret_that_was_given_carelessly(
    engine: DockerEngine, client: APIClient, daemon: Daemon, shell: str
) -> None:
    secret = secrets.token_urlsafe(32)
    name = "careless-" + secrets.token_hex(4)
    script = "echo $PW; echo $PW >/kept; sleep 600; true"
    client.create_container(
        shell, command=[script, secret], environment={"PW": secret}, name=name,
        host_config=client.create_host_config(network_mode="none"),
    )  # fmt: skip
    try:
        client.start(name)
        wait_until(lambda: secret.encode() in client.logs(name), LIMIT_S, "the careless pilot")
        everywhere = {"inspect", "export", "log", "environ", "cmdline", "config", "disk"}
        assert places_of(secret.encode(), client, daemon, name) == everywhere
    finally:
        client.remove_container(name, force=True)
