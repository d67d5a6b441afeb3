"""The container engine: the only room that knows Docker."""

import contextlib

# Debian 12's Docker SDK asks for distutils, and setuptools answers in its stead with all of itself:
# 14 MB and 0.13 s. The standard library's own is enough. Newer SDKs do not ask at all.
with contextlib.suppress(ImportError, AttributeError):
    import _distutils_hack  # type: ignore[import-not-found, import-untyped, unused-ignore]

    _distutils_hack.remove_shim()
