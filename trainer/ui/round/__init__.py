"""The morning round: the stage for everybody, and the host's desk."""
