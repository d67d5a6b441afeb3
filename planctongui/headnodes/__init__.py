"""Head nodes: per kind, what a pilot is told and what came of it."""
