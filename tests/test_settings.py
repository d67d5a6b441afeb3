"""The settings file: strict in reading, careful in writing."""

from __future__ import annotations

import os
import tomllib
from pathlib import Path

import pytest

from planctongui.core.allow import ImageRules
from planctongui.core.limits import Limits, Rung
from planctongui.core.schedule import parse
from planctongui.core.wishes import CacheRules
from planctongui.settings import (
    Settings,
    SettingsFile,
    SettingsTrouble,
    default_path,
    options,
    read,
)
from planctongui.settings.lines import line_of

CORES = 4


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "settings.toml"


def trouble(path: Path, text: str) -> str:
    """Title and advice that this text gets."""
    path.write_text(text)
    with pytest.raises(SettingsTrouble) as caught:
        read(path, CORES)
    return f"{caught.value.trouble.title} | {caught.value.trouble.advice}"


def test_without_a_file_the_defaults_hold(path: Path) -> None:
    assert read(path, CORES) == Settings(
        limits=Limits(max_cores=CORES), at_quit="end", engine_url="", hold_by="auto",
        engine_timeout_s=10.0, ignore_desktops=False, local_jobs=0, local_width=15_000_000,
    )  # fmt: skip
    assert not path.exists()


def test_every_key_reaches_its_place(path: Path) -> None:
    path.write_text("""
        version = 1
        [limits]
        max_cores = 3
        rung = "share"
        calm_s = 20
        owner_cpu_percent = 12.5
        keep_memory_mb = 2048
        [presence]
        desktops = "ignore"
        [schedule]
        rules = ["mon 00-01 generous"]
        [pilots]
        cores = 0.5
        memory_mb = 128
        ttl_s = 600
        grace_s = 5
        at_quit = "hold"
        [images]
        allow = ["registry.example.org/*"]
        keep_free_gb = 7
        [cache]
        most_gb = 3
        when_full = "clear"
        [engine]
        url = "unix:///run/other.sock"
        hold_by = "pause"
        timeout_s = 3
        [local]
        jobs = 7
        width = 2000
    """)
    limits = Limits(3, Rung.SHARE, 20.0, 12.5, 2048, 0.5, 128, 600.0, 5.0)
    week = parse(["mon 00-01 generous"])
    settings = read(path, CORES)
    url = "unix:///run/other.sock"
    assert settings == Settings(
        limits, "hold", url, "pause", 3.0, 7, True, 2000, week,
        images=ImageRules(("registry.example.org/*",), 7.0), cache=CacheRules(3.0, True),
    )  # fmt: skip
    assert isinstance(settings.limits.calm_s, float)


