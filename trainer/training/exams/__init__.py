"""考核 as people use it: published, sat, marked, and every mark defended."""
