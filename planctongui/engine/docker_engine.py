"""Pilots as Docker containers, through the docker SDK's plain API client.

For: one call each of the engine's contract. Not for: what a container is made of (`creation`,
`hardening`), what is read of it (`sightings`), images (`images`), the event stream (`watch`),
errors' words (`trouble`). Containers are found by label only; the engine, not our disk, knows which
pilots exist.
"""

from __future__ import annotations

import contextlib
import os
import threading
from collections.abc import Callable, Collection, Iterator
from typing import Any

import docker
import docker.errors
from docker.utils import kwargs_from_env

from planctongui.core.insight import Insight
from planctongui.core.pilot import Phase
from planctongui.core.removal import Remnant
from planctongui.engine import (
    address,
    caches,
    creation,
    glass,
    handover,
    hardening,
    images,
    leftovers,
    pulls,
    removal,
    sightings,
)
from planctongui.engine.counters import Counter, counter_of
from planctongui.engine.group_files import PERIOD_US, GroupFiles, files_of, is_held, quota_us
from planctongui.engine.names import PREFIX, container_name
from planctongui.engine.protocol import (
    NO_PULL,
    EngineTrouble,
    PilotPlan,
    PullPlan,
    Remains,
    Sighting,
)
from planctongui.engine.times import unix_time
from planctongui.engine.trouble import explain, translated
from planctongui.headnodes.protocol import ImageSource, Pulled
from planctongui.tongue import translate