@pytest.mark.parametrize("option", options(CORES), ids=lambda option: option.name)
def test_every_option_has_a_good_default_a_sentence_and_says_what_is_allowed(option) -> None:
    assert option.accepts(option.default)
    assert not option.accepts(True)
    assert not option.accepts([1])
    assert option.sentence.endswith(".")
    assert option.allowed()


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("[limits]\n\nmax_cores = 5\n", ["limits.max_cores", "line 3", "5 is not", "0 to 4",
                                         "this machine has 4"]),
        ("[limits]\nmax_cores = -1\n", ["line 2", "-1 is not", "0 to 4"]),
        ("[limits]\nmax_cores = true\n", ["line 2", "true is not a whole number"]),
        ("[limits]\nmax_cores = 2.0\n", ["line 2", "a whole number"]),
        ('[limits]\nmax_cores = "2"\n', ["line 2", '"2" is not']),
        ("[limits]\ncalm_s = nan\n", ["line 2", "nan is not a number from 1 to 3600 seconds"]),
        ("[limits]\ncalm_s = inf\n", ["line 2", "inf is not"]),
        ("# calm_s = 3\n[limits]\n# calm_s = 4\ncalm_s = 0.5\n", ["line 4"]),
        ('[engine]\nurl = """\n[limits]\ncalm_s = 1\n"""\n[limits]\ncalm_s = 0\n', ["line 7"]),
        ("limits = { max_cores = 9 }\n", ["line 1", "9 is not"]),
        ("version = 1\nlimits.max_cores = 9\n", ["line 2", "9 is not"]),
        ("[limits]\nmax_core = 3\n", ["limits.max_core", "line 2", 'Did you mean "max_cores"?']),
        ("max_cores = 3\n", ["line 1", "section [limits]"]),
        ("[pilots]\nmax_cores = 3\n", ["line 2", "section [limits]"]),
        ("[limit]\nmax_cores = 3\n", ["limit", "line 1", 'Did you mean "limits"?']),
        ("[pilots]\nqqq = 1\n", ["line 2", "cores, memory_mb, ttl_s"]),
        ('"limits.max_cores" = 3\n', ["line 1", "not known"]),
        ('[""]\nversion = 1\n', ["line 1", "not known"]),
        ("limits = 3\n", ["line 1", "write [limits]"]),
        ("[[limits]]\nmax_cores = 3\n", ["line 1", "write [limits]"]),
        ("version = 2\n", ["line 1", "newer program"]),
        ('[pilots]\nat_quit = "explode"\n', ["line 2", '"end" or "hold" or "leave"']),
        ('[pilots]\nat_quit = ["end"]\n', ["line 2", "is not"]),
        ("[pilots]\nmemory_mb = 63\n", ["line 2", "from 64"]),
        ("[pilots]\nmemory_mb = 1979-05-27\n", ["line 2", "1979-05-27 is not"]),
        (f"[pilots]\nmemory_mb = 0x{'f' * 5000}\n", ["line 2", "thousands of digits"]),
        (f"[pilots]\nmemory_mb = {'9' * 5000}\n", ["not TOML"]),
        ('[limits]\nrung = "loud"\n', ["line 2", '"loud" is not "quiet" or "share"']),
        ("[schedule]\nrules = [1]\n", ["line 2", "[1] is not a list of texts"]),
        ('[schedule]\nrules = "mon quiet"\n', ["line 2", "is not a list of texts"]),
        ('[schedule]\nrules = [\n  "mon share",\n  # "tue loud"\n  "tue loud",\n]\n',
         ["schedule.rules is not possible", "line 5", '"tue loud"', "quiet, share"]),
        ('[schedule]\nrules = ["mon 8-8 share"]\n', ["line 2", "has no length"]),
        ('[images]\nallow = ["a/b",\n"a*"]\n', ["images.allow is", "line 3", '"a*": a * stands']),
        ('[images]\nkeep_free_gb = -1\n', ["line 2", "a number from 0 to 1000000 GB"]),
        ('[cache]\nwhen_full = "burst"\n', ["line 2", '"stop" or "clear"']),
        ('[schedule]\nrules = ["mon\\tlou\\u0064"]\n', ["line 2", "no level"]),
        (f'[schedule]\nrules = ["{"x" * 5000} share"]\n', ["line 2", "..."]),
        ('["schedule"]\n"rul\\u0065s" = ["mon loud"]\n', ["no level"]),
        ("[limits]\nmax_cores =\n", ["not TOML", "line 2"]),
        ("[limits]\nmax_cores = 1\nmax_cores = 2\n", ["not TOML", "line 3"]),
        ('[engine]\nurl = """\n', ["not TOML", "line 2"]),
        (f"a = {'[' * 5000}", ["not TOML"]),
    ],
)  # fmt: skip
def test_what_is_wrong_is_named_with_key_line_and_cure(
    path: Path, text: str, words: list[str]
) -> None:
    said = trouble(path, text)
    for word in (str(path), *words):
        assert word in said
    assert path.read_text() == text


def test_a_folder_bytes_that_are_no_text_and_a_file_in_the_way_are_told_of(tmp_path: Path) -> None:
    with pytest.raises(SettingsTrouble, match="are a folder"):
        read(tmp_path, CORES)
    latin = tmp_path / "latin.toml"
    latin.write_bytes(b"# fine\n# caf\xe9\n")
    with pytest.raises(SettingsTrouble, match="line 2: save the file as UTF-8"):
        read(latin, CORES)
    with pytest.raises(SettingsTrouble, match="cannot be read"):
        read(latin / "settings.toml", CORES)
    loop = tmp_path / "loop.toml"
    loop.symlink_to(loop)
    with pytest.raises(SettingsTrouble, match="cannot be read"):
        read(loop, CORES)
    assert SettingsFile(loop, CORES).trouble is not None


def test_a_text_saved_with_a_mark_of_its_encoding_is_read(path: Path) -> None:
    path.write_bytes(b"\xef\xbb\xbf[limits]\r\nmax_cores = 2\r\n")
    assert read(path, CORES).limits.max_cores == 2


def test_a_broken_file_leaves_the_last_good_settings_in_force(path: Path) -> None:
    path.write_text("[limits]\nmax_cores = 2\n")
    file = SettingsFile(path, CORES)
    assert not file.refresh()
    path.write_text("[limits]\nmax_cores = two\n")
    assert file.refresh()
    assert file.current.limits.max_cores == 2
    assert file.trouble is not None and "line 2" in file.trouble.advice
    assert not file.refresh()
    path.write_text("[limits]\nmax_cores = 3\n")
    assert file.refresh()
    assert (file.current.limits.max_cores, file.trouble) == (3, None)


