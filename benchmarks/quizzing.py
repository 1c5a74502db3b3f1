"""Questions: generated and proved, for simple templates and for bills, beside the barest loop that makes as
many shuffled choices; a bank made, a paper drawn, an answer marked.
"""

import random
import time
from collections.abc import Callable, Sequence
from hashlib import sha256

from benchmarks.table import Row, print_table
from trainer.content.shelf import load
from trainer.core.quiz.bank import TEMPLATES, Bank
from trainer.core.quiz.blueprint import Blueprint
from trainer.core.quiz.marking import mark, right_answer
from trainer.core.quiz.paper import draw
from trainer.core.quiz.selftest import selftest
from trainer.core.quiz.template import Ground, Template
from trainer.paths import find_places

ROUNDS, SEEDS, PAPER = 5, range(6), 50
BILLS = ("bill.", "price.", "share.")
"""Topics that run the rating for their key and again for each wrong answer."""

DECISIONS = ("accept.", "day.", "papers.")
"""Topics that run the rules of acceptance."""


def best(work: Callable[[], object]) -> float:
    """Return the shortest of some runs in seconds of this thread's own time."""
    times = []
    for _ in range(ROUNDS):
        began = time.thread_time()
        work()
        times.append(time.thread_time() - began)
    return min(times)


def bare(count: int) -> float:
    """Make as many questions that are nothing but an id and four texts in a random order."""

    def make() -> None:
        for number in range(count):
            id = sha256(repr(("t", "e", (number,))).encode()).hexdigest()[:12]
            dice = random.Random(f"0/{id}")
            dice.sample(("甲", "乙", "丙", "丁"), 4)

    return best(make)


def proved(ground: Ground, what: str, templates: Sequence[Template], aim: str) -> Row:
    """Generate and prove every case of some templates; all must pass."""
    tested = selftest(ground, templates, SEEDS)
    assert not tested.failures, str(tested.failures[0])
    took = best(lambda: selftest(ground, templates, SEEDS))
    ratio = took / bare(tested.questions)
    return Row(
        f"{what}: questions made and proved a second", f"{tested.questions / took:,.0f}", f"{ratio:.1f}", aim
    )


def made(ground: Ground) -> Row:
    """Make the bank: the first time, when nothing is remembered of the tables yet, and again."""
    began = time.thread_time()
    bank = Bank(ground)
    first = time.thread_time() - began
    again = best(lambda: Bank(ground))
    what = f"the bank of {len(bank.entries):,} questions: first, again"
    return Row(what, f"{first:.2f}, {again:.2f} s", "", "1.5 s")


def drawn(bank: Bank) -> Row:
    """Draw a paper of everything."""
    took = best(lambda: draw(bank, Blueprint(total=PAPER), 7))
    return Row(f"a paper of {PAPER}", f"{took * 1e3:.1f} ms", "", "100 ms")


def marked(bank: Bank) -> Row:
    """Mark the right answer to each question of a paper."""
    questions = draw(bank, Blueprint(total=PAPER), 7).questions
    answers = [(question, right_answer(question)) for question in questions]
    took = best(lambda: [mark(question, answer) for question, answer in answers])
    return Row("an answer marked", f"{took / PAPER * 1e6:.0f} µs", "", "")


def main() -> None:
    """Measure and print the table."""
    books = load(find_places().content).books
    ground = Ground(books.edition, books.library)
    rows = [made(ground)]
    bills = [template for template in TEMPLATES if template.id.startswith(BILLS)]
    decisions = [template for template in TEMPLATES if template.id.startswith(DECISIONS)]
    simple = [template for template in TEMPLATES if template not in (*bills, *decisions)]
    rows += [
        proved(ground, f"{len(simple)} simple templates", simple, "10,000"),
        proved(ground, f"{len(decisions)} templates on decisions", decisions, ""),
        proved(ground, f"{len(bills)} templates on prices and bills", bills, "500"),
    ]
    bank = Bank(ground)
    rows += [drawn(bank), marked(bank)]
    print_table("Questions", ("what", "measured", "ratio to bare", "aim"), rows)


if __name__ == "__main__":
    main()
