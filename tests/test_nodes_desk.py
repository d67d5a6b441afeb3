"""What the page "Head nodes" asks is answered by files and vault, and never by a secret."""

from __future__ import annotations

import base64
import json
import time
from collections.abc import Iterator
from pathlib import Path
from queue import Queue

import pytest

from planctongui.core import sheets as sh
from planctongui.core.questions import Answer
from planctongui.core.trouble import Trouble
from planctongui.enquiries import Enquiries
from planctongui.headnodes.shelf import Shelf
from planctongui.nodes_desk import NodesDesk
from planctongui.vault.files import FileVault
from planctongui.vault.protocol import Answer as Known
from planctongui.vault.protocol import SecretState, VaultTrouble, state_of
from planctongui.vault.secret import LONGEST, Secret

PATIENCE_S = 30
POOL = 'kind = "htcondor"\nimage = "registry.example/condor:1"\naddress = "pool.example"\n'
SITE = 'kind = "custom"\nimage = "registry.example/p:1"\n[secrets]\nkey = "key"\n'


def token(expires: float) -> bytes:
    claims = {
        "sub": "pilot@pool.example",
        "iss": "pool.example",
        "exp": expires,
        "scope": "condor:/READ condor:/ADVERTISE_MASTER condor:/ADVERTISE_STARTD",
    }
    parts = [json.dumps(part).encode() for part in ({"alg": "HS256"}, claims)]
    return b".".join(base64.urlsafe_b64encode(p).rstrip(b"=") for p in [*parts, b"signature"])


class Safe(FileVault):
    """A keyring that is locked until the owner opens it."""

    locked = True

    def state(self, head_node: str, name: str) -> SecretState:
        return state_of(self._refusal()) if self.locked else super().state(head_node, name)

    def fetch(self, head_node: str, name: str) -> Secret:
        if self.locked:
            raise self._refusal()
        return super().fetch(head_node, name)

    def store(self, head_node: str, name: str, secret: Secret) -> None:
        if self.locked:
            raise self._refusal()
        super().store(head_node, name, secret)

    def unlock(self) -> None:
        self.locked = False

    def _refusal(self) -> VaultTrouble:
        return VaultTrouble("Your keyring is locked", "Open it.", Known.LOCKED)


class Desk:
    """The desk, and whoever asks it."""

    def __init__(self, folder: Path) -> None:
        self.vault = Safe(folder / "secrets")
        self.shelf = Shelf(folder / "headnodes")
        self.folder = folder
        self.made = NodesDesk(self.shelf, self.vault)
        self._told: Queue[Answer] = Queue()
        self._enquiries = Enquiries()
        self._enquiries.listen(self._told.put)
        self.made.open(self._enquiries)

    def ask(self, question: object) -> object:
        self._enquiries.ask(question)
        answer = self._told.get(timeout=PATIENCE_S)
        assert answer.question is question
        return answer.content

    def lines(self, question: object) -> tuple[sh.SecretLine, ...]:
        content = self.ask(question)
        assert isinstance(content, tuple), content
        return content


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    desk = Desk(tmp_path)
    yield desk
    desk.made.close()


def test_every_order_about_files_is_answered_by_all_of_them(desk: Desk, tmp_path: Path) -> None:
    file = tmp_path / "site.toml"
    file.write_text(SITE)
    orders = (
        sh.FileGiven(file),
        sh.FormGiven("pool", "htcondor", {"image": "r.example/c:1", "address": "a.example"}, True),
        sh.SwitchGiven("site", False),
        sh.TextGiven("pool", POOL, False),
        sh.SheetsAsked(),
    )
    for order in orders:
        content = desk.ask(order)
        assert isinstance(content, sh.Sheets), content
    assert {one.name: one.enabled for one in content.sheets} == {"pool": True, "site": False}
    content = desk.ask(sh.PutAside("site"))
    assert isinstance(content, sh.Sheets) and [one.name for one in content.sheets] == ["pool"]
    assert (tmp_path / "headnodes" / "site.toml.removed").exists()


@pytest.mark.parametrize(
    "order",
    [
        sh.FileGiven(Path("/nowhere/site.toml")),
        sh.FormGiven("pool", "htcondor", {}, True),
        sh.SwitchGiven("nobody", True),
        sh.PutAside("nobody"),
        sh.TextGiven("nobody", POOL, False),
    ],
    ids=lambda order: type(order).__name__,
)
def test_what_cannot_be_done_is_told_in_words(desk: Desk, order: object) -> None:
    content = desk.ask(order)
    assert isinstance(content, Trouble) and content.title and content.advice


def test_a_token_s_identity_pool_and_end_are_told_and_an_expired_one_is_unfit(desk: Desk) -> None:
    desk.shelf.write("pool", POOL, new=True)
    desk.vault.unlock()
    good = Secret(token(time.time() + 86400))
    (line,) = desk.lines(sh.SecretGiven("pool", "token", good))
    assert line.answer == "set" and line.fit
    assert "pilot@pool.example" in line.about and "until" in line.about
    desk.vault.store("pool", "token", Secret(token(time.time() - 5)))
    (line,) = desk.lines(sh.SecretsAsked("pool", ("token",)))
    assert line.answer == "set" and not line.fit and "expired" in line.about
    assert good.reveal().decode() not in repr(line)


def test_looking_never_opens_the_keyring_and_setting_does(desk: Desk) -> None:
    desk.shelf.write("site", SITE, new=True)
    (line,) = desk.lines(sh.SecretsAsked("site", ("key",)))
    assert line.answer == "locked" and desk.vault.locked
    (line,) = desk.lines(sh.SecretGiven("site", "key", Secret(b"sesame")))
    assert line.answer == "set" and line.about == ""
    desk.vault.locked = True
    (line,) = desk.lines(sh.UnlockAsked("site", ("key",)))
    assert line.answer == "set"


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b"with\0nul", "NUL"),
        (b"x" * 2**20, "too long"),
        (b"x" * (LONGEST + 2), "too long"),
        (b" \n", "empty"),
        (b"\xff\xfe", "not text"),
    ],
)
@pytest.mark.parametrize("as_file", [False, True])
def test_what_is_no_secret_is_refused_and_the_one_before_stays(
    desk: Desk, tmp_path: Path, content: bytes, words: str, as_file: bool
) -> None:
    desk.shelf.write("site", SITE, new=True)
    desk.vault.unlock()
    desk.ask(sh.SecretGiven("site", "key", Secret(b"before")))
    file = tmp_path / "secret"
    file.write_bytes(content)
    told = desk.ask(sh.SecretGiven("site", "key", file if as_file else Secret(content)))
    assert isinstance(told, Trouble) and words in told.title
    assert desk.vault.fetch("site", "key") == Secret(b"before")


def test_a_token_that_cannot_work_is_not_even_kept(desk: Desk) -> None:
    desk.shelf.write("pool", POOL, new=True)
    desk.vault.unlock()
    for bad in (b"no token", token(time.time() - 5)):
        assert isinstance(desk.ask(sh.SecretGiven("pool", "token", Secret(bad))), Trouble)
    assert desk.vault.state("pool", "token").answer is Known.MISSING


def test_a_file_that_is_not_there_is_no_secret(desk: Desk) -> None:
    desk.shelf.write("site", SITE, new=True)
    told = desk.ask(sh.SecretGiven("site", "key", Path("/nowhere/key")))
    assert isinstance(told, Trouble) and "/nowhere/key" in told.title
