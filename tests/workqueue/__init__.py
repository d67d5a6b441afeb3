"""Work Queue for real: Debian's manager, catalog server and worker, and pilots in a real engine."""
