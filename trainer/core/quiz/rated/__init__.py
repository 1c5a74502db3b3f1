"""The tables made ready to be asked: what calls, months and parts of a month cost, and with which slips."""
