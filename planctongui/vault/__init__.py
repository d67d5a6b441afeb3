"""Where head nodes' secrets are kept: the keyring, or files of a machine without one."""
