"""The rate tables: plans side by side, a month's bill worked out, and what the hall may accept."""
