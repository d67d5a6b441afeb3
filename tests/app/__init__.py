"""The whole application, as its owner has it: real desktop, real engine, real pilots."""
