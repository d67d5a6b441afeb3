"""A secret shows itself to nobody who does not ask for it by name."""

from __future__ import annotations

import copy
import pickle

import pytest

from planctongui.engine.protocol import PilotPlan
from planctongui.headnodes.protocol import PilotOrder
from planctongui.vault.protocol import VaultTrouble
from planctongui.vault.secret import LONGEST, Secret, checked


def test_a_secret_is_in_no_text_made_of_it() -> None:
    secret = Secret(b"hunter2")
    plan = PilotPlan("p", "h", "i", PilotOrder(()), 1.0, 1, 1.0, {"pw": secret})
    for text in (repr(secret), str(secret), f"{secret}", f"{secret:>12}", f"{secret!s} {plan!r}"):
        assert "hunter2" not in text
        assert "<secret>" in text
    assert not hasattr(secret, "__dict__")


def test_a_secret_is_not_written_down_or_copied() -> None:
    for attempt in (pickle.dumps, copy.copy, copy.deepcopy):
        with pytest.raises(TypeError):
            attempt(Secret(b"hunter2"))
    with pytest.raises(TypeError):
        hash(Secret(b"hunter2"))


def test_secrets_are_equal_by_content_and_to_nothing_else() -> None:
    assert Secret(b"a") == Secret(b"a")
    assert Secret(b"a") != Secret(b"b")
    assert Secret(b"a") != b"a"
    assert len(Secret(b"abc")) == 3


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        (b"word", b"word"),
        (b"word\n", b"word"),
        (b"word\r\n", b"word"),
        (b" kept blanks \n", b" kept blanks "),
        (b"one\ntwo\n", b"one\ntwo\n"),
        ("grüße".encode(), "grüße".encode()),
        (b"x" * LONGEST, b"x" * LONGEST),
    ],
)
def test_what_was_typed_is_kept_but_for_the_end_of_a_single_line(typed: bytes, kept: bytes) -> None:
    assert checked(typed, "site", "token").reveal() == kept


@pytest.mark.parametrize(
    ("typed", "words"),
    [
        (b"", "empty"),
        (b" \n\n", "empty"),
        (b"hunter2\0", "NUL"),
        (b"hunter2\xff", "not text"),
        (b"hunter2" * LONGEST, "too long"),
        (b"x" * (1 << 20), "too long"),
    ],
)
def test_what_cannot_be_a_secret_is_refused_in_a_sentence(typed: bytes, words: str) -> None:
    with pytest.raises(VaultTrouble) as refused:
        checked(typed, "site", "token")
    trouble = refused.value.trouble
    assert words in trouble.title and "token of site" in trouble.title and trouble.advice
    assert "hunter2" not in f"{refused.value!r}"