class DockerEngine:
    """See `protocol.Engine` for the contract; `url` "" means Docker's own default."""

    def __init__(self, url: str, instance: str, timeout_s: float, *, apart: bool = False) -> None:
        """`apart`: its pilots are under no group of ours, so nothing holds or counts them."""
        self._url = url
        self._apart = apart
        self._instance = instance
        self._timeout_s = timeout_s
        self.labels = {
            PREFIX + "owner": str(os.getuid()),
            PREFIX + "instance": instance,
        }
        self._mark = f"planctongui-pulled-u{os.getuid()}"
        if instance != "default":
            self._mark += f"-{instance}"
        self._api: docker.APIClient | None = None
        self._opening = threading.Lock()
        self._parent = ""
        self._podman = False
        self._address = ""
        """Where it was last looked for."""
        self._groups: dict[str, GroupFiles] = {}
        self._caching = threading.Lock()
        """No cache is cleared between its choice and the pilot that gets it."""
        self._owned: set[str] = set()
        """Caches that belong to the pilots' user."""

    def client(self) -> docker.APIClient:
        """A connected client; raises what the SDK raises. Call inside `translated`."""
        with self._opening:
            if self._api is None:
                self._api = self._connect()
            return self._api

    def _connect(self) -> docker.APIClient:
        settings: dict[str, Any] = dict(kwargs_from_env())
        if self._url:
            settings = {"base_url": self._url}
        settings.setdefault("base_url", address.usual())
        self._address = str(settings["base_url"])
        if not self._address.startswith(("unix:", "http+unix:")):
            raise EngineTrouble(
                translate("Engine", "The container engine is on another machine"),
                translate(
                    "Engine",
                    "Pilots are watched through this machine's kernel: set [engine] url to a "
                    "unix:// socket, or unset DOCKER_HOST.",
                ),
                down=True,
            )
        timeout_s = max(1, round(self._timeout_s))
        try:
            api = docker.APIClient(version="auto", timeout=timeout_s, **settings)
            with _closed_on_error(api):
                systemd = api.info().get("CgroupDriver") == "systemd"
                self._podman = address.is_podman(api.version())
        except docker.errors.DockerException as error:
            trouble = explain(error, self.which())
            # Who cannot even say who they are is of no use for anything else.
            raise EngineTrouble(trouble.trouble.title, trouble.trouble.advice, down=True) from error
        if not self._apart:
            self._parent = hardening.parent_group(systemd, os.getuid(), self._instance)
        return api

    def close(self) -> None:
        """Free the connections; a later call opens new ones."""
        with self._opening:
            api, self._api = self._api, None
        if api is not None:
            api.close()

    def ping(self) -> None:
        """Ask for a sign of life."""
        with translated(self.which):
            self.client().ping()

    def label_filters(self) -> list[str]:
        """What the engine's own filters take to find our pilots and no one else's."""
        return [f"{key}={value}" for key, value in self.labels.items()]

    def look(self, known: Collection[str]) -> tuple[Sighting, ...]:
        with translated(self.which):
            rows = self.client().containers(all=True, filters={"label": self.label_filters()})
            seen = (self._sighting(row, known) for row in rows)
            return tuple(s for s in seen if s is not None)

    def _sighting(self, row: dict[str, Any], known: Collection[str]) -> Sighting | None:
        labels: dict[str, str] = row.get("Labels") or {}
        pilot = labels.get(PREFIX + "pilot", "")
        if f"/{container_name(pilot)}" not in (row.get("Names") or ()):
            return None  # Labels can come with an image or be copied: orders go by the name.
        phase = sightings.phase_of(row.get("State", ""))
        counter = None
        if phase in (Phase.RUNNING, Phase.HELD) and pilot not in known:
            try:
                found = self.client().inspect_container(row["Id"])
            except docker.errors.NotFound:
                return None
            counter = counter_of(found["State"]["Pid"], found["Id"])
            # The kernel knows better than the engine: its files may have been written directly.
            group = self._remember(pilot, counter)
            quota = found["HostConfig"].get("CpuQuota", 0)
            if is_held(group) if group else 0 < quota <= quota_us(0):
                phase = Phase.HELD
        elif phase is Phase.RUNNING and (group := self.group(pilot)) and is_held(group):
            phase = Phase.HELD
        return sightings.from_row(row, pilot, phase, counter)

    def which(self) -> address.Engine:
        """Which engine it is, by its address and, once it has answered, its own words."""
        named = self._address or self._url or os.environ.get("DOCKER_HOST") or address.usual()
        found = address.engine_at(named)
        return address.PODMAN if self._podman and found is address.DOCKER else found

    def owns_groups(self) -> bool:
        """True when the groups of pilots to come will be ours to write; asks nobody."""
        return os.geteuid() == 0 or self.which().own

    def group(self, pilot: str) -> GroupFiles | None:
        """The control group of a pilot that was seen alive; asks nobody. For any thread."""
        return self._groups.get(pilot)

    def _remember(self, pilot: str, counter: Counter | None) -> GroupFiles | None:
        group = files_of(counter) if counter else None
        if group is not None:
            self._groups[pilot] = group
        return group

    def spawn(self, plan: PilotPlan, may_start: Callable[[], bool]) -> Sighting | None:
        name = container_name(plan.id)
        with translated(self.which):
            api = self.client()
            try:
                with self._caching if plan.folders.cache else contextlib.nullcontext():
                    creation.create(
                        api, plan, self.labels, self._parent, self._cache(api, plan), self._podman
                    )
                if not may_start():
                    self.remove(plan.id)
                    return None
                if handover.wanted(plan):
                    handover.start(api, name, plan, self._timeout_s)
                else:
                    api.start(name)
                if not may_start():  # the owner came back while it started
                    self.pause(plan.id)
                found = api.inspect_container(name)
            except Exception as error:
                # A failed create or start can leave a container behind, but one that had the
                # name before is not ours to remove.
                if not (isinstance(error, docker.errors.APIError) and error.status_code == 409):
                    with contextlib.suppress(EngineTrouble):
                        self.remove(plan.id)
                raise
        counter = counter_of(found["State"]["Pid"], found["Id"])
        self._remember(plan.id, counter)
        return sightings.from_plan(plan, found, counter)

    def _cache(self, api: docker.APIClient, plan: PilotPlan) -> str:
        """The volume with its head node's cache; "" = it gets none."""
        if not plan.folders.cache or not plan.folders.cache_open:
            return ""
        name = caches.newest(api, self.labels, plan.head_node)
        name = name or caches.create(api, self.labels, plan.head_node)
        if name not in self._owned:
            caches.own(api, self.labels, name, plan.image)
            self._owned.add(name)
        return name

    def pause(self, pilot: str) -> None:
        with self._already(409):
            self.client().pause(container_name(pilot))

    def unpause(self, pilot: str) -> None:
        with translated(self.which):
            try:
                self.client().unpause(container_name(pilot))
            except docker.errors.APIError as error:
                # Older engines answer 500 here, newer ones 409: only the words tell.
                if "not paused" not in str(error.explanation):
                    raise

    def set_bandwidth(self, pilot: str, cores: float) -> None:
        group = self.group(pilot)
        if self._podman and group is not None:
            # Podman has no such order, but without root its groups are the owner's to write.
            with contextlib.suppress(OSError):
                group.limit(cores)
                return
        with self._already():
            self.client().update_container(
                container_name(pilot),
                cpu_period=PERIOD_US,
                cpu_quota=quota_us(cores),
            )

    def end(self, pilot: str) -> None:
        self._signal(pilot, "SIGTERM")

    def kill(self, pilot: str) -> None:
        self._signal(pilot, "SIGKILL")

    def _signal(self, pilot: str, name: str) -> None:
        with self._already(404, 409):
            try:
                self.client().kill(container_name(pilot), name)
            except docker.errors.APIError as error:
                # Podman answers 500 for one that has ended.
                if not (self._podman and "can only kill running" in str(error.explanation)):
                    raise

    def said(self, pilot: str) -> str:
        with translated(self.which):
            try:
                return self._log(container_name(pilot))[-65536:].decode("utf-8", "replace")
            except docker.errors.NotFound:
                return ""

    def remains(self, pilot: str) -> Remains | None:
        name = container_name(pilot)
        with translated(self.which):
            try:
                state = self.client().inspect_container(name)["State"]
                log = self._log(name)
            except docker.errors.NotFound:
                return None
        started, ended = unix_time(state["StartedAt"]), unix_time(state["FinishedAt"])
        if started and ended:
            ended = max(started, ended)  # of a short one the end may be noted first
        return Remains(
            exit_code=state["ExitCode"] if started else None,
            log=log[-65536:].decode("utf-8", "replace"),
            started=started,
            ended=ended,
            killed_for_memory=bool(state["OOMKilled"]),
        )

    def _log(self, name: str) -> bytes:
        try:
            log: bytes = self.client().logs(name)  # hardening lets it grow to 1 MB at most
        except docker.errors.APIError as error:
            if error.status_code != 409:
                raise
            return b""  # somebody else is removing it
        return log

    def remove(self, pilot: str) -> None:
        with self._already(404, 409):
            self.client().remove_container(container_name(pilot), v=True, force=True)
        self._groups.pop(pilot, None)

    def ensure_image(self, source: ImageSource, plan: PullPlan = NO_PULL) -> str:
        with translated(self.which):
            if isinstance(source, Pulled):
                return pulls.ensure(self.client(), source, plan, self._mark)
            return images.ensure(self.client(), source, self.labels)

    def remove_images(self, wanted: Collection[str], keep: Collection[str]) -> int:
        with translated(self.which):
            return leftovers.remove(self.client(), self._mark, wanted, keep)

    def cache_gb(self, head_node: str) -> float | None:
        with translated(self.which):
            caches.tidy(self.client(), self.labels, head_node)
            name = caches.newest(self.client(), self.labels, head_node)
            found = {volume: gb for _, volume, gb in caches.sizes(self.client(), self.labels)}
            return found.get(name) if name else 0.0

    def caches(self) -> list[tuple[str, str, float | None]]:
        """(head node, volume, GB) of all caches of this owner; GB None = it cannot be told."""
        with translated(self.which):
            return caches.sizes(self.client(), self.labels)

    def clear_cache(self, head_node: str) -> int:
        with translated(self.which), self._caching:
            return caches.clear(self.client(), self.labels, head_node)

    def insights(self) -> tuple[Insight, ...]:
        """All that can be seen of our living pilots, the oldest first. Raises EngineTrouble."""
        living = [s for s in self.look(()) if s.phase in (Phase.RUNNING, Phase.HELD)]
        with translated(self.which):
            names = [(one.id, container_name(one.id)) for one in living]
            return glass.see(self.client(), names, PREFIX)

    def remove_everything(self) -> tuple[tuple[Remnant, ...], tuple[Remnant, ...]]:
        with translated(self.which):
            pilots = {one.id: container_name(one.id) for one in self.look(())}
            removed = removal.remove(self.client(), pilots, self.label_filters(), self._mark)
            left = removal.find(self.client(), self.label_filters(), self._mark)
            pilots_left = tuple(Remnant("pilot", one.id) for one in self.look(()))
        why = {(one.kind, one.name): one.why for one in removed}
        return (
            tuple(one for one in removed if not one.why),
            tuple(
                Remnant(one.kind, one.name, why.get((one.kind, one.name), ""))
                for one in (*pilots_left, *left)
            ),
        )

    @contextlib.contextmanager
    def _already(self, *statuses: int) -> Iterator[None]:
        """Round one call: these answers mean that what was asked for is so already."""
        with translated(self.which):
            try:
                yield
            except docker.errors.APIError as error:
                if error.status_code not in statuses:
                    raise


@contextlib.contextmanager
def _closed_on_error(api: docker.APIClient) -> Iterator[None]:
    try:
        yield
    except BaseException:
        api.close()
        raise
