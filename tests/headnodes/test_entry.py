"""Head nodes' files: what they may say, and how one that cannot be used is refused."""

from __future__ import annotations

import math
import os
import re
from pathlib import Path

import pytest

from planctongui.core.trouble import Trouble
from planctongui.headnodes import kinds
from planctongui.headnodes.custom import CustomHeadNode
from planctongui.headnodes.folder import HeadNodeFolder
from planctongui.headnodes.folders import Folders
from planctongui.headnodes.local import LocalHeadNode
from planctongui.headnodes.protocol import Outcome, Pulled, SecretNeed
from planctongui.headnodes.trouble import HeadNodeTrouble

PAGE = Path(__file__).resolve().parents[2] / "docs" / "headnodes" / "custom.md"
SMALL = 'kind = "custom"\nimage = "host/pilot:1"\n'
TOKEN = "eyJhbGciOiJIUzI1NiJ9.eyJpc3MiOiJwb29sIn0.c2lnbmF0dXJlIG9mIGl0"


def refused(tmp_path: Path, text: str, name: str = "site.toml") -> Trouble:
    file = tmp_path / name
    file.write_text(text)
    with pytest.raises(HeadNodeTrouble) as caught:
        kinds.load(file)
    return caught.value.trouble


def custom(tmp_path: Path, text: str) -> CustomHeadNode:
    file = tmp_path / "site.toml"
    file.write_text(SMALL + text)
    node = kinds.load(file)[1]
    assert isinstance(node, CustomHeadNode)
    return node


def test_the_file_in_the_page_for_sites_needs_no_code(tmp_path: Path) -> None:
    blocks = re.findall(r"```toml\n(.*?)```", PAGE.read_text(), re.DOTALL)
    file = tmp_path / "cms.toml"
    file.write_text(blocks[0])
    entry, node = kinds.load(file)
    assert (entry.name, entry.kind, entry.share, entry.enabled) == ("cms", "custom", 2.0, True)
    assert node.image == Pulled("registry.example.org/cms/volunteer-pilot:stable", 21600.0)
    assert (node.hold_tolerance_s, node.breath_every_s) == (1200.0, math.inf)
    assert entry.folders == Folders(cvmfs=True, cache="/cache")
    order = node.order(())
    assert order.command[0] == "/usr/local/bin/start-pilot"
    assert (order.network, order.work_mb, order.processes) == (True, 2048, 512)
    assert order.secrets == (SecretNeed("pool", "tokens.d/pool"),)
    assert b"CCB_ADDRESS" in order.files["condor/10-site.conf"]
    assert order.environment["CMS_LOCAL_SITE"] == "T3_Volunteers"
    assert CustomHeadNode("cms", entry.values).harvest(99, "").outcome is Outcome.USEFUL


def test_every_key_of_the_kind_is_in_the_page() -> None:
    words = PAGE.read_text()
    for option in (*kinds.entry.COMMON, *kinds.KEYS["custom"]):
        assert f"| `{option.key}` |" in words


def test_a_small_file_has_a_default_for_everything_else(tmp_path: Path) -> None:
    node = custom(tmp_path, "")
    order = node.order(())
    assert (order.command, order.network, order.work_mb, order.processes) == ((), False, 64, 128)
    assert node.harvest(0, "").outcome is Outcome.USEFUL
    assert node.harvest(75, "").outcome is Outcome.EMPTY
    lost = node.harvest(3, "hello\nno such pool\n\n")
    assert lost.outcome is Outcome.LOST
    assert lost.say == "The pilot ended with code 3. Its last words: no such pool"
    assert node.waiting() is None


def test_a_prefix_goes_before_the_command(tmp_path: Path) -> None:
    node = custom(tmp_path, 'prefix = ["parrot_run"]\ncommand = ["work"]\n')
    assert node.order(()).command == ("parrot_run", "work")


