"""`python -m planctongui`."""

import sys

from planctongui.cli import main

if __name__ == "__main__":
    sys.exit(main())
