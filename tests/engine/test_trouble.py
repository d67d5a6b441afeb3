"""Whatever is wrong with Docker reaches the owner as a plain sentence with something to do."""

from __future__ import annotations

import gc
import json
import multiprocessing
import os
import socket
import socketserver
import threading
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler
from pathlib import Path

import pytest

from planctongui.core.trouble import Trouble
from planctongui.engine import address
from planctongui.engine.docker_engine import DockerEngine
from planctongui.engine.protocol import EngineTrouble
from planctongui.engine.trouble import explain
from tests.engine import pilots
from tests.engine.daemon import Daemon

# The SDK leaves the socket open when the one behind it talks nonsense.
pytestmark = pytest.mark.filterwarnings("ignore:unclosed <socket:ResourceWarning")


def trouble_at(url: str, timeout_s: float = 2) -> Trouble:
    """What a sign of life at this address ends with."""
    engine = DockerEngine(url, "test-trouble", timeout_s)
    trouble = None
    try:
        engine.ping()
    except EngineTrouble as error:
        assert error.down
        trouble = error.trouble
    engine.close()
    gc.collect()
    assert trouble is not None, f"{url} works"
    return trouble


@contextmanager
def answering(folder: Path, answer: bytes, *, hang: bool = False) -> Iterator[str]:
    """A Unix socket on which something that is not Docker gives every caller this answer."""
    path = folder / "odd.sock"
    over = threading.Event()
    with socket.socket(socket.AF_UNIX, socket.SOCK_STREAM) as door:
        door.bind(str(path))
        door.listen(8)
        door.settimeout(0.05)

        def serve() -> None:
            while not over.is_set():
                try:
                    caller, _ = door.accept()
                except TimeoutError:
                    continue
                with caller:
                    caller.recv(65536)
                    caller.sendall(answer)
                    if hang:
                        over.wait(10)

        thread = threading.Thread(target=serve)
        thread.start()
        try:
            yield f"unix://{path}"
        finally:
            over.set()
            thread.join()