@pytest.mark.parametrize(
    "text",
    [
        f'{SMALL}password = "hunter2-hunter2"\n',
        f'{SMALL}pool_token = "hunter2-hunter2"\n',
        f'{SMALL}[environment]\nAPI_KEY = "hunter2-hunter2"\n',
        f'{SMALL}[environment]\nHARMLESS = "{TOKEN}"\n',
        f'{SMALL}[files]\n"a" = "-----BEGIN RSA PRIVATE KEY-----"\n',
        f'kind = "custom"\nimage = {TOKEN}\n',
    ],
)
def test_a_secret_in_the_file_is_refused_and_never_said_again(tmp_path: Path, text: str) -> None:
    trouble = refused(tmp_path, text)
    assert trouble.title == "The head node site holds a secret"
    assert "keyring" in trouble.advice
    assert "hunter2" not in trouble.advice and TOKEN[:12] not in trouble.advice


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("", "kind is missing"),
        ('kind = "boinc"\n', '"boinc". There are: '),
        ("kind = 7\n", "cannot be 7"),
        (f"{SMALL}shares = 2\n", 'Did you mean "share"?'),
        (f"{SMALL}wrok = 2\n[nothing]\nat = 1\n", "line 3"),
        (f"{SMALL}share = 0\n", "line 3: 0 is not a number from 0.01 to 1000"),
        (f"{SMALL}network = 1\n", "1 is not true or false"),
        (f"{SMALL}work_mb = true\n", "true is not a whole number"),
        (f"{SMALL}command = 'ls'\n", "is not a list of texts"),
        (f"{SMALL}useful = [true]\n", "is not a list of whole numbers from 0 to 255"),
        (f"{SMALL}environment = 'a'\n", "is not a table of texts"),
        (f"{SMALL}[environment]\nA = 1\n", "is not a table of texts"),
        (f"{SMALL}= 5\n", "site.toml: "),
        ("a = " + "[" * 3000, "site.toml: "),
        ("# " + "x" * 300_000, "takes no more than"),
        ('kind = "custom"\n', "needs one"),
        (f"{SMALL}prefix = ['p']\n", "Write the command"),
        (f"{SMALL}useful = [3]\nempty = [3]\n", "Choose one"),
        (f"{SMALL}[files]\n'../x' = 'a'\n", "below /run/planctongui"),
        (f"{SMALL}[files]\nx = 'a'\n[secrets]\ns = '/run/planctongui/x'\n", "its own path"),
        (f"{SMALL}[environment]\n'A=B' = 'a'\n", "neither = nor NUL"),
        (f"{SMALL}[binds]\n'/data' = '/work'\n", "choose another"),
        (f"{SMALL}[binds]\n'/etc/ssl' = '/ssl'\n", "never your own"),
        (f"{SMALL}[binds]\n'/' = '/host'\n", "never your own"),
        (f"{SMALL}[binds]\n'/var/run/docker.sock' = '/sock'\n", "never your own"),
        (f"{SMALL}[binds]\n'{Path.home()}/x' = '/mine'\n", "never your own"),
        (f"{SMALL}[binds]\n'/data/../etc' = '/x'\n", "never your own"),
        ('kind = "local"\nimage = "a/b:1"\n', "Take the key image out"),
        (f"{SMALL}cache = 'cache'\n", "line 3: 'cache' is no free place"),
        (f"{SMALL}cache = '/work/x'\n", "no free place"),
        (f"{SMALL}cache = '/cvmfs'\n", "no free place"),
        (f"{SMALL}cache = '/a:b'\n", "no free place"),
        (f"{SMALL}cache = '/c'\n[binds]\n'/data' = '/c'\n", "choose another"),
        (f"{SMALL}cvmfs = true\n[binds]\n'/data' = '/cvmfs'\n", "choose another"),
    ],
)
def test_a_file_that_makes_no_sense_is_refused_with_its_cure(
    tmp_path: Path, text: str, words: str
) -> None:
    trouble = refused(tmp_path, text)
    assert trouble.title.startswith("The head node site ")
    assert words in trouble.advice


