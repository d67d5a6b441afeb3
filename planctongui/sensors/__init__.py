"""Is the owner here, and what do they use: the only room with psutil, pynput and Xlib."""
