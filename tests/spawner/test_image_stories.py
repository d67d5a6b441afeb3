"""Whole stories of images and caches: allowed or not, on their way, newer, left over, full."""

from __future__ import annotations

import math

import pytest

from planctongui.core.report import Pulling
from planctongui.core.sheets import AllowImage
from planctongui.core.trouble import Trouble
from planctongui.core.verdict import Reason
from planctongui.enquiries import Enquiries
from planctongui.events import CacheCleared, PauseOrdered, ResumeOrdered
from planctongui.settings import SettingsFile
from planctongui.spawner.head_node_intake import CACHE_AGAIN_S, CACHE_EVERY_S, FIRST_REFRESH_S
from planctongui.wiring import allower
from tests.fakes.house import House

SITE = 'kind = "custom"\nimage = "host.example.org/pilot:1"\n'
IMAGE = "host.example.org/pilot:1"
ALLOWED = '[images]\nallow = ["host.example.org/pilot"]\n'
DAY_S = 86400.0


def allow(house: House, text: str = ALLOWED) -> None:
    house.settings_path.write_text(text)


def titles(house: House) -> list[str]:
    return [trouble.title for trouble in house.last.troubles]


def images(house: House) -> list[str]:
    """The images of the pilots that run."""
    return sorted(house.engine.pilots[pilot].plan.image for pilot in house.engine.running())


@pytest.fixture
def refreshed(house: House) -> House:
    """Four pilots of a head node that wants a newer image looked for each day."""
    allow(house)
    house.head_node("site", f"{SITE}refresh_s = {DAY_S}")
    house.restart()
    house.full()
    return house


def test_an_image_that_is_not_on_the_list_starts_nothing_until_the_owner_allows_it(
    house: House,
) -> None:
    house.head_node("site", SITE)
    house.engine.connect()
    house.until(lambda: titles(house) == [f"The image {IMAGE} is not on your list"])
    assert "image allow host.example.org/pilot" in house.last.troubles[0].advice
    assert house.last.verdict.reason is Reason.NOT_ALLOWED
    assert house.last.head_nodes[0].refused == IMAGE and not house.last.head_nodes[0].failing
    assert house.engine.pilots == {}
    allow(house)
    house.until(lambda: images(house) == [IMAGE] * 4)
    assert titles(house) == []


def test_one_click_allows_the_image_that_was_refused_and_no_other(house: House) -> None:
    house.head_node("site", SITE)
    house.head_node("other", SITE.replace("pilot", "miner"))
    house.engine.connect()
    house.until(lambda: all(one.refused for one in house.last.head_nodes))
    asked = house.engine.calls["ensure_image"]
    house.clock.turn(DAY_S)
    house.step()
    assert house.engine.calls["ensure_image"] == asked, "nothing changes by asking again"
    refused = {one.name: one.refused for one in house.last.head_nodes}
    answered: list[object] = []
    enquiries = Enquiries()
    enquiries.listen(lambda answer: answered.append(answer.content))
    lane = house.hands.books.lane
    allow_it = allower(house.settings_path, house.mailbox.wake)
    enquiries.answer_by(AllowImage, lane, allow_it)
    enquiries.ask(AllowImage(refused["site"]))
    house.until(lambda: answered == [True] and images(house) == [IMAGE] * 4)
    assert {one.name: one.refused for one in house.last.head_nodes} == {**refused, "site": ""}
    assert SettingsFile(house.settings_path, 8).current.images.allow == (IMAGE,)
    house.settings_path.write_text("[images]\nallow = 3\n")
    enquiries.ask(AllowImage(IMAGE))
    house.until(lambda: len(answered) == 2)
    assert isinstance(answered[1], Trouble)
    assert house.settings_path.read_text() == "[images]\nallow = 3\n"


def test_an_image_that_is_taken_off_the_list_starts_no_more_pilots(house: House) -> None:
    allow(house)
    house.head_node("site", SITE)
    house.restart()
    first = house.full()[0]
    allow(house, '[images]\nallow = ["other.example.org/*"]\n')
    house.until(lambda: len(titles(house)) == 1)
    house.engine.exit(first)
    house.until(lambda: first not in house.engine.pilots)
    assert len(house.engine.running()) == 3
    assert house.last.starting == 0


