"""The LAN host of a morning round: phones in the hall join by a page that needs no installation.

It may use `trainer.core` and nothing else of the house. `Host` (in `live.host`) is the way in.
"""
