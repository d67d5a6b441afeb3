"""What planctongui is made of, for pip.

For: name, packages, files and dependencies. Not for: tool settings (`pyproject.toml`) or the
machine's own packages (`packaging/prepare.sh`).
"""

import re
from pathlib import Path

from setuptools import setup

HERE = Path(__file__).parent
VERSION = re.search(
    r'^__version__ = "(.+)"$', (HERE / "planctongui/__init__.py").read_text("utf-8"), re.MULTILINE
)
assert VERSION is not None, "planctongui/__init__.py names no __version__"

setup(
    name="planctongui",
    version=VERSION.group(1),
    description="Lend idle CPU to science from a tray icon, and never notice",
    long_description=(HERE / "README.md").read_text("utf-8"),
    long_description_content_type="text/markdown",
    license="GPL-3.0-or-later",
    classifiers=[
        "Environment :: X11 Applications :: Qt",
        "Intended Audience :: End Users/Desktop",
        "Operating System :: POSIX :: Linux",
        "Programming Language :: Python :: 3",
        "Topic :: Scientific/Engineering",
    ],
    python_requires=">=3.11",
    # The lower bounds are what Debian 12 ships; the tests run on those and on the newest.
    install_requires=[
        "PyQt5>=5.15.9",
        "docker>=5.0.3",
        "psutil>=5.9.4",
        "pynput>=1.7.5",
        "keyring>=23.9.3",
        "SecretStorage>=3.3.3",
        "jeepney>=0.8.0",
        "tomlkit>=0.11.7",
        "python-xlib>=0.33",
    ],
    # How many jobs wait in an HTCondor pool; without it pilots try.
    extras_require={"htcondor": ["htcondor>=24"]},
    packages=[
        "planctongui",
        "planctongui.commands",
        "planctongui.core",
        "planctongui.engine",
        "planctongui.governor",
        "planctongui.headnodes",
        "planctongui.ledger",
        "planctongui.sensors",
        "planctongui.settings",
        "planctongui.spawner",
        "planctongui.vault",
        "planctongui.views",
        "planctongui.words",
        "planctongui.resources",
    ],
    package_dir={"planctongui": "planctongui", "planctongui.resources": "resources"},
    package_data={
        "planctongui.resources": ["icons/*.svg", "translations/*.qm", "pilots/*", "pilots/*/*"]
    },
    entry_points={"console_scripts": ["planctongui = planctongui.__main__:main"]},
    data_files=[
        ("share/applications", ["planctongui.desktop"]),
        ("share/icons/hicolor/scalable/apps", ["resources/icons/planctongui.svg"]),
    ],
    zip_safe=False,
)
