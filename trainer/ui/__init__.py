"""Everything with a window: the only rooms that know PySide6."""
