"""What an HTCondor IDTOKEN says of itself, read without HTCondor.

For: identity, pool, end and rights of a token, and the refusal of one that cannot work or may do
too much. Not for: its signature (only the pool can check that), nor keeping it: the bytes are
looked at and forgotten, and no message repeats any of them but the names.
"""

from __future__ import annotations

import base64
import binascii
import json
import math
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from planctongui.headnodes.trouble import HeadNodeTrouble
from planctongui.tongue import translate
from planctongui.words import moments

_PREFIX = "condor:/"
NEEDED = frozenset({"ADVERTISE_MASTER", "ADVERTISE_STARTD"})
ALLOWED = NEEDED | {"READ"}
LONGEST = 16 * 1024


class BadToken(HeadNodeTrouble):
    """The token is of no use; `trouble` says why and never what it is."""


@dataclass(frozen=True, slots=True)
class Token:
    """What a token says; nothing secret is in here."""

    identity: str
    """E.g. "pilot@pool.example"."""
    pool: str
    """The trust domain that issued it."""
    issued: float
    """Unix time; -inf = it does not say."""
    expires: float
    """Unix time; inf = never."""
    rights: frozenset[str] | None
    """E.g. {"READ", "ADVERTISE_STARTD"}; None = all that its identity may do."""


def read(content: bytes) -> Token:
    """What the token in a token file says. Raises BadToken; pure, any thread."""
    parts = _only_line(content).split(".")
    if len(parts) != 3 or not all(parts):
        raise BadToken(
            translate("Token", "This is not an HTCondor token"),
            _again(translate("Token", "A token is one long line.")),
        )
    header, claims = _json(parts[0]), _json(parts[1])
    identity, pool = claims.get("sub"), claims.get("iss")
    if "alg" not in header or not isinstance(identity, str) or not isinstance(pool, str):
        raise BadToken(
            translate("Token", "This is not an HTCondor token"),
            _again(translate("Token", "It names no user and pool.")),
        )
    scope = claims.get("scope")
    rights = None
    if isinstance(scope, str):
        rights = frozenset(word.removeprefix(_PREFIX) for word in scope.split())
    return Token(
        identity=_plain(identity),
        pool=_plain(pool),
        issued=_time(claims.get("iat"), -math.inf),
        expires=_time(claims.get("exp"), math.inf),
        rights=rights,
    )


def check(content: bytes, now: float, pool: str = "") -> Token:
    """The same, and that a pilot can and should use it at Unix time `now`. Raises BadToken.

    `pool`: the trust domain it must be for; "" = any.
    """
    token = read(content)
    if token.expires <= now:
        raise BadToken(
            translate("Token", "The HTCondor token has expired"),
            _again(translate("Token", "No pilot can join.")),
        )
    if pool and token.pool.lower() != pool.lower():
        raise BadToken(
            translate("Token", "The HTCondor token is for another pool"),
            translate("Token", "It is for {pool}, the head node is of {wanted}.").format(
                pool=token.pool, wanted=pool
            ),
        )
    if token.rights is None or token.rights - ALLOWED:
        # Whoever runs a job in a pilot could read it, so it must be worth nothing else.
        raise BadToken(
            translate("Token", "The HTCondor token may do too much"),
            _again(translate("Token", "Jobs run beside it in the pilot.")),
        )
    if missing := NEEDED - token.rights:
        raise BadToken(
            translate("Token", "The HTCondor token may do too little"),
            _again(
                translate("Token", "It lacks: {missing}.").format(
                    missing=", ".join(sorted(missing))
                )
            ),
        )
    return token


def sentence(token: Token) -> str:
    """Whom it names, for which pool, and until when: what its owner may see of it."""
    told = {"identity": token.identity, "pool": token.pool, "until": ""}
    try:
        end = datetime.fromtimestamp(token.expires)
        told["until"] = f"{moments.date(end)} {end:%H:%M}"
    except (OverflowError, ValueError, OSError):  # never, or a year that no calendar has
        return translate("Token", "{identity} of the pool {pool}; it does not expire").format(
            **told
        )
    return translate("Token", "{identity} of the pool {pool}, until {until}").format(**told)


def _only_line(content: bytes) -> str:
    """The one line that is neither empty nor a comment."""
    if len(content) > LONGEST:
        raise BadToken(
            translate("Token", "This is not an HTCondor token"),
            translate("Token", "It is far too long."),
        )
    try:
        lines = [line.strip() for line in content.decode("ascii").splitlines()]
    except UnicodeDecodeError:
        raise BadToken(
            translate("Token", "This is not an HTCondor token"),
            translate("Token", "It is not plain text."),
        ) from None
    told = [line for line in lines if line and not line.startswith("#")]
    if len(told) != 1:
        raise BadToken(
            translate("Token", "This is not one HTCondor token"),
            translate("Token", "Exactly one line with a token is needed."),
        )
    return told[0]


def _json(part: str) -> dict[str, Any]:
    try:
        raw = base64.b64decode(part + "=" * (-len(part) % 4), altchars=b"-_", validate=True)
        told = json.loads(raw)
    except (binascii.Error, ValueError, RecursionError):
        told = None
    if not isinstance(told, dict):
        raise BadToken(
            translate("Token", "This is not an HTCondor token"),
            _again(translate("Token", "A part of it is damaged.")),
        )
    return told


def _time(value: object, otherwise: float) -> float:
    if value is None:
        return otherwise
    good = isinstance(value, int | float) and not isinstance(value, bool)
    try:
        number = float(value) if good else math.nan  # type: ignore[arg-type]
    except OverflowError:
        number = math.nan
    if math.isnan(number):
        raise BadToken(
            translate("Token", "This is not an HTCondor token"),
            _again(translate("Token", "Its dates are damaged.")),
        )
    return number


def _plain(name: str) -> str:
    """A name as it may be shown: printable, short."""
    return "".join(letter if letter.isprintable() else "?" for letter in name)[:120]


def _again(why: str) -> str:
    """The same with what to do about it."""
    ask = translate("Token", "Ask the pool's administrator for a new one, made with: {command}.")
    command = "condor_token_create -identity NAME -authz READ -authz ADVERTISE_MASTER"
    return f"{why} {ask.format(command=f'{command} -authz ADVERTISE_STARTD')}"
