"""Whether anybody answers at an address, by real sockets."""

from __future__ import annotations

import socket
from contextlib import closing

import pytest

from planctongui.headnodes import knock
from planctongui.headnodes.htcondor import make
from planctongui.headnodes.trouble import HeadNodeTrouble


def test_an_open_port_is_reached_and_a_closed_one_told_with_its_address() -> None:
    with closing(socket.create_server(("127.0.0.1", 0))) as door:
        port = door.getsockname()[1]
        settings = {"address": f"127.0.0.1:{port}", "image": "registry.example/pilot:1"}
        make("pool", settings).knock()
    with pytest.raises(HeadNodeTrouble, match=rf"127\.0\.0\.1:{port} of pool is not reachable"):
        make("pool", settings).knock()


def test_a_name_that_nobody_knows_is_told() -> None:
    with pytest.raises(HeadNodeTrouble, match="not reachable"):
        knock.at("pool", "nobody.invalid", 9618)


def test_a_host_that_is_silent_is_not_waited_for_for_ever(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    # A full queue of connections nobody takes: the kernel answers no more.
    monkeypatch.setattr(knock, "LIMIT_S", 0.3)
    with closing(socket.socket()) as door:
        door.bind(("127.0.0.1", 0))
        door.listen(0)
        waiting = [socket.socket() for _ in range(4)]
        for one in waiting:
            one.setblocking(False)
            one.connect_ex(door.getsockname())
        try:
            with pytest.raises(HeadNodeTrouble, match="does not answer"):
                knock.at("pool", *door.getsockname())
        finally:
            for one in waiting:
                one.close()
