"""Questions of every form, a desk on records of its own, and the screen before it."""

from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from tests.ui.photos import ROOT, WARM
from trainer.content.shelf import Shelf, load
from trainer.core.library import Source
from trainer.core.quiz.bank import Bank
from trainer.core.quiz.marking import right_answer
from trainer.core.quiz.question import Answer, Blank, Choice, Form, Number, Question
from trainer.core.quiz.template import Ground
from trainer.core.quiz.topics import openings
from trainer.store.database import Store, open_store
from trainer.training.desk import Desk
from trainer.training.hall import Hall
from trainer.training.practice import Practice, title_of
from trainer.training.prompts import Prompts
from trainer.training.recalling import open_phrases
from trainer.training.sitting import Prompt, Sitting, Task, Wish
from trainer.ui.jobs import AtOnce
from trainer.ui.quiz.screen import QuizScreen
from trainer.ui.theme import Theme

ME = "李梅"
BEGIN = datetime(2026, 3, 2, 1, tzinfo=UTC)
PROOF = (Source("D5", (4, 5), "全球通卡50元，预存话费50元"),)
LINES = ("全球通：卡费50元，预存50元", "合计50＋50＝100元")
Press = Callable[..., None]


class Clock:
    """A clock that stands where it was put."""

    def __init__(self) -> None:
        self.now = BEGIN

    def __call__(self) -> datetime:
        return self.now

    def go_on(self, **by: float) -> None:
        self.now += timedelta(**by)


class FakeDesk(Desk):
    """A desk whose questions are those of the tests."""

    def __init__(self, opened: Hall, practice: Practice) -> None:
        super().__init__(opened)
        self._practice = practice


def asked(form: Form, stem: str, **parts: object) -> Question:
    """Write a question out."""
    whole: dict[str, object] = {
        "explanation": LINES,
        "sources": PROOF,
        "skill": "开户费用",
        "difficulty": 2,
        "rule": "opening.全球通",
        "brands": ("全球通",),
    }
    return Question(f"t-{form}", "written", "wuhan-2004", (form,), 1, form, stem, **{**whole, **parts})  # type: ignore[arg-type]


def choices(*texts: str, right: str = "") -> tuple[Choice, ...]:
    """Make choices; `right` are the letters of the right ones."""
    ids = "abcdefghi"[: len(texts)]
    return tuple(
        Choice(id, text, id in right, "" if id in right else "part-only")
        for id, text in zip(ids, texts, strict=True)
    )


STEPS = (
    "起身迎候笑一笑",
    "办一安二要做到",
    "资料录入核对好",
    "双手收银再递票",
    "推荐业务递资料",
    "资料凭证入封套",
    "起身送客再微笑",
)
FORMS: dict[str, Question] = {
    "单选": asked(
        "单选",
        "客户要开一个全球通，卡费和预存一共要交多少？",
        choices=choices("100元", "50元", "资料未写，需查证", "150元", right="a"),
        assumptions=("按2004年6月的开户清单", "不收入网费"),
    ),
    "多选": asked(
        "多选",
        "下面哪些证件可以用来办理个人入网？",
        choices=choices("居民身份证", "学生证", "军官证", "护照", "工作证", right="acd"),
        skill="证件",
        difficulty=1,
    ),
    "判断": asked(
        "判断",
        "客户没有带证件，也可以先开户，过后再补。",
        choices=choices("对", "错", right="b"),
        difficulty=1,
    ),
    "填数": asked(
        "填数",
        "客户开全球通，交来200元。收卡费和预存以后，应找多少元？",
        number=Number(10000, "元", ((15000, "change-of-prepaid"),)),
    ),
    "排序": asked(
        "排序",
        "业务受理的步骤，按先后次序排好。",
        choices=tuple(Choice("abcdefg"[i], STEPS[i]) for i in (3, 0, 5, 1, 6, 2, 4)),
        before=tuple(("abcdefg"[i], "abcdefg"[i + 1]) for i in range(6)),
        skill="工作步骤",
        difficulty=3,
    ),
    "连线": asked(
        "连线",
        "把品牌和开户要交的钱对上。",
        lefts=tuple(Choice(f"l{i}", text) for i, text in enumerate(("全球通", "神州行", "动感地带"))),
        choices=choices("100元", "60元", "80元", "120元"),
        pairs=(("l0", "a"), ("l1", "b"), ("l2", "c")),
    ),
    "填空": asked(
        "填空",
        "把话术补完整：收您（　）元，找您（　）元，请收好钱和发票。",
        blanks=(Blank(("200元",), 20000), Blank(("100元",), 10000)),
        skill="标准用语",
        brands=(),
    ),
}


