"""The trade itself: no clock, no files, no chance, no Qt; the standard library only."""
