"""planctongui: lend idle CPU to science from a tray icon, and never notice."""

__version__ = "0.1.0"
