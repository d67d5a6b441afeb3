"""What the owner sees: tray and window. They paint a Report and emit intents, nothing else."""