def test_a_new_comment_is_no_change(path: Path) -> None:
    path.write_text("[limits]\nmax_cores = 2\n")
    file = SettingsFile(path, CORES)
    path.write_text("# mine\n[limits]\nmax_cores = 2\n")
    assert not file.refresh()


@pytest.mark.parametrize("empty", [True, False])
def test_a_file_that_is_empty_for_an_instant_does_not_free_all_cores(
    path: Path, empty: bool
) -> None:
    path.write_text("[limits]\nmax_cores = 1\n")
    file = SettingsFile(path, CORES)
    path.write_text("") if empty else path.unlink()
    assert not file.refresh()
    path.write_text("[limits]\nmax_cores = 2\n")
    assert file.refresh()
    assert file.current.limits.max_cores == 2
    # One that stays empty or away means the defaults.
    path.write_text("") if empty else path.unlink()
    assert [file.refresh(), file.refresh(), file.refresh()] == [False, True, False]
    assert file.current.limits.max_cores == CORES


OWNERS = """\
# My settings, do not touch
version = 1   # first

[limits]  # what I allow
max_cores = 4      # all of them
calm_s=5

# about pilots
[pilots]
memory_mb = 0x100  # hex on purpose
"""


def test_one_key_is_changed_and_every_comment_stays(path: Path) -> None:
    path.write_text(OWNERS)
    path.chmod(0o640)
    file = SettingsFile(path, CORES)
    file.set("limits", "max_cores", 1)
    assert path.read_text() == OWNERS.replace("max_cores = 4 ", "max_cores = 1 ")
    assert path.stat().st_mode & 0o777 == 0o640
    assert file.current.limits.max_cores == 1
    assert not file.refresh()
    assert os.listdir(path.parent) == [path.name]


def test_a_new_key_joins_its_section_and_a_new_section_the_end(path: Path) -> None:
    path.write_text(OWNERS)
    file = SettingsFile(path, CORES)
    file.set("limits", "owner_cpu_percent", 50.0)
    file.set("engine", "hold_by", "crawl")
    text = path.read_text()
    for line in OWNERS.splitlines():
        assert line in text
    assert tomllib.loads(text)["limits"]["owner_cpu_percent"] == 50.0
    assert file.current.hold_by == "crawl"


@pytest.mark.parametrize(
    "text",
    [
        "limits = { max_cores = 4 }  # inline\n",
        "limits.max_cores = 4 # dotted\n",
        '["limits"]\n"max_cores" = 4 # quoted\n',
        "[limits]\r\nmax_cores = 4 # from another system\r\n",
        "[limits]\nmax_cores = 4 # no end of line",
    ],
)
def test_every_way_to_write_it_can_be_changed(path: Path, text: str) -> None:
    path.write_bytes(text.encode())
    SettingsFile(path, CORES).set("limits", "max_cores", 2)
    assert path.read_bytes().decode() == text.replace("4", "2")


def test_a_link_stays_a_link(path: Path, tmp_path: Path) -> None:
    real = tmp_path / "elsewhere.toml"
    real.write_text(OWNERS)
    path.symlink_to(real)
    SettingsFile(path, CORES).set("limits", "max_cores", 1)
    assert path.is_symlink()
    assert read(real, CORES).limits.max_cores == 1


def test_the_first_change_writes_a_file_that_explains_itself(tmp_path: Path) -> None:
    path = tmp_path / "config" / "planctongui" / "settings.toml"
    file = SettingsFile(path, CORES)
    file.set("limits", "max_cores", 1)
    text = path.read_text()
    assert file.current.limits.max_cores == 1
    assert tomllib.loads(text)["limits"] == {"max_cores": 1}
    for option in options(CORES):
        assert option.key in text
        assert option.section == "" or option.sentence in text


def test_all_defaults_can_be_set_one_after_the_other(path: Path) -> None:
    file = SettingsFile(path, CORES)
    for option in options(CORES):
        file.set(option.section, option.key, option.default)
    assert read(path, CORES) == SettingsFile(path.with_name("none"), CORES).current
    text = path.read_text()
    assert [text.count(f"#   {option.key}: {option.sentence}") for option in options(CORES)] == [
        int(option.section != "") for option in options(CORES)
    ]