def test_new_pilots_use_the_newer_image_while_old_ones_run_on(refreshed: House) -> None:
    house = refreshed
    old = house.engine.running()
    house.engine.newest = "-newer"
    house.engine.images_in_use = 1
    # The first look comes soon after the start, those after it a day apart.
    looks = house.engine.calls["ensure_image"]
    house.later(FIRST_REFRESH_S, lambda: house.engine.calls["ensure_image"] > looks)
    house.until(lambda: len(house.engine.tidied) >= 2)
    assert house.engine.running() == old
    assert house.engine.tidied[-1] == (frozenset({IMAGE}), frozenset({f"{IMAGE}-newer"}))
    house.engine.exit(old[0])
    house.until(lambda: images(house) == [IMAGE] * 3 + [f"{IMAGE}-newer"])
    # Each pilot that ends may have been the last on the old image.
    house.until(lambda: len(house.engine.tidied) >= 3)
    tidied = len(house.engine.tidied)
    house.engine.images_in_use = 0
    house.engine.exit(old[1])
    house.until(lambda: len(house.engine.tidied) == tidied + 1)
    house.until(lambda: len(house.engine.running()) == 4)
    house.engine.exit(old[2])
    house.until(lambda: images(house) == [IMAGE] + [f"{IMAGE}-newer"] * 3)
    assert len(house.engine.tidied) == tidied + 1, "nothing was left to remove"


def test_what_is_superseded_for_one_head_node_stays_while_another_starts_pilots_from_it(
    refreshed: House,
) -> None:
    house = refreshed
    house.head_node("other", SITE)  # which never looks for a newer one
    house.until(lambda: house.engine.calls["ensure_image"] == 2)
    house.engine.newest = "-newer"
    house.later(FIRST_REFRESH_S, lambda: len(house.engine.tidied) >= 2)
    assert house.engine.tidied[-1][1] == {IMAGE, f"{IMAGE}-newer"}


def test_a_look_that_fails_is_told_and_the_last_good_image_goes_on(refreshed: House) -> None:
    house = refreshed
    house.engine.fail("ensure_image")
    house.later(FIRST_REFRESH_S, lambda: titles(house) == ["Docker refused an order"])
    house.engine.exit(house.engine.running()[0])
    house.until(lambda: len(house.engine.running()) == 4)
    assert images(house) == [IMAGE] * 4
    house.engine.mend()
    house.engine.newest = "-newer"
    house.later(60.0, lambda: titles(house) == [])
    house.engine.exit(house.engine.running()[0])
    house.until(lambda: images(house) == [IMAGE] * 3 + [f"{IMAGE}-newer"])


def test_an_image_that_nothing_starts_from_is_looked_for_again_all_the_same(
    refreshed: House,
) -> None:
    house = refreshed
    house.engine.fail("spawn")
    house.engine.exit(house.engine.running()[0])
    house.until(lambda: "Docker refused an order" in titles(house))
    house.engine.newest = "-mended"
    house.engine.mend()
    house.later(FIRST_REFRESH_S, lambda: f"{IMAGE}-mended" in images(house))


def test_a_pull_is_told_as_it_goes_and_delays_no_other_head_node(house: House) -> None:
    allow(house)
    pull = house.engine.slow("ensure_image", IMAGE)
    house.engine.pulled_so_far = (12_000_000, 40_000_000)
    house.head_node("site", f"{SITE}share = 9")
    house.head_node("small", 'kind = "local"')
    house.restart()
    house.engine.connect()
    house.until(lambda: house.last.pulls != () and house.working_for() == {"small": 4})
    assert house.last.pulls == (Pulling("site", 12.0, 40.0),)
    pull.set()
    house.until(lambda: house.last.pulls == ())
    house.engine.finish_job(house.engine.running()[0])
    house.until(lambda: house.working_for().get("site", 0) == 1)


def test_what_an_earlier_run_left_is_removed_unless_a_damaged_file_may_want_it(
    house: House,
) -> None:
    house.head_node("odd", "kind = ")
    house.head_node("small", 'kind = "local"')
    house.full()
    assert house.engine.tidied == []
    house.head_node("odd", None)
    house.step()
    house.step()
    house.engine.finish_job(house.engine.running()[0])
    house.until(lambda: len(house.engine.tidied) == 1)
    assert house.engine.tidied[0][0] == frozenset()


def test_images_that_cannot_be_removed_are_tried_again(house: House) -> None:
    house.engine.fail("remove_images", RuntimeError("a bug"))
    house.full()
    house.until(lambda: house.engine.calls["remove_images"] == 1)
    house.engine.mend()
    house.engine.finish_job(house.engine.running()[0])
    house.until(lambda: len(house.engine.tidied) == 1)


