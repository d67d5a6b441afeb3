"""Stand-ins that behave: an engine with pilots that live and die, and an owner moved by hand."""
