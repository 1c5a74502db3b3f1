"""Reports: what is printed or handed on as a file, made from core objects alone."""
