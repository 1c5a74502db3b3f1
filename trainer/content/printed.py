"""Prices against the material: an amount in a table must be printed in the quotations it rests on."""

import re
from collections.abc import Iterable
from fractions import Fraction

from trainer.content.page import Page
from trainer.core.check import Trail
from trainer.core.library import Source
from trainer.core.money import price

_NUMBER = re.compile(r"[0-9]+(?:[.。．][0-9]+)?")


def check_printed(page: Page, sources: Iterable[Source], amounts: Iterable[tuple[Fraction, Trail]]) -> None:
    """Tell of each amount but 0 that no quotation prints ("0。4" is 0.4, as misprinted in the material)."""
    quotes = [source.quote for source in sources]
    printed = {number for quote in quotes for number in _numbers(quote)}
    for amount, at in amounts:
        if amount and amount not in printed:
            shown = f"引文是：{'；'.join(quotes)}" if quotes else "它没有引文"
            message = f"「{at[-1]}」的 {price(amount)} 资料里没有印，{shown}"
            page.doubt("Q403", message, "照资料写，或改 cell、sources", at)


def _numbers(quote: str) -> Iterable[Fraction]:
    for found in _NUMBER.findall("".join(quote.split())):
        yield Fraction(re.sub("[。．]", ".", found))
