"""The review and the replay of an attempt."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QPushButton
from pytestqt.qtbot import QtBot

from trainer.core.assess import assess
from trainer.core.events import Act
from trainer.core.library import Source
from trainer.core.log import Story, play_back
from trainer.core.mode import Mode
from trainer.core.scenario import Customer, LogRule, Node, Option, Route, Scenario
from trainer.core.telling import model_words, step_words
from trainer.ui.kit.chip import Chip
from trainer.ui.kit.prose import Sentence
from trainer.ui.kit.replay import NOTHING, Replay
from trainer.ui.kit.review import ReviewPage
from trainer.ui.kit.source import SourceNote
from trainer.ui.kit.telling import remarks
from trainer.ui.kit.verdict import Manner, verdict
from trainer.ui.theme import Theme

PROOF = (Source("D2", (28,), "1.起身迎候笑一笑"), Source("D2", (29,), "2.办一安二要做到"))
RIGHT = Option(
    "right",
    "say",
    "您好,请坐!",
    (Route("end"),),
    marks=(2, 0, 1, 0, 0),
    ref="P01",
    steps=("S1",),
    rule="P01",
    proof=PROOF[:1],
)
WRONG = Option(
    "wrong", "do", "把证件收走", (Route("end"),), critical="强收证件", feedback="不能这样。", proof=PROOF[1:]
)
DESK = Customer(
    "wang",
    "王女士",
    "开户",
    "enter",
    {"enter": Node("enter", "你好。", (RIGHT, WRONG)), "end": Node("end", "(走了)", ends="办妥")},
)
RULE = LogRule(
    "steps",
    "S",
    "八步不乱",
    (0, 0, 1, 0, 0),
    ("wang",),
    steps=("S1", "S2"),
    order=(("S1", "S2"),),
    proof=PROOF,
)
SCENARIO = Scenario(
    "x", "", "开户", "", "2004-07-07", "09:10", "台席", "wuhan-2004", (), (), 1, (DESK,), (RULE,), ("没写。",)
)
BEST = (2, 0, 4, 0, 1)


def story(option: str) -> Story:
    return play_back(SCENARIO, [Act(1000, "choose", "wang", option)])


def page_of(qtbot: QtBot, theme: Theme, option: str) -> ReviewPage:
    page = ReviewPage(theme)
    qtbot.addWidget(page)
    page.resize(1280, 800)
    page.show_review(SCENARIO, assess(story(option), BEST), Mode.PRACTICE, 7)
    with qtbot.waitExposed(page):
        page.show()
    return page


def texts(page: ReviewPage) -> str:
    said = [label.text() for label in page.findChildren(QLabel)]
    return "\n".join(said + [sentence.accessibleName() for sentence in page.findChildren(Sentence)])


def test_a_passed_attempt_shows_gate_words_and_proof(qtbot: QtBot, theme: Theme) -> None:
    page = page_of(qtbot, theme, "right")
    assert "合规：通过" in {chip.text() for chip in page.findChildren(Chip)}
    for words in ("你好。", "您好,请坐!", "做得对。", "资料没有写清的地方", "· 没写。", "3 / 3 分"):
        assert words in texts(page)
    assert "“办一安二要做到”" in texts(page), "a step left out is named in words"
    page.findChildren(SourceNote)[0].set_open(True)
    assert "起身迎候笑一笑" in texts(page)


def test_a_critical_act_fails_the_gate_and_comes_first(qtbot: QtBot, theme: Theme) -> None:
    page = page_of(qtbot, theme, "wrong")
    assert "合规：未通过（1 项）" in {chip.text() for chip in page.findChildren(Chip)}
    first = page.findChildren(SourceNote)[0]
    assert first.accessibleName().startswith("强收证件")
    assert "一票否决：强收证件。不能这样。应当说：“您好,请坐!”" in texts(page)


def test_the_review_is_read_and_ended_by_keyboard(qtbot: QtBot, theme: Theme) -> None:
    page = page_of(qtbot, theme, "right")
    bar = page.scroll_bar()
    qtbot.keyClick(page, Qt.Key.Key_End)
    assert bar.value() == bar.maximum() > 0
    qtbot.keyClick(page, Qt.Key.Key_Home)
    assert bar.value() == 0
    with qtbot.waitSignal(page.finished, timeout=1000):
        qtbot.keyClick(page, Qt.Key.Key_Return)
    assert any(button.text() == "完成" for button in page.findChildren(QPushButton))


def test_the_replay_steps_with_the_arrows(qtbot: QtBot, theme: Theme) -> None:
    replay = Replay(theme)
    qtbot.addWidget(replay)
    acts = [Act(0, "hint", "wang"), Act(1000, "choose", "wang", "right")]
    replay.show_story(play_back(SCENARIO, acts))
    assert "看了提示" in replay.accessibleName()
    with qtbot.waitSignal(replay.stepped, timeout=1000):
        qtbot.keyClick(replay, Qt.Key.Key_Right)
    assert replay.at == 1
    assert "对王女士说：您好,请坐!" in replay.accessibleName()
    assert "王女士离开（办妥）" in replay.accessibleName()
    qtbot.keyClick(replay, Qt.Key.Key_Right)
    qtbot.keyClick(replay, Qt.Key.Key_Left)
    assert replay.at == 0


def test_a_replay_of_nothing_says_so(qtbot: QtBot, theme: Theme) -> None:
    replay = Replay(theme)
    qtbot.addWidget(replay)
    replay.show_story(Story(SCENARIO))
    assert any(label.text() == NOTHING for label in replay.findChildren(QLabel))


def test_words_and_times() -> None:
    assert SCENARIO.clock(61_500) == "09:11:01"
    assert step_words(SCENARIO) == {"S1": "起身迎候笑一笑", "S2": "办一安二要做到"}
    assert model_words(SCENARIO)["S1"] == "您好,请坐!"
    told = remarks(story("right").events, SCENARIO, DESK)
    assert [(remark.who, remark.text) for remark in told] == [
        ("aside", "09:10 王女士进门"),
        ("them", "你好。"),
        ("us", "您好,请坐!"),
        ("aside", "(走了)"),
        ("aside", "王女士离开（办妥）"),
    ]


def test_a_verdict_tells_in_words_and_keeps_the_proof_of_the_right_way() -> None:
    assert verdict(RIGHT, (RIGHT,)).tone == "good"
    judged = verdict(WRONG, (RIGHT,))
    assert (judged.tone, judged.word) == ("hot", "一票否决")
    assert judged.sources == PROOF


def test_an_embedded_review_has_neither_title_nor_button(qtbot: QtBot, theme: Theme) -> None:
    page = ReviewPage(theme, embedded=True)
    qtbot.addWidget(page)
    page.resize(1280, 800)
    page.show_review(SCENARIO, assess(story("right"), BEST), Mode.PRACTICE, 7)
    with qtbot.waitExposed(page):
        page.show()
    assert "完成" not in {button.text() for button in page.findChildren(QPushButton) if button.isVisible()}
    assert not any("成绩" in label.text() for label in page.findChildren(QLabel) if label.isVisible())
    page.setFocus()
    with qtbot.waitSignal(page.finished):
        qtbot.keyClick(page, Qt.Key.Key_Return)


def test_what_was_typed_is_shown_with_what_it_keeps(qtbot: QtBot, theme: Theme) -> None:
    act = Act(0, "choose", "wang", "right", "您好", 60)
    assessment = assess(play_back(SCENARIO, [act]), BEST)
    page = ReviewPage(theme)
    qtbot.addWidget(page)
    page.show_review(SCENARIO, assessment, Mode.ASSESSMENT, 7, {})
    said = [label.text() for label in page.findChildren(QLabel)]
    assert any(text.startswith("考核·打字 · ") for text in said)
    assert {"您打字", "您好", "打字，得 60%"} <= set(said)


@pytest.mark.parametrize(
    ("how", "word", "tone", "told"),
    [
        (Manner(True, 100), "做得对", "good", "做得对。"),
        (Manner(True, 60, losses=("① 扣 40 分：缺少「请坐」。",)), "说得不全", "plain", "得 60%。① 扣 40 分"),
        (Manner(True, 0, "F01", ("① 扣 100 分：禁语。",)), "说了禁语", "hot", "一票否决：说了禁语。① 扣"),
    ],
)
def test_the_verdict_on_a_phrase_says_what_was_lost(how: Manner, word: str, tone: str, told: str) -> None:
    judged = verdict(RIGHT, (RIGHT,), how)
    assert (judged.word, judged.tone) == (word, tone)
    assert told in judged.sentence


def test_a_wrong_phrase_that_was_typed_is_repeated() -> None:
    assert "听到的是：" in verdict(WRONG, (RIGHT,), Manner(True)).sentence
    assert "听到的是：" not in verdict(WRONG, (RIGHT,)).sentence