@contextmanager
def podman_that_knows_nothing(folder: Path) -> Iterator[str]:
    """A socket without Podman's name, on which it says who it is and refuses all else."""
    known = {
        "/version": {"ApiVersion": "1.41", "Components": [{"Name": "Podman Engine"}]},
        "/info": {"CgroupDriver": "systemd"},
    }

    class Answers(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            told = next((known[path] for path in known if self.path.endswith(path)), None)
            self.send_response(200 if told else 500)
            self.end_headers()
            self.wfile.write(json.dumps(told or {"message": "no"}).encode())

        def address_string(self) -> str:
            return "a test"

        def log_message(self, form: str, *words: object) -> None:
            pass

    with UnixHTTPServer(str(folder / "odd.sock"), Answers) as server:
        thread = threading.Thread(target=server.serve_forever, args=(0.05,))
        thread.start()
        try:
            yield f"unix://{folder}/odd.sock"
        finally:
            server.shutdown()
            thread.join()


class UnixHTTPServer(socketserver.ThreadingUnixStreamServer):
    """As the standard library's, on a path."""

    def get_request(self) -> tuple[socket.socket, str]:
        return super().get_request()[0], "a test"


def test_no_socket_means_that_docker_is_not_there(tmp_path: Path) -> None:
    trouble = trouble_at(f"unix://{tmp_path}/none.sock")
    assert trouble.title == "Docker is not running"
    assert "apt install docker.io" in trouble.advice
    assert "systemctl start docker" in trouble.advice


def test_a_socket_that_nobody_listens_on_means_that_docker_was_stopped(tmp_path: Path) -> None:
    with socket.socket(socket.AF_UNIX, socket.SOCK_STREAM) as left:
        left.bind(str(tmp_path / "left.sock"))
    trouble = trouble_at(f"unix://{tmp_path}/left.sock")
    assert trouble == Trouble("Docker is not running", "Start it with: sudo systemctl start docker")


def _as_nobody(url: str, answer: object) -> None:
    os.setgroups([])
    os.setresgid(65534, 65534, 65534)
    os.setresuid(65534, 65534, 65534)
    engine = DockerEngine(url, "test-trouble", 5)
    try:
        engine.ping()
        answer.send(None)  # type: ignore[attr-defined]
    except EngineTrouble as error:
        answer.send((error.trouble, error.down))  # type: ignore[attr-defined]


def test_an_owner_who_is_not_in_the_group_is_told_how_to_get_in(daemon: Daemon) -> None:
    assert os.getuid() == 0, "This test becomes another user: run it as root."
    # The socket itself must be what refuses, not a folder above it.
    daemon.run.chmod(0o755)
    methods = multiprocessing.get_context("fork")
    ours, theirs = methods.Pipe()
    nobody = methods.Process(target=_as_nobody, args=(daemon.url, theirs))
    nobody.start()
    nobody.join(20)
    assert ours.poll(0)
    trouble, down = ours.recv()
    ours.close()
    theirs.close()
    assert down
    assert trouble.title == "You are not allowed to use Docker"
    assert "sudo usermod -aG docker" in trouble.advice


OWN = "systemctl --user enable --now podman.socket"
SYSTEMS = "sudo systemctl enable --now podman.socket"


@pytest.fixture
def podman(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Where this owner's Podman would listen; nothing is there yet."""
    monkeypatch.setenv("XDG_RUNTIME_DIR", str(tmp_path))
    path = Path(address.own_podman().removeprefix("unix://"))
    path.parent.mkdir()
    return path


def test_ones_own_podman_is_named_and_started_without_root(podman: Path) -> None:
    missing = trouble_at(f"unix://{podman}")
    assert missing.title == "Podman is not running" and missing.advice.endswith(OWN)
    assert "docker" not in missing.advice and "sudo systemctl" not in missing.advice
    with socket.socket(socket.AF_UNIX) as left:
        left.bind(str(podman))
    assert trouble_at(f"unix://{podman}") == Trouble(
        "Podman is not running", "Start it with: systemctl --user restart podman.socket"
    )


def test_ones_own_podman_that_hangs_is_named(podman: Path) -> None:
    with answering(podman.parent, b"", hang=True) as url:
        Path(url.removeprefix("unix://")).rename(podman)
        trouble = trouble_at(f"unix://{podman}", timeout_s=1)
    assert trouble.title == "Podman does not answer"
    assert trouble.advice.endswith("systemctl --user restart podman.service")


def test_the_systems_podman_is_named_by_its_socket(tmp_path: Path) -> None:
    trouble = trouble_at(f"unix://{tmp_path}/podman.sock")
    assert trouble.title == "Podman is not running" and trouble.advice.endswith(SYSTEMS)


def test_podman_at_dockers_address_is_named_once_it_has_answered(tmp_path: Path) -> None:
    with podman_that_knows_nothing(tmp_path) as url:
        engine = DockerEngine(url, "test-trouble", 5)
        assert engine.which() == address.DOCKER
        with pytest.raises(EngineTrouble) as caught:
            engine.look(())
        assert engine.which() == address.PODMAN
        assert caught.value.trouble.title == "Podman refused an order"
        engine.close()


@pytest.mark.parametrize("engine", [address.DOCKER, address.PODMAN, address.OWN_PODMAN])
@pytest.mark.parametrize(
    "error", [PermissionError(), TimeoutError(), FileNotFoundError(), ConnectionError(), OSError()]
)
def test_every_engine_has_something_to_do_for_every_error(
    engine: address.Engine, error: Exception
) -> None:
    told = explain(error, engine)
    assert told.down and engine.name in told.trouble.title and told.trouble.advice
    other = {"Docker": "Podman", "Podman": "Docker"}[engine.name]
    assert other not in told.trouble.title


def test_docker_on_another_machine_is_refused_unasked(monkeypatch: pytest.MonkeyPatch) -> None:
    title = "The container engine is on another machine"
    assert trouble_at("tcp://192.0.2.1:2375").title == title
    monkeypatch.setenv("DOCKER_HOST", "tcp://192.0.2.1:2375")
    assert trouble_at("").title == title
    assert trouble_at("ssh://somebody@192.0.2.1").title == title


def test_the_environment_names_docker_when_the_settings_do_not(
    daemon: Daemon, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("DOCKER_HOST", daemon.url)
    engine = DockerEngine("", "test-trouble", 5)
    engine.ping()
    engine.close()


@pytest.mark.parametrize(
    "url", ["unix://", "unix:///", "unix:///etc/passwd", "nonsense", "http://[", "unix:///\0"]
)
def test_a_strange_address_is_no_surprise(url: str, tmp_path: Path) -> None:
    if url == "unix://":
        url = f"unix://{tmp_path}"  # a folder
    trouble = trouble_at(url)
    assert trouble.title and trouble.advice


@pytest.mark.parametrize(
    "answer",
    [
        b"",
        b"\x00\xff\xfe garbage \r\n\r\n",
        b"SSH-2.0-OpenSSH_9.2p1\r\n",
        b"HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\nhello",
        b"HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\n[]",
        b"HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\n{}",
        b"HTTP/1.1 200 OK\r\nContent-Length: 900\r\n\r\n{",
        b"HTTP/1.1 500 Oh\r\nContent-Length: 4\r\n\r\nugly",
        b"HTTP/1.1 404 Not Found\r\nContent-Length: 0\r\n\r\n",
        b'HTTP/1.1 200 OK\r\nContent-Length: 20\r\n\r\n{"ApiVersion":"1.41"',
    ],
)
def test_something_that_is_not_docker_gives_a_sentence(tmp_path: Path, answer: bytes) -> None:
    with answering(tmp_path, answer) as url:
        trouble = trouble_at(url)
    assert trouble.title.startswith("Docker ")
    assert len(trouble.title) < 60
    assert trouble.advice


def test_a_socket_that_accepts_and_says_nothing_is_given_up_in_time(tmp_path: Path) -> None:
    began = time.monotonic()
    with answering(tmp_path, b"", hang=True) as url:
        trouble = trouble_at(url, timeout_s=1)
    assert trouble.title == "Docker does not answer"
    assert time.monotonic() - began < 3


def test_a_daemon_that_hangs_is_given_up_in_time_by_every_call(
    daemon: Daemon, engine: DockerEngine, image: str, instance: str
) -> None:
    pilot = pilots.start(engine, image)
    engine = DockerEngine(daemon.url, instance, timeout_s=1)
    engine.ping()
    calls: tuple[Callable[[], object], ...] = (
        engine.ping,
        lambda: engine.look(()),
        lambda: engine.spawn(pilots.plan(image), lambda: True),
        lambda: engine.pause(pilot),
        lambda: engine.unpause(pilot),
        lambda: engine.set_bandwidth(pilot, 0.0),
        lambda: engine.end(pilot),
        lambda: engine.remains(pilot),
    )
    daemon.suspend()
    try:
        began = time.monotonic()
        with ThreadPoolExecutor(len(calls)) as threads:
            under_way = [threads.submit(call) for call in calls]
            ends = [one.exception() for one in under_way]
        for error in ends:
            assert isinstance(error, EngineTrouble) and error.down
            assert error.trouble.title == "Docker does not answer"
        # A start that failed is also cleaned up after: two calls.
        assert time.monotonic() - began < 2 * 1.0 + 1.5
    finally:
        daemon.resume()
    engine.ping()
    engine.close()
