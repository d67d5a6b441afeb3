"""Which images may be run: what a pattern means, and what must not slip past it."""

from __future__ import annotations

import pytest

from planctongui.core.allow import (
    EXAMPLE,
    BadName,
    check_pattern,
    is_allowed,
    matches,
    parse,
    suggestion,
)

SHA = "sha256:" + "0123456789abcdef" * 4
OTHER = "sha256:" + "0" * 64


@pytest.mark.parametrize(
    ("text", "full"),
    [
        ("busybox", "docker.io/library/busybox:latest"),
        ("busybox:1", "docker.io/library/busybox:1"),
        ("docker.io/busybox", "docker.io/library/busybox:latest"),
        ("index.docker.io/busybox", "docker.io/library/busybox:latest"),
        ("cms/pilot", "docker.io/cms/pilot:latest"),
        ("localhost/pilot", "localhost/pilot:latest"),
        ("127.0.0.1:5000/site/pilot:v1", "127.0.0.1:5000/site/pilot:v1"),
        ("host:5000/pilot", "host:5000/pilot:latest"),
        ("Registry.Example.org/a/b", "registry.example.org/a/b:latest"),
        (f"r.example.org/a@{SHA}", f"r.example.org/a@{SHA}"),
        (f"r.example.org/a:v1@{SHA}", f"r.example.org/a@{SHA}"),
    ],
)
def test_a_name_is_read_as_docker_reads_it(text: str, full: str) -> None:
    assert str(parse(text)) == full
    assert str(parse(str(parse(text)))) == full


@pytest.mark.parametrize(
    "text",
    ["", "No Such", "a/B", "a:", "a:b:c", "a@sha256:12", "a@", "https://a.b/c", "-.x/a", "a" * 401,
     "a/../b", "a//b", "/a", "a.b/", "a:-x"],
)  # fmt: skip
def test_what_is_no_name_is_refused(text: str) -> None:
    with pytest.raises(BadName):
        parse(text)


@pytest.mark.parametrize(
    ("pattern", "image"),
    [
        ("*", "anything/at:all"),
        ("registry.example.org/*", "registry.example.org/a/b/c:v1"),
        (EXAMPLE, "registry.example.org/cms/pilot:v1"),
        (EXAMPLE, f"registry.example.org/cms/pilot@{SHA}"),
        ("cms/*", "cms/pilot"),
        ("cms/*", "docker.io/cms/pilot:2"),
        ("busybox", "docker.io/library/busybox:1.36"),
        ("r.example.org:5000/p", "r.example.org:5000/p:v9"),
        ("r.example.org:5000/p", f"r.example.org:5000/p@{SHA}"),
        ("r.example.org/p:v1", "r.example.org/p:v1"),
        ("r.example.org/p:latest", "r.example.org/p"),
        (f"r.example.org/p@{SHA}", f"r.example.org/p:v1@{SHA}"),
        (f"@{SHA}", f"somewhere/else@{SHA}"),
    ],
)
def test_a_pattern_lets_in_what_it_means(pattern: str, image: str) -> None:
    assert matches(parse(image), pattern)
    assert is_allowed(parse(image), ["x/y", pattern])


@pytest.mark.parametrize(
    ("pattern", "image"),
    [
        ("registry.example.org/*", "registry.example.org.evil.net/a:v1"),
        ("registry.example.org/*", "evil.net/registry.example.org/a"),
        ("registry.example.org/*", "registry.example.org:5000/a"),
        (EXAMPLE, "registry.example.org/cms-evil/pilot"),
        (EXAMPLE, "registry.example.org/cms"),
        ("cms/*", "evil.net/cms/pilot"),
        ("busybox", "evil/busybox"),
        ("busybox", "evil.net/library/busybox"),
        ("r.example.org/p", "r.example.org/pp"),
        ("r.example.org/p", "r.example.org/p/q"),
        ("r.example.org/p:v1", "r.example.org/p:v11"),
        ("r.example.org/p:v1", f"r.example.org/p:v1@{SHA}"),
        (f"r.example.org/p@{SHA}", "r.example.org/p:v1"),
        (f"r.example.org/p@{SHA}", f"r.example.org/p@{OTHER}"),
        (f"@{SHA}", f"r.example.org/p@{OTHER}"),
        (f"@{SHA}", "r.example.org/p"),
    ],
)
def test_nothing_slips_past_a_pattern(pattern: str, image: str) -> None:
    assert not matches(parse(image), pattern)
    assert not is_allowed(parse(image), [pattern])
    assert not is_allowed(parse(image), [])


@pytest.mark.parametrize(
    "pattern", ["", "**", "a*", "a/b*", "*/a", "/*", "A B/*", "@sha256:1", "x:"]
)
def test_what_is_no_pattern_is_refused(pattern: str) -> None:
    with pytest.raises(BadName):
        check_pattern(pattern)


@pytest.mark.parametrize("image", ["busybox:1", "r.example.org:5000/a/b:v1", f"a/b@{SHA}"])
def test_what_is_suggested_allows_the_image(image: str) -> None:
    assert matches(parse(image), suggestion(parse(image)))
