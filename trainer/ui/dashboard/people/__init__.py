"""The page of people: the list, one person's registration, halls and teams, and importing a list."""