def test_a_broken_file_is_not_written_over(path: Path) -> None:
    for text in ("[limits\nmax_cores = 1\n", "[limits]\nmax_core = 1\n"):
        path.write_text(text)
        with pytest.raises(SettingsTrouble, match=r"line \d"):
            SettingsFile(path, CORES).set("limits", "max_cores", 2)
        assert path.read_text() == text


@pytest.mark.parametrize(
    ("section", "key", "value"),
    [("limits", "max_cores", 5), ("limits", "max_cores", True), ("limits", "cores", 1),
     ("", "max_cores", 1), ("pilots", "at_quit", "explode")],
)  # fmt: skip
def test_what_could_not_be_read_back_is_not_written(
    path: Path, section: str, key: str, value: int | str
) -> None:
    with pytest.raises(SettingsTrouble):
        SettingsFile(path, CORES).set(section, key, value)
    assert not path.exists()


def test_a_place_that_cannot_be_written_is_told_of_and_nothing_is_left(tmp_path: Path) -> None:
    with pytest.raises(SettingsTrouble, match="cannot be written"):
        SettingsFile(Path("/proc/planctongui/settings.toml"), CORES).set("limits", "max_cores", 1)
    taken = tmp_path / "settings.toml"
    file = SettingsFile(taken, CORES)
    taken.mkdir()
    with pytest.raises(SettingsTrouble, match="are a folder"):
        file.set("limits", "max_cores", 1)
    with pytest.raises(SettingsTrouble, match="cannot be written"):
        file._write("")
    assert os.listdir(tmp_path) == ["settings.toml"]


def test_the_file_lies_where_xdg_says(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path))
    assert default_path() == tmp_path / "planctongui" / "settings.toml"
    monkeypatch.delenv("XDG_CONFIG_HOME")
    monkeypatch.setenv("HOME", str(tmp_path))
    assert default_path() == tmp_path / ".config/planctongui/settings.toml"


@pytest.mark.parametrize(
    ("text", "section", "key", "line"),
    [
        ("a = 1\n", "", "b", None),
        ("# b\nx = 'b'\nb = [\n1,\n2]\n", "", "b", 3),
        ('x = """\nb = 1\n"""\nb = 2\n', "", "b", 4),
        ("b = [" + "\n" * 60 + "]\n", "", "b", None),
        ("[s]\n[t]\nb = 1\n", "s", "b", None),
        ("s = 1\n[t]\nb = 1\n", "s", "b", None),
    ],
)
def test_the_line_of_a_key_is_right_or_not_told(
    text: str, section: str, key: str, line: int | None
) -> None:
    assert line_of(text, section, key) == line


def test_a_key_that_only_an_escape_spells_is_still_told_of(path: Path) -> None:
    assert "not known" in trouble(path, '"max\\u005fcore" = 1\n')


def test_a_file_that_was_never_readable_is_not_the_owners_word(tmp_path: Path) -> None:
    path = tmp_path / "settings.toml"
    path.write_text("[limits]\nmax_cores = 'few'\n")
    file = SettingsFile(path, 8)
    assert not file.ever_good
    path.write_text("[limits]\nmax_cores = 2\n")
    assert file.refresh()
    assert file.ever_good
    path.write_text("[limits]\nmax_cores = 'many'\n")
    assert file.refresh()
    assert file.ever_good
    assert file.current.limits.max_cores == 2


def test_rung_and_schedule_can_be_written_and_read_back(path: Path) -> None:
    file = SettingsFile(path, CORES)
    file.set("limits", "rung", "generous")
    rules = ("mon-fri 18-08 generous", "sat-sun share")
    file.set("schedule", "rules", rules)
    again = SettingsFile(path, CORES)
    assert again.trouble is None
    assert again.current.limits.rung is Rung.GENEROUS
    assert again.current.schedule == parse(rules)


def test_a_fresh_file_with_a_schedule_can_be_read_back(path: Path) -> None:
    SettingsFile(path, CORES).set("schedule", "rules", ("daily 00-06 off",))
    assert read(path, CORES).schedule == parse(["daily 00-06 off"])


@pytest.mark.parametrize("rules", [("mon loud",), ("",), (1,)])
def test_a_schedule_that_could_not_be_read_back_is_not_written(path: Path, rules) -> None:
    for text in (None, "[limits]\nmax_cores = 2\n"):
        if text:
            path.write_text(text)
        with pytest.raises(SettingsTrouble):
            SettingsFile(path, CORES).set("schedule", "rules", rules)
        assert (path.read_text() if path.exists() else None) == text
