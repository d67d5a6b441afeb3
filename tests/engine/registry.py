"""A real registry for tests: Debian's docker-registry, where the test's Docker daemon can reach it.

For: images that are pushed, replaced, spoilt and taken away under the program; a registry that is
down, wants a login, or accepts and says nothing. Not for: what the program makes of it.
"""

from __future__ import annotations

import hashlib
import io
import json
import os
import re
import shutil
import tarfile
from pathlib import Path

from docker import APIClient
from docker.utils import parse_repository_tag

from tests.desk.process import Child, need, wait_until
from tests.engine import pilots
from tests.engine.daemon import Daemon

START_S = 30.0

_CONFIG = """version: 0.1
log: {{level: info, formatter: text}}
storage:
  filesystem: {{rootdirectory: {root}}}
  delete: {{enabled: true}}
http: {{addr: "127.0.0.1:{port}"}}
{auth}
"""
_AUTH = "auth: {{htpasswd: {{realm: pilots, path: {file}}}}}"

_SILENT = """
import socket
door = socket.create_server(("127.0.0.1", 0))
print("listening on 127.0.0.1:%d" % door.getsockname()[1], flush=True)
guests = []
while True:
    guests.append(door.accept())
"""


class Registry:
    """One registry in the daemon's own network; `host` is its name in references."""

    def __init__(self, daemon: Daemon, folder: Path, login: str = "") -> None:
        """`login`: "user:password" that it asks for; "" = none. Another one with the same folder
        has the same images.
        """
        self._daemon = daemon
        self._folder = folder
        self._login = login
        self.root = folder / "registry"
        self.port = 0
        self._child: Child | None = None

    def start(self) -> None:
        """Start it and wait until it listens; the second time at the same place."""
        auth = ""
        if self._login:
            file = self._folder / "htpasswd"
            user, _, password = self._login.partition(":")
            made = Child(["htpasswd", "-nbB", user, password], env=dict(os.environ), log=file)
            wait_until(lambda: not made.alive(), START_S, "htpasswd")
            auth = _AUTH.format(file=file)
        config = self._folder / "registry.yml"
        config.write_text(_CONFIG.format(root=self.root, port=self.port, auth=auth))
        self._child = self._listening(["docker-registry", "serve", str(config)])

    def hang(self) -> None:
        """Instead of a registry: something that accepts and says nothing, ever."""
        self._child = self._listening(["python3", "-c", _SILENT])

    def _listening(self, command: list[str]) -> Child:
        log = self._folder / f"registry-{len(list(self._folder.glob('registry-*.log')))}.log"
        need(command[0])
        # Even a test run that is killed leaves no registry behind.
        ours = [*self._daemon.inside, "setpriv", "--pdeathsig", "TERM"]
        child = Child([*ours, *command], env=dict(os.environ), log=log)
        pattern = r"listening on 127\.0\.0\.1:(\d+)"
        found = wait_until(
            lambda: re.search(pattern, log.read_text()), START_S, "the registry", child
        )
        self.port = int(found[1])
        return child

    def stop(self) -> None:
        """End it; what was pushed stays."""
        if self._child is not None:
            self._child.stop(grace_s=10)
            self._child = None

    def remove(self) -> None:
        """End it and remove what was pushed."""
        self.stop()
        shutil.rmtree(self.root, ignore_errors=True)

    @property
    def host(self) -> str:
        """As it stands in references."""
        return f"127.0.0.1:{self.port}"

    def name(self, repository: str = "site/pilot", tag: str = "stable") -> str:
        """A reference at this registry."""
        return f"{self.host}/{repository}:{tag}"

    def push(self, client: APIClient, reference: str, word: str, extra: bytes = b"") -> str:
        """Build an image that knows this word (/word), push it, forget it; gives its digest."""
        built = f"planctongui-push:{hashlib.sha256(reference.encode()).hexdigest()[:12]}"
        recipe = pilots.recipe().files
        dockerfile = recipe["Dockerfile"].replace(b"ENV", b"COPY word extra /\nENV")
        files = {**recipe, "Dockerfile": dockerfile, "word": word.encode(), "extra": extra}
        packed = io.BytesIO()
        with tarfile.open(fileobj=packed, mode="w") as tar:
            for path, body in files.items():
                entry = tarfile.TarInfo(path)
                entry.size, entry.mode = len(body), 0o755
                tar.addfile(entry, io.BytesIO(body))
        packed.seek(0)
        said = list(
            client.build(fileobj=packed, custom_context=True, tag=built, rm=True, decode=True,
                         network_mode="none")
        )  # fmt: skip
        assert not [m for m in said if "error" in m], said
        repository, tag = parse_repository_tag(reference)
        client.tag(built, repository, tag, force=True)
        user, _, password = self._login.partition(":")
        auth = {"username": user, "password": password} if user else None
        told = client.push(repository, tag, stream=True, decode=True, auth_config=auth)
        told = list(told)
        assert not [m for m in told if "error" in m], told
        digests = [m["aux"]["Digest"] for m in told if "Digest" in (m.get("aux") or {})]
        # All its names: afterwards the machine has never seen it.
        client.remove_image(reference)
        client.remove_image(built, force=True)
        return str(digests[0])

    def drop_tag(self, repository: str = "site/pilot", tag: str = "stable") -> None:
        """The tag vanishes; the content stays."""
        shutil.rmtree(self.tags(repository) / tag)

    def spoil(self, digest: str) -> None:
        """Somebody changes the content behind a digest on the registry's disk."""
        kind, _, number = digest.partition(":")
        blob = self.root / "docker/registry/v2/blobs" / kind / number[:2] / number / "data"
        manifest = json.loads(blob.read_text())
        manifest["spoilt"] = True
        blob.write_text(json.dumps(manifest))

    def tags(self, repository: str = "site/pilot") -> Path:
        """The folder with a folder for each tag of this repository."""
        return self.root / "docker/registry/v2/repositories" / repository / "_manifests" / "tags"
