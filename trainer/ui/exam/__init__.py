"""考核 as a trainee sees it: what there is to sit, and the sitting."""