def test_a_file_that_cannot_even_be_read_says_why(tmp_path: Path) -> None:
    (tmp_path / "folder.toml").mkdir()
    with pytest.raises(HeadNodeTrouble, match="Is a directory"):
        kinds.load(tmp_path / "folder.toml")
    (tmp_path / "odd.toml").write_bytes(b"\xff\xfe\x00")
    with pytest.raises(HeadNodeTrouble, match="save it as UTF-8"):
        kinds.load(tmp_path / "odd.toml")
    assert "use up to 32 letters" in refused(tmp_path, SMALL, "a b.toml").advice


def test_a_folder_that_a_link_moved_is_looked_at_again_at_each_start(tmp_path: Path) -> None:
    data = Path("/srv") / f"planctongui-test-{os.getpid()}"
    node = custom(tmp_path, f"[binds]\n'{data}' = '/data'\n")
    with pytest.raises(HeadNodeTrouble, match="no such folder"):
        node.order(())
    data.symlink_to("/etc")
    try:
        with pytest.raises(HeadNodeTrouble, match="never your own"):
            node.order(())
    finally:
        data.unlink()


@pytest.mark.parametrize("kind", [SMALL, 'kind = "local"\n'])
def test_pilots_of_any_kind_may_see_cvmfs_and_a_cache(tmp_path: Path, kind: str) -> None:
    file = tmp_path / "site.toml"
    file.write_text(f'{kind}cvmfs = true\ncache = "/var/cache/site"\n')
    assert kinds.load(file)[0].folders == Folders(True, "/var/cache/site")
    file.write_text(kind)
    assert kinds.load(file)[0].folders == Folders()


# The folder ---------------------------------------------------------------------------------------


@pytest.fixture
def folder(tmp_path: Path) -> HeadNodeFolder:
    return HeadNodeFolder(tmp_path / "headnodes", LocalHeadNode(0))


def put(folder: HeadNodeFolder, name: str, text: str) -> None:
    folder.path.mkdir(exist_ok=True)
    (folder.path / name).write_text(text)


def test_without_any_file_the_built_in_head_node_is_in_force(folder: HeadNodeFolder) -> None:
    assert list(folder.current) == ["local"]
    assert not folder.refresh()
    put(folder, "a.toml", SMALL)
    assert folder.refresh()
    assert list(folder.current) == ["a"]
    (folder.path / "a.toml").unlink()
    assert not folder.refresh()  # it may be an editor that saves
    assert folder.refresh()
    assert list(folder.current) == ["local"]


def test_a_damaged_file_is_off_and_the_others_stay_the_same_head_nodes(
    folder: HeadNodeFolder,
) -> None:
    put(folder, "a.toml", SMALL + "share = 3\n")
    put(folder, "b.toml", 'kind = "local"\njobs = 5\n')
    folder.refresh()
    before = folder.current
    assert {name: one.share for name, one in before.items()} == {"a": 3.0, "b": 1.0}
    put(folder, "b.toml", "kind = 'local'\njobs = -5\n")
    assert folder.refresh()
    assert list(folder.current) == ["a"] and folder.current["a"].node is before["a"].node
    assert folder.troubles["b"].title == "The head node b has a jobs that is not possible"
    put(folder, "b.toml", "kind = 'local'\nenabled = false\n")
    assert folder.refresh()
    assert (list(folder.current), dict(folder.troubles)) == (["a"], {})


def test_a_file_that_is_empty_for_an_instant_is_one_that_an_editor_saves(
    folder: HeadNodeFolder,
) -> None:
    put(folder, "a.toml", SMALL)
    folder.refresh()
    put(folder, "a.toml", "")
    assert not folder.refresh()
    put(folder, "a.toml", SMALL + "share = 2\n")
    assert folder.refresh()
    assert folder.current["a"].share == 2.0
    put(folder, "a.toml", "")
    assert [folder.refresh(), folder.refresh()] == [False, True]
    assert list(folder.troubles) == ["a"]


def test_other_files_in_the_folder_are_none_of_ours(folder: HeadNodeFolder) -> None:
    put(folder, "a.toml.removed", "nonsense")
    put(folder, ".a.toml", "nonsense")
    assert not folder.refresh()
    assert list(folder.current) == ["local"]