# Caches -------------------------------------------------------------------------------------------

CACHED = f'{SITE}cache = "/cache"\n'


def caches(house: House) -> list[bool]:
    """Of the pilots that run, whether each got the cache."""
    plans = [house.engine.pilots[pilot].plan for pilot in house.engine.running()]
    assert {plan.folders.cache for plan in plans} <= {"/cache"}
    return sorted(plan.folders.cache_open for plan in plans)


def cached(house: House, more: str = "") -> None:
    """The owner works for a head node that wants a cache."""
    allow(house, f"{ALLOWED}[cache]\nmost_gb = 2\n{more}")
    house.head_node("site", CACHED)
    house.restart()
    house.engine.connect()


def test_no_pilot_starts_before_its_cache_was_measured_once(house: House) -> None:
    measure = house.engine.slow("cache_gb")
    cached(house)
    house.until(lambda: house.engine.calls["cache_gb"] == 1)
    house.until(lambda: house.last.verdict.reason is Reason.PREPARING)
    assert house.engine.pilots == {}
    measure.set()
    house.until(lambda: caches(house) == [True] * 4)


def test_a_full_cache_is_told_and_new_pilots_do_without_until_there_is_room(house: House) -> None:
    cached(house)
    house.until(lambda: caches(house) == [True] * 4)
    house.engine.cached_gb = 2.5
    house.later(CACHE_EVERY_S, lambda: titles(house) == ["The cache of site is full"])
    assert "planctongui cache clear site" in house.last.troubles[0].advice
    house.engine.exit(house.engine.running()[0])
    house.until(lambda: caches(house) == [False, True, True, True])
    assert house.engine.calls["clear_cache"] == 0
    house.engine.cached_gb = 0.0
    house.later(CACHE_AGAIN_S, lambda: titles(house) == [])
    for pilot in house.engine.running():
        house.engine.exit(pilot)
    house.until(lambda: caches(house) == [True] * 4)


def size(house: House) -> float | None:
    """Of the cache, as the window shows it."""
    cache = house.last.head_nodes[0].cache
    assert cache is not None and cache.most_gb == 2
    return cache.gb


def test_the_size_of_a_cache_is_told_and_it_is_cleared_at_a_click(house: House) -> None:
    house.engine.cached_gb = 2.5
    cached(house)
    house.until(lambda: caches(house) == [False] * 4)
    assert size(house) == 2.5
    house.step(PauseOrdered(math.inf))
    assert house.hands.supplies.lane.submit(house.hands.supplies.clear_cache, "site").result() == 0
    house.until(lambda: size(house) == 0.0)
    assert titles(house) == [], "it is told also while nothing is measured"
    house.engine.cached_gb = 0.5
    house.until(lambda: size(house) == 0.5, ResumeOrdered())


def test_a_cache_that_pilots_still_have_is_of_unknown_size_until_it_is_measured(
    house: House,
) -> None:
    cached(house)
    house.until(lambda: caches(house) == [True] * 4)
    assert size(house) == 0.0
    measure = house.engine.slow("cache_gb")
    house.step(CacheCleared("site", left=1), CacheCleared("gone", left=0))
    assert size(house) is None
    measure.set()
    house.until(lambda: size(house) == 0.0)


def test_a_full_cache_is_cleared_where_the_owner_allowed_that(house: House) -> None:
    house.engine.cached_gb = 2.5
    cached(house, 'when_full = "clear"\n')
    house.until(lambda: caches(house) == [True] * 4)
    assert house.engine.calls["clear_cache"] == 1
    assert titles(house) == []


def test_an_owner_who_allows_no_cache_is_not_told_that_it_is_full(house: House) -> None:
    cached(house)
    house.until(lambda: caches(house) == [True] * 4)
    allow(house, f"{ALLOWED}[cache]\nmost_gb = 0\n")
    house.until(lambda: house.engine.calls["cache_gb"] == 2)
    house.engine.exit(house.engine.running()[0])
    house.until(lambda: caches(house) == [False, True, True, True])
    assert titles(house) == []


@pytest.mark.parametrize("why", [None, "refused", "bug"])
def test_a_cache_whose_size_is_not_known_is_told_and_not_given_out(
    house: House, why: str | None
) -> None:
    house.engine.cached_gb = None
    if why is not None:
        house.engine.fail("cache_gb", RuntimeError("a bug") if why == "bug" else None)
    cached(house)
    house.until(lambda: caches(house) == [False] * 4)
    assert titles(house) == ["The size of the cache of site is not known"]
