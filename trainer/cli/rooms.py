"""The one door to heavier rooms: a module is loaded when its verb is called.

This is the house's exception to "no import inside a function" for the command line:
`trainer --help` loads only argparse, `trainer check` neither Qt nor the ORM.
"""

import importlib
from typing import Any


def room(name: str) -> Any:
    """Load the module `name` and return it; what it offers is told in its own types."""
    return importlib.import_module(name)
