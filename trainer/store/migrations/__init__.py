"""How the tables came to be: alembic runs these scripts when a database is older than the program."""
