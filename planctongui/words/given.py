"""What was given, in words: classes, head nodes, a bar, the whole chart, its energy.

For: the page "Contribution", also for those who hear it. Not for: numbers' forms (`formats`). Pure.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from planctongui.core import energy
from planctongui.core.history import CLASSES, Given, Period, Portion, Step, jobs, of_class
from planctongui.core.wishes import Power
from planctongui.tongue import Phrases, translate
from planctongui.words import formats, moments
from planctongui.words.formats import hours

CLASS: Mapping[str, str] = Phrases(
    lambda: {
        "useful": translate("Contribution", "useful"),
        "empty": translate("Contribution", "found no job"),
        "lost": translate("Contribution", "lost"),
        "open": translate("Contribution", "not ended yet"),
        "held": translate("Contribution", "held"),
    }
)
"""A class, or the time held, in a word or two."""

STEPS: Mapping[Step, str] = Phrases(
    lambda: {
        Step.DAY: translate("Contribution", "day"),
        Step.WEEK: translate("Contribution", "week"),
        Step.MONTH: translate("Contribution", "month"),
        Step.YEAR: translate("Contribution", "year"),
    }
)


def about_classes() -> str:
    """What the classes mean, and how held time is told apart from them."""
    return translate(
        "Contribution",
        "Useful: a job was done. Found no job: the pilot went again. Lost: it failed, or was ended "
        "before its job was done. Held is no CPU time: pilots that ended then had been kept still "
        "for so long; it stands below the line.",
    )


def head_node(name: str) -> str:
    """What the owner reads for a head node; of some pilots that live it may not be known yet."""
    return name or translate("Contribution", "head node not known yet")


def by_head_node(portions: Sequence[Portion]) -> dict[str, float]:
    """CPU seconds by head node, the largest first, those of none last."""
    sums: dict[str, float] = {}
    for one in portions:
        sums[one.head_node] = sums.get(one.head_node, 0.0) + one.cpu_s
    return dict(sorted(sums.items(), key=lambda item: (item[0] == "", -item[1], item[0])))


def bar(step: Step, period: Period) -> str:
    """One period in a sentence."""
    when = moments.period(step, period.start, whole=True)
    return translate("Contribution", "{when}: {what}").format(when=when, what=_what(period))


def _what(period: Period) -> str:
    """What was given in a period: in all, by head node, by class."""
    told = translate("Contribution", "{hours} of CPU").format(hours=hours(period.cpu_s))
    nodes = [
        f"{head_node(name)} {hours(cpu_s)}" for name, cpu_s in by_head_node(period.portions).items()
    ]
    classes = [
        f"{CLASS[outcome]} {hours(cpu_s)}"
        for outcome in CLASSES
        if (cpu_s := of_class(period.portions, outcome)) > 0
    ]
    for more in (nodes, classes):
        told += f"; {', '.join(more)}" if more else ""
    done = translate("Contribution", "%n job(s) done", n=jobs(period.portions))
    held = translate("Contribution", "held {hours}").format(hours=hours(period.held_s))
    return f"{told}; {done}; {held}."


def chart(given: Given, total: Period) -> str:
    """The whole chart in words."""
    if not total.portions:
        return translate("Contribution", "Nothing was given in this time.")
    most = max(given.periods, key=lambda period: period.cpu_s)
    told = translate(
        "Contribution", "Bars of CPU hours by {step}, {count} of them. All: {all} Most: {most}"
    )
    return told.format(
        step=STEPS[given.step],
        count=len(given.periods),
        all=_what(total),
        most=bar(given.step, most),
    )


def cost(cpu_s: float, watts: float, power: Power) -> str:
    """Energy and CO2 of so many CPU seconds."""
    kwh = energy.kwh(cpu_s, watts)
    told = translate("Contribution", "About {energy} of electricity, {co2} of CO2")
    return told.format(
        energy=formats.measure(kwh, "kWh"), co2=formats.weight(kwh * power.co2_g_per_kwh)
    )


def cost_basis(given: Given, power: Power) -> str:
    """What that is reckoned from, and what it leaves out."""
    watts = energy.measured_watts(given.metered)
    if watts is not None:
        told = translate(
            "Contribution",
            "Measured: the processor's own meter said {watts} for a busy core, over {hours} of "
            "pilots' CPU time, its idle power shared in.",
        ).format(watts=formats.measure(watts, "W"), hours=hours(given.metered.cpu_s))
    else:
        told = translate(
            "Contribution",
            "Assumed: {watts} for each busy core, as set here; the processor's own meter has not "
            "been read for long enough, or only root may read it.",
        ).format(watts=formats.decimal(f"{power.core_watts:g} W"))
    beyond = translate(
        "Contribution", "Screen, disks and power supply are not counted, with or without pilots."
    )
    return f"{told} {beyond}"


def watts(given: Given, power: Power) -> float:
    """Watts of a busy core: measured, or as the owner assumes."""
    measured = energy.measured_watts(given.metered)
    return power.core_watts if measured is None else measured
