"""Small questions to be marked, one of each form."""

from trainer.core.library import Source
from trainer.core.quiz.question import Blank, Choice, Form, Number, Question

SOURCE = Source("D9", (223,), "全球通100元")


def question(form: Form, **said: object) -> Question:
    """Return a question of a form; whatever is not said is as usual."""
    usual: dict[str, object] = {
        "id": "q1",
        "template": "t",
        "edition": "e",
        "case": ("x",),
        "seed": 0,
        "form": form,
        "stem": "问什么？",
        "skill": "资费",
        "difficulty": 1,
        "rule": "P01",
        "explanation": ("因为",),
        "sources": (SOURCE,),
    }
    return Question(**{**usual, **said})  # type: ignore[arg-type]


def chosen(right: str, wrong: str) -> tuple[Choice, ...]:
    """Return right and wrong choices by their ids; each wrong one has a mistake of its own."""
    return (
        *(Choice(id, f"对的{id}", right=True) for id in right),
        *(Choice(id, f"错的{id}", mistake=f"slip-{id}") for id in wrong),
    )


ONE = question("单选", choices=chosen("a", "bc"))
JUDGEMENT = question("判断", choices=(Choice("a", "对", right=True), Choice("b", "错", mistake="slip-b")))
SEVERAL = question("多选", choices=chosen("abc", "de"))
CHAIN = question(
    "排序",
    choices=tuple(Choice(id, f"第{id}") for id in "bdac"),
    before=(("a", "b"), ("b", "c"), ("c", "d")),
)
PARTIAL = question(
    "排序", choices=tuple(Choice(id, f"第{id}") for id in "abcd"), before=(("a", "b"), ("a", "c"))
)
JOINED = question(
    "连线",
    lefts=(Choice("la", "甲"), Choice("lb", "乙"), Choice("lc", "丙")),
    choices=(Choice("a", "一"), Choice("b", "二"), Choice("c", "三", mistake="slip-c")),
    pairs=(("la", "a"), ("lb", "b"), ("lc", "a")),
)
MONEY = question("填数", number=Number(1230, "元", ((1200, "cut"), (2460, "twice"))))
MINUTES = question("填数", number=Number(30, "分钟", ((6, "per-minute"),)))
BLANKS = question(
    "填空",
    blanks=(
        Blank(("请坐", "您请坐"), slips=(("再见", "wrong-moment"),)),
        Blank(("12.30元",), 1230, (("12元", "cut"),)),
    ),
)
EVERY = (ONE, JUDGEMENT, SEVERAL, CHAIN, PARTIAL, JOINED, MONEY, MINUTES, BLANKS)
