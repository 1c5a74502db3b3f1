"""Digits typed one after another, as the number of somebody on the list."""

from dataclasses import dataclass


@dataclass(slots=True)
class Numbers:
    """Of nine people one digit is enough; of more a second one may follow, and 03 is 3 at once."""

    typed: str = ""

    def add(self, digit: str, most: int) -> tuple[int, bool]:
        """Take a digit; return the number (0: nobody's yet), and whether no digit can follow."""
        longer = self.typed + digit
        self.typed = longer if int(longer) <= most else digit
        number = int(self.typed)
        whole = len(self.typed) >= len(str(most)) or number * 10 > most
        if whole:
            self.typed = ""
        return (number if number <= most else 0), whole

    def forget(self) -> None:
        """Begin a new number."""
        self.typed = ""
