"""Small widgets that two screens share, one per file; each takes the theme it is drawn in."""
