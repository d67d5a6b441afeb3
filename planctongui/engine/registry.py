"""What a registry says and gives, through Docker: the content of a tag, and the pull itself.

For: two requests of the engine's API with a limit on silence, which the SDK's own pull has not,
and the errors' words. Not for: which image is wanted or kept (`pulls`). Any thread; one that a
registry keeps waiting waits for SILENCE_S at most between two words.
"""

from __future__ import annotations

import contextlib
import json
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

import requests.exceptions
from docker.auth import encode_header

from planctongui.core.allow import ImageName
from planctongui.engine.protocol import EngineTrouble
from planctongui.tongue import translate
from planctongui.vault.secret import Secret

if TYPE_CHECKING:
    from docker import APIClient

SILENCE_S = 60.0
"""A registry that says nothing for so long counts as hung. Docker itself waits 15 s for a door."""

_DENIED = ("unauthorized", "authentication required", "no basic auth", "access denied", "forbidden",
           "incorrect username or password")  # fmt: skip
_GONE = ("manifest unknown", "not found", "name unknown", "no such image")
_FULL = ("no space left on device",)
_FALSE = ("verification failed", "digest mismatch", "unexpected commit digest")


def digest_of(api: APIClient, name: ImageName, login: Secret | None) -> str:
    """The content that the registry gives out under this name now. Raises EngineTrouble."""
    with _told(name, login):
        answer = api.get(
            f"{_door(api)}/distribution/{name}/json", headers=_headers(login), timeout=SILENCE_S
        )
        with contextlib.closing(answer):
            said = _checked(answer, name, login)
            return str(said["Descriptor"]["digest"])


def pull(api: APIClient, name: ImageName, login: Secret | None) -> Iterator[dict[str, Any]]:
    """Docker's messages while it pulls this one content. Raises EngineTrouble; closing it ends
    the pull.
    """
    with _told(name, login):
        answer = api.post(
            f"{_door(api)}/images/create",
            params={"fromImage": name.repository, "tag": name.digest},
            headers=_headers(login),
            stream=True,
            timeout=SILENCE_S,
        )
        with contextlib.closing(answer):
            if not answer.ok:
                _checked(answer, name, login)
            for line in answer.iter_lines():
                message = json.loads(line) if line.strip() else {}
                if "error" in message:
                    raise failed(name, str(message["error"]), login)
                yield message


def failed(name: ImageName, words: str, login: Secret | None) -> EngineTrouble:
    """The trouble for what Docker says of this image."""
    low, said = words.lower(), words.strip().rstrip(".")[:300]
    places = {"image": name, "host": name.host, "words": said}
    if any(word in low for word in _FULL):
        title = translate("Images", "There is no room for a pilot image")
        advice = translate(
            "Images",
            "{image} does not fit on the engine's disk. Make room there; it is tried again later.",
        )
    elif any(word in low for word in _FALSE):
        title = translate("Images", "The image {image} is not what its registry promised")
        advice = translate(
            "Images",
            "The engine says: {words}. It is not used. Tell the site; it is tried again later.",
        )
    elif any(word in low for word in _DENIED) and login is not None:
        title = translate("Images", "The registry {host} refused your login")
        advice = translate(
            "Images",
            "Give it the right one with: planctongui image login {host}. The image is {image}.",
        )
    elif any(word in low for word in _DENIED):
        title = translate("Images", "The registry {host} wants a login, or has no such image")
        advice = translate(
            "Images", "If the site gave you a login for {image}: planctongui image login {host}"
        )
    elif any(word in low for word in _GONE):
        title = translate("Images", "The image {image} is not in its registry")
        advice = translate(
            "Images", "Its tag may have been removed: ask the site. It is tried again later."
        )
    else:
        title = translate("Images", "The image {image} cannot be pulled")
        advice = translate(
            "Images", "The engine says: {words}. It is tried again later; other head nodes go on."
        )
    return EngineTrouble(title.format(**places), advice.format(**places))


def _door(api: APIClient) -> str:
    return f"{api.base_url}/v{api.api_version}"


def _headers(login: Secret | None) -> dict[str, str]:
    """The login for this one request; Docker keeps none of it."""
    if login is None:
        return {}
    user, _, password = login.reveal().decode().partition(":")
    header = encode_header({"username": user, "password": password})
    return {"X-Registry-Auth": header.decode("ascii")}


def _checked(answer: Any, name: ImageName, login: Secret | None) -> dict[str, Any]:
    """What the answer says. Raises EngineTrouble when it is an error."""
    if answer.ok:
        said: dict[str, Any] = answer.json()
        return said
    try:
        words = str(answer.json()["message"])
    except (ValueError, KeyError, TypeError):
        words = f"{answer.status_code} {answer.reason}"
    raise failed(name, words, login)


@contextlib.contextmanager
def _told(name: ImageName, login: Secret | None) -> Iterator[None]:
    """Round a request: silence becomes a sentence. That Docker is away is for its own border."""
    try:
        yield
    except (requests.exceptions.ReadTimeout, requests.exceptions.ConnectionError) as error:
        # Within a stream a read that takes too long comes as an error of the connection.
        if "timed out" not in str(error):
            raise
        raise EngineTrouble(
            translate("Images", "The registry {host} does not answer").format(host=name.host),
            translate(
                "Images",
                "It was silent for {seconds} s. {image} is tried again later; other head nodes "
                "go on.",
            ).format(seconds=f"{SILENCE_S:g}", image=name),
        ) from None
    except (ValueError, KeyError, TypeError) as error:
        raise failed(name, f"something that makes no sense ({error!r})", login) from None
