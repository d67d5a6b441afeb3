"""Which images the owner lets pilots run: names as Docker writes them, against a list of patterns.

For: reading a name the one way Docker reads it, so that nothing slips past the list by being
written differently. Pure. Not for: pulling (`engine.pulls`).
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from planctongui.tongue import mark

EXAMPLE = "registry.example.org/cms/*"

_HUB = "docker.io"
_PART = r"[a-z0-9]+(?:(?:[._]|__|-+)[a-z0-9]+)*"
_PATH = re.compile(rf"{_PART}(?:/{_PART})*")
_HOST = re.compile(r"[A-Za-z0-9](?:[A-Za-z0-9.-]*[A-Za-z0-9])?(?::[0-9]{1,5})?")
_TAG = re.compile(r"[A-Za-z0-9_][A-Za-z0-9_.-]{0,127}")
_DIGEST = re.compile(r"sha256:[0-9a-f]{64}")
_LONGEST = 400


class BadName(ValueError):
    """This is no image's name or pattern; its text says why, marked in the context "Images"."""


@dataclass(frozen=True, slots=True)
class ImageRules:
    """What the owner settled about images from registries."""

    allow: tuple[str, ...] = ()
    """Patterns as `matches` takes them; () = no image is pulled or run."""
    keep_free_gb: float = 2.0
    """No pull is begun that would find less than this free on Docker's disk, GB (10^9 bytes)."""


@dataclass(frozen=True, slots=True)
class ImageName:
    """An image's name in full."""

    host: str
    """The registry, with its port if there is one: "docker.io" when none was written."""
    path: str
    tag: str
    """ "" for a name with a digest."""
    digest: str
    """ "sha256:..."; "" for a name with a tag."""

    @property
    def repository(self) -> str:
        """Registry and path."""
        return f"{self.host}/{self.path}"

    def at(self, digest: str) -> str:
        """The name of this one content."""
        return f"{self.repository}@{digest}"

    def __str__(self) -> str:
        return self.at(self.digest) if self.digest else f"{self.repository}:{self.tag}"


def parse(text: str) -> ImageName:
    """The name in full. Raises BadName. Of a tag beside a digest only the digest counts."""
    if len(text) > _LONGEST:
        raise BadName(mark("Images", "it is too long"))
    bare, at, digest = text.partition("@")
    if at and not _DIGEST.fullmatch(digest):
        raise BadName(mark("Images", 'its digest is not "sha256:" and 64 digits from 0 to f'))
    slash, colon = bare.rfind("/"), bare.rfind(":")
    tag = ""
    if colon > slash:
        bare, tag = bare[:colon], bare[colon + 1 :]
        if not _TAG.fullmatch(tag):
            raise BadName(mark("Images", "its tag is not possible"))
    host, path = _place(bare)
    if not _PATH.fullmatch(path):
        raise BadName(mark("Images", "it is not host/repository:tag, in small letters"))
    return ImageName(host, path, "" if digest else tag or "latest", digest)


def check_pattern(pattern: str) -> None:
    """Raises BadName for what can be no pattern."""
    matches(parse("a"), pattern)


def matches(name: ImageName, pattern: str) -> bool:
    """True when the image is one of those that the pattern means. Raises BadName.

    "*" all; "host/*" and "host/folder/*" all below; "host/repository" any tag or digest of one
    repository; "host/repository:tag" and "host/repository@sha256:..." one alone;
    "@sha256:..." this content from anywhere.
    """
    if pattern == "*":
        return True
    if pattern.startswith("@"):
        parse(f"a{pattern}")
        return name.digest == pattern[1:]
    if pattern.endswith("/*"):
        host, folder = _place(pattern.removesuffix("*") + "a")
        if not _PATH.fullmatch(folder):
            raise BadName(mark("Images", "it is not host/folder/*, in small letters"))
        return name.host == host and name.path.startswith(folder.removesuffix("a"))
    if "*" in pattern:
        raise BadName(mark("Images", 'a * stands only at its end, as "/*"'))
    wanted = parse(pattern)
    if wanted.repository != name.repository:
        return False
    if wanted.digest:
        return wanted.digest == name.digest
    return ":" not in pattern.rsplit("/", 1)[-1] or wanted.tag == name.tag


def is_allowed(name: ImageName, patterns: Sequence[str]) -> bool:
    """True when one of the patterns means this image. Raises BadName."""
    return any(matches(name, pattern) for pattern in patterns)


def suggestion(name: ImageName) -> str:
    """The narrowest useful pattern that allows the image: its repository, or its one content."""
    return name.at(name.digest) if name.digest else name.repository


def _place(bare: str) -> tuple[str, str]:
    """(host, path) of a name without tag and digest. Raises BadName."""
    first, slash, rest = bare.partition("/")
    if not slash or not ("." in first or ":" in first or first == "localhost"):
        return _HUB, bare if slash else f"library/{bare}"
    if not _HOST.fullmatch(first):
        raise BadName(mark("Images", "its host is not possible"))
    host = first.lower()
    if host == "index.docker.io":
        host = _HUB
    if host == _HUB and "/" not in rest:
        rest = f"library/{rest}"
    return host, rest
