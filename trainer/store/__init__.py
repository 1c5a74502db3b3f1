"""The hall's records on disk: people, attempts and an append-only, chained log of every act.

Nothing is imported here, so that a program can name the rows and errors without loading the ORM.
"""
