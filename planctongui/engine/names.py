"""What our containers and the labels on them are called.

For: whoever finds, makes or removes them. Not for: whose they are (`DockerEngine.labels`).
"""

from __future__ import annotations

PREFIX = "org.planctongui."
"""Of all our labels."""


def container_name(pilot: str) -> str:
    """The container's name: a pilot's id is ours, so no table from one to the other is needed."""
    return f"planctongui-{pilot}"