@pytest.fixture(scope="session")
def shelf() -> Shelf:
    """Return the content that ships."""
    return load(ROOT, WARM)


@pytest.fixture(scope="session")
def bank(shelf: Shelf) -> Bank:
    """Return a bank of one topic, and a question of every form."""
    ground = Ground(shelf.books.edition, shelf.books.library)
    return Bank(ground, FORMS.values(), openings.TEMPLATES)


@pytest.fixture(scope="session")
def prompts(shelf: Shelf) -> Prompts:
    """Return the phrases."""
    return Prompts(open_phrases(ROOT, shelf.books))


@pytest.fixture
def clock() -> Clock:
    """Return the clock of the records."""
    return Clock()


@pytest.fixture
def store(tmp_path: Path, clock: Clock) -> Iterator[Store]:
    """Open records of their own."""
    with open_store(tmp_path, clock) as opened:
        yield opened


@pytest.fixture
def practice(store: Store, bank: Bank, prompts: Prompts) -> Practice:
    """Return practice on these records."""
    return Practice(store, bank, prompts, title_of(bank.ground))


@pytest.fixture
def desk(shelf: Shelf, store: Store, practice: Practice) -> Desk:
    """Return a desk with these questions."""
    return FakeDesk(Hall(shelf, store), practice)


def sitting_of(practice: Practice, tasks: tuple[Task, ...], wish: Wish | None = None) -> Sitting:
    """Sit down to these tasks."""
    begun = practice.begin(ME, Wish("今日到期"), seed=1)
    titles = {task.rule: practice.title(task.rule) for task in tasks}
    return Sitting(begun.person_id, wish or Wish("今日到期"), tasks, titles)


def right(task: Task) -> Answer:
    """Answer right."""
    return Answer(typed=(task.text,)) if isinstance(task, Prompt) else right_answer(task)


def wrong(task: Task) -> Answer:
    """Answer so that something is wrong."""
    if isinstance(task, Prompt):
        return Answer(typed=("你好，" + task.text[: len(task.text) // 2],))
    if task.number:
        return Answer(typed=("150" if task.number.value != 15000 else "151",))
    if task.blanks:
        return Answer(typed=("200", *("12" for _ in task.blanks[1:])))
    if task.form in ("排序", "连线"):
        best = right_answer(task).chosen
        return Answer((best[1], best[0], *best[2:]))
    return Answer((next(choice.id for choice in task.choices if not choice.right),))


def do(practice: Practice, sitting: Sitting, answers: str) -> Sitting:
    """Answer right (r) or wrong (w), one after another."""
    for letter in answers:
        assert sitting.task is not None
        sitting = practice.answer(sitting, (right if letter == "r" else wrong)(sitting.task))
    return sitting


def screen_for(theme: Theme, desk: Desk) -> QuizScreen:
    """Build a screen that works at once."""
    screen = QuizScreen(theme, AtOnce())
    screen.set_desk(desk)
    screen.resize(1280, 800)
    return screen


@pytest.fixture
def screen(qtbot: QtBot, theme: Theme, desk: Desk) -> QuizScreen:
    """Show the screen."""
    made = screen_for(theme, desk)
    qtbot.addWidget(made)
    with qtbot.waitExposed(made):
        made.show()
    return made


@pytest.fixture
def press(qtbot: QtBot, screen: QuizScreen) -> Press:
    """Press a key where the focus is."""

    def press_key(key: Qt.Key, modifier: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
        target: QWidget = QApplication.focusWidget() or screen
        qtbot.keyClick(target, key, modifier)

    return press_key


@pytest.fixture
def sit(screen: QuizScreen, practice: Practice) -> Callable[..., Sitting]:
    """Put tasks on the screen."""

    def begin(*tasks: Task) -> Sitting:
        sitting = sitting_of(practice, tasks)
        screen.open(ME)
        screen.sit_down(sitting)
        return sitting

    return begin
