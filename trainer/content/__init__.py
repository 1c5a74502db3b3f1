"""Files to core objects: scenarios, phrases and rate tables, with every problem at its line and column."""
