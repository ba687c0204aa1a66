"""`python -m ceilings`."""

import sys

from ceilings.cli import main

if __name__ == "__main__":
    sys.exit(main())
