"""Observation on the floor: the walk and its sheets, the company's checks, and the final evaluation."""
