"""Head nodes in words: how one stands, what its last pilot brought, its secrets.

For: the page "Head nodes" and whoever says the same. Pure. Not for: the words of a test
(`headnodes.finding`) or of the whole program (`words`).
"""

from __future__ import annotations

from collections.abc import Sequence

from planctongui.core.sheets import SecretLine, Sheet
from planctongui.core.standing import Cache, Standing
from planctongui.tongue import mark, translate
from planctongui.words import formats, moments

_OUTCOMES = {
    "useful": mark("Head nodes", "did a job"),
    "empty": mark("Head nodes", "found no job"),
    "lost": mark("Head nodes", "failed"),
}
_ANSWERS = {
    "set": mark("Head nodes", "set"),
    "missing": mark("Head nodes", "missing"),
    "locked": mark("Head nodes", "locked"),
    "no service": mark("Head nodes", "no keyring"),
    "unknown": mark("Head nodes", "not known"),
}


def state(standing: Standing | None, sheet: Sheet | None, now: float) -> str:
    """How it stands, in a few words. `now` is Unix time."""
    if sheet is not None and sheet.trouble:
        return translate("Head nodes", "cannot be used")
    if sheet is not None and not sheet.enabled:
        return translate("Head nodes", "switched off")
    if standing is None:
        return translate("Head nodes", "being read")
    if standing.refused:
        return translate("Head nodes", "its image is not allowed")
    until = standing.rests_until
    if until is not None and standing.failing:
        told = translate("Head nodes", "fails; next try at {time}")
        return told.format(time=moments.clock(until, now))
    if not standing.ready:
        return translate("Head nodes", "getting its image")
    if standing.pilots:
        return translate("Head nodes", "%n pilot(s)", n=standing.pilots)
    if standing.waiting == 0:
        return translate("Head nodes", "no work")
    if until is not None:
        told = translate("Head nodes", "no work; next try at {time}")
        return told.format(time=moments.clock(until, now))
    return translate("Head nodes", "ready")


def waiting(standing: Standing | None) -> str:
    """Jobs that wait there."""
    if standing is None or standing.waiting is None:
        return translate("Head nodes", "not known")
    return translate("Head nodes", "%n job(s)", n=standing.waiting)


def last(standing: Standing | None, now: float) -> str:
    """What the last pilot brought, and when."""
    if standing is None or standing.last is None:
        return translate("Head nodes", "none yet")
    what = translate("Head nodes", _OUTCOMES[standing.last.outcome])
    told = translate("Head nodes", "{what} at {time}")
    return told.format(what=what, time=moments.clock(standing.last.at, now))


def rest(standing: Standing | None, share: float, secret: str, now: float) -> str:
    """All that is said of it besides its state, in one line."""
    parts = {
        translate("Head nodes", "Share"): formats.decimal(f"{share:g}"),
        translate("Head nodes", "Waiting"): waiting(standing),
        translate("Head nodes", "Last pilot"): last(standing, now),
        translate("Head nodes", "Secret"): secret,
    }
    return " \N{MIDDLE DOT} ".join(
        f"{what}:\N{NO-BREAK SPACE}{told}" for what, told in parts.items()
    )


def refused(image: str) -> str:
    """That this image (its name in full) is not allowed, and what to do."""
    told = translate(
        "Head nodes",
        "Its image {image} is not on your list of allowed images, so no pilot starts for it. If "
        "you trust it, allow it here: this one image, nothing else.",
    )
    return told.format(image=image)


def cache(found: Cache) -> str:
    """How large its cache is, and may be."""
    most = formats.decimal(f"{found.most_gb:g} GB")
    if found.most_gb <= 0:
        return translate("Head nodes", "Cache: it asks for one, and your settings allow none.")
    if found.gb is None:
        told = translate("Head nodes", "Cache: size not known yet; it may have {most}.")
        return told.format(most=most)
    told = translate("Head nodes", "Cache: {size} of {most}.")
    return told.format(size=formats.decimal(f"{found.gb:.1f} GB"), most=most)


def trial(standing: Standing | None, now: float) -> str:
    """The last test, in words; "" = none was made."""
    if standing is None or standing.trial is None:
        return ""
    if standing.trial.finding is None:
        told = translate(
            "Head nodes",
            "A test pilot has been running since {time}, also while you are here. It may take "
            "three minutes.",
        )
        return told.format(time=moments.clock(standing.trial.began, now))
    found = standing.trial.finding
    told = translate("Head nodes", "Test at {time}: {title} {advice}")
    time = moments.clock(standing.trial.began, now)
    return told.format(time=time, title=found.title, advice=found.advice).strip()


def answer(known: str) -> str:
    """What is `known` of a secret, a vault's Answer, in a word or two."""
    return translate("Head nodes", _ANSWERS[known])


def secret(line: SecretLine) -> str:
    """The state of one secret, without it."""
    told = answer(line.answer)
    if line.answer != "set":
        return f"{told}. {line.words}"
    if not line.fit:
        return f"{translate('Head nodes', 'set, but of no use')}. {line.about}"
    return f"{told}. {line.about}".removesuffix(". ")


def secrets(lines: Sequence[SecretLine]) -> str:
    """All secrets of one head node in a word or two, for the list."""
    if not lines:
        return translate("Head nodes", "needs none")
    bad = next((line for line in lines if line.answer != "set"), None)
    if bad is not None:
        return answer(bad.answer)
    if not all(line.fit for line in lines):
        return translate("Head nodes", "of no use")
    return translate("Head nodes", "set")
