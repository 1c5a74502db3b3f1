"""The figures page: what a hall knows, at a glance, filter by filter."""
