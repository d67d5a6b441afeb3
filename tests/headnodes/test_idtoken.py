"""HTCondor tokens: what they say is read, what cannot work is refused, nothing of them is told."""

from __future__ import annotations

import base64
import json
import math
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from planctongui.core.trouble import Trouble
from planctongui.headnodes import htcondor, idtoken
from planctongui.headnodes.trouble import HeadNodeTrouble

NOW = 1_800_000_000
GOOD = {
    "sub": "pilot@pool.example",
    "iss": "pool.example",
    "iat": NOW - 100,
    "exp": NOW + 100,
    "scope": "condor:/READ condor:/ADVERTISE_MASTER condor:/ADVERTISE_STARTD",
}


def coded(told: object) -> str:
    return base64.urlsafe_b64encode(json.dumps(told).encode()).decode().rstrip("=")


def token(**changes: Any) -> bytes:
    """A token with these claims changed; None takes one away."""
    claims = {key: value for key, value in (GOOD | changes).items() if value is not None}
    return f"{coded({'alg': 'HS256', 'kid': 'POOL'})}.{coded(claims)}.c2VjcmV0\n".encode()


def refused(content: bytes, pool: str = "") -> Trouble:
    with pytest.raises(HeadNodeTrouble) as told:
        idtoken.check(content, NOW, pool)
    return told.value.trouble


def test_what_a_good_token_says_is_read() -> None:
    told = idtoken.check(b"# for volunteers\n\n" + token(), NOW, "POOL.example")
    assert (told.identity, told.pool) == ("pilot@pool.example", "pool.example")
    assert (told.issued, told.expires) == (NOW - 100, NOW + 100)
    assert told.rights == {"READ", "ADVERTISE_MASTER", "ADVERTISE_STARTD"}
    assert idtoken.read(token(exp=None, iat=None)).expires == math.inf


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (token(exp=NOW), "expired"),
        (token(exp=-1), "expired"),
        (token(scope=None), "too much"),
        (token(scope=GOOD["scope"] + " condor:/WRITE"), "too much"),
        (token(scope="condor:/READ condor:/ADVERTISE_STARTD"), "too little"),
        (token(scope=""), "too little"),
        (b"", "not one"),
        (token() + token(), "not one"),
        (b"one.two", "not an HTCondor token"),
        (b"a.b.c", "not an HTCondor token"),
        (b"....", "not an HTCondor token"),
        ("t\u00f6ken".encode(), "not an HTCondor token"),
        (b"x" * (idtoken.LONGEST + 1), "not an HTCondor token"),
        (token(sub=7), "not an HTCondor token"),
        (token(exp="soon"), "not an HTCondor token"),
        (token(exp=True), "not an HTCondor token"),
        (token(exp=10**400), "not an HTCondor token"),
        (f"{coded([])}.{coded({})}.x".encode(), "not an HTCondor token"),
    ],
)
def test_a_token_that_cannot_work_is_refused_with_advice(content: bytes, words: str) -> None:
    trouble = refused(content)
    assert words in trouble.title
    assert trouble.advice


def test_a_token_for_another_pool_is_told_by_both_names() -> None:
    trouble = refused(token(), "other.example")
    assert "pool.example" in trouble.advice and "other.example" in trouble.advice


@given(st.binary(max_size=300))
def test_any_bytes_are_read_or_refused_and_never_repeated(content: bytes) -> None:
    try:
        idtoken.read(content)
    except HeadNodeTrouble as error:
        words = content.decode("ascii", "ignore").split()
        assert not any(len(word) > 12 and word in str(error) for word in words)


def test_a_head_node_examines_the_token_that_its_pilot_is_to_get() -> None:
    node = htcondor.make("pool", {"address": "cm.example", "image": "registry/x:1"})
    node.examine("token", token(exp=None))
    with pytest.raises(HeadNodeTrouble):
        node.examine("token", token(exp=1))
    assert node.grace_s == 10.0
