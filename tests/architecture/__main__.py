"""Prints every fault the house's own checks find: ``python -m tests.architecture``."""

import sys

from tests.architecture.house import faults

if __name__ == "__main__":
    found = faults()
    for fault in found:
        print(fault)
    print(f"House: {len(found)} faults." if found else "House: sizes, habits and papers are kept.")
    sys.exit(1 if found else 0)
