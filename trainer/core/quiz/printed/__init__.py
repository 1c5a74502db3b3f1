"""The print, read a second time: keys found from quotations alone, never from the tables' values."""
