"""Questions drawn from the tables, the rules and the phrases: nothing is asked that no source answers."""
