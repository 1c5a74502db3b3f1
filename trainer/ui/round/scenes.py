"""What stands on the stage: the lobby, a question, its answer, the board and the summary.

All of it is painted once; only what moves while a question is open (see `show_moving`) is painted again.
"""

from dataclasses import dataclass

from PySide6.QtCore import QByteArray, QRectF
from PySide6.QtGui import QColor
from PySide6.QtSvg import QSvgRenderer

from trainer.core.quiz.question import Choice, Question
from trainer.core.rounds.board import Standing, standings
from trainer.core.rounds.setup import LETTERS, right_letter
from trainer.core.rounds.state import Round
from trainer.core.rounds.summary import RoundSummary
from trainer.ui.kit.ring import Ring
from trainer.ui.round.canvas import Canvas

ROWS, COLUMNS = 10, 2
"""So many lines of the board fit one below the other, in at most so many columns."""
PERCENT, A_SECOND = 100, 1000
HIGH, SIDE = 6.2, 4.4
"""How high an answer is, and how wide what is told beside it, in units."""
RING = 6.4
"""How wide the ring of the time is, in units."""


@dataclass(frozen=True, slots=True)
class Door:
    """How phones come in: the address as it is typed, the room code, and the QR code as SVG."""

    url: str
    code: str
    qr: bytes


def show_lobby(page: Canvas, round: Round, door: Door | None) -> None:
    """Show what comes, how phones come in, and who is there."""
    colours = page.theme.colours
    page.write(page.box(2, 1, page.wide - 4, 3.4), round.setup.title, 2.4, colours.ink, "bold")
    limit = f"，每题 {round.setup.seconds} 秒" if round.setup.seconds else ""
    hands = "，举手抢答" if round.setup.way == "hands" else ""
    told = f"{len(round.setup.questions)} 道题{limit}{hands}"
    page.write(page.box(2, 4.2, page.wide - 4, 1.8), told, 1.2, colours.sub)
    left = 2.0
    if door is not None:
        _show_door(page, door)
        left = 20.0
    names = "　".join(seat.name for seat in round.players) or "等大家入座……"
    page.write(page.box(left, 7, page.wide - left - 2, 15), names, 1.7, colours.ink)
    seated = f"已入座 {len(round.players)} 位"
    page.write(page.box(left, 22.4, page.wide - left - 2, 2), seated, 1.3, colours.sub)


def _show_door(page: Canvas, door: Door) -> None:
    colours, side = page.theme.colours, 15.0
    page.card(page.box(2, 7, side, side), colours.card, colours.line)
    QSvgRenderer(QByteArray(door.qr)).render(page.painter, page.box(2.6, 7.6, side - 1.2, side - 1.2))
    page.write(page.box(2, 22.4, 17, 1.8), door.url, 1.3, colours.ink, "bold")
    page.write(page.box(2, 24.2, 17, 2), f"房间码 {door.code}", 1.5, colours.accent, "bold")
    page.write(page.box(2, 26.4, 17, 1.8), "连接营业厅 Wi-Fi 后扫码", 1.1, colours.sub)


def show_question(page: Canvas, round: Round) -> None:
    """Show what is asked; once it is revealed, what is right, why, and where that stands."""
    question = round.question
    assert question is not None  # the phase says so
    colours, revealed = page.theme.colours, round.phase == "reveal"
    head = f"第 {round.index + 1} 题，共 {len(round.setup.questions)} 题"
    page.write(page.box(2, 0.8, 14, 2), head, 1.2, colours.sub)
    page.write(page.box(2, 3, page.wide - 6 - RING, 6.4), question.stem, 2.3, colours.ink, "bold")
    for place, choice in enumerate(question.choices):
        x, y = 2 + (place % 2) * ((page.wide - 3) / 2), 10 + (place // 2) * (HIGH + 0.6)
        _show_choice(page, round, (place, choice), page.box(x, y, (page.wide - 5) / 2, HIGH))
    if revealed:
        _show_why(page, question)
    elif round.setup.way == "hands":
        page.write(page.box(2, 25.2, page.wide - 4, 3), _hands(round), 1.7, colours.accent, "bold")


def _show_choice(page: Canvas, round: Round, at: tuple[int, Choice], box: QRectF) -> None:
    """Show one answer; once it is revealed, whether it is right, and how many chose it."""
    assert round.question is not None
    colours, revealed, (place, choice), unit = page.theme.colours, round.phase == "reveal", at, page.unit
    letter = LETTERS[place]
    right = revealed and letter == right_letter(round.question)
    fill, line = (colours.good_soft, colours.good) if right else (colours.card, colours.line)
    page.card(box, fill, line, 4 if right else 1)
    tone = colours.good if right else colours.accent
    sign = QRectF(box.left() + 0.8 * unit, box.top(), 2.4 * unit, box.height())
    page.write(sign, letter.upper(), 1.9, tone, "bold")
    aside = SIDE * unit if revealed else 0
    words = box.adjusted(3.4 * unit, 0.4 * unit, -0.6 * unit - aside, -0.4 * unit)
    page.write(words, choice.text, 1.6, colours.ink, "bold" if right else "")
    if revealed:
        beside = QRectF(box.right() - aside, box.top(), aside, box.height())
        page.write(beside, _aside(round, letter, right), 1.3, tone if right else colours.sub, "centred")


def _aside(round: Round, letter: str, right: bool) -> str:
    """Say beside an answer that it is right, and which share of the answers it got."""
    given = [answer.choice for answer in round.answers.values()]
    share = f"{given.count(letter) * PERCENT // len(given)}%" if given else ""
    return "\n".join(filter(None, ("正确" if right else "", share)))


def _show_why(page: Canvas, question: Question) -> None:
    colours, y = page.theme.colours, 17 if len(question.choices) <= COLUMNS else 23.4
    source = question.sources[0].quote if question.sources else ""
    page.write(page.box(2, y, page.wide - 4, 26.8 - y), "　".join(question.explanation), 1.4, colours.ink)
    page.write(page.box(2, 27, page.wide - 4, 2.6), f"出处：{source}" if source else "", 1.0, colours.sub)


def _hands(round: Round) -> str:
    """Say whose turn it is, and how many wait."""
    turn = round.turn
    if turn is None:
        return "举手抢答" if round.phase == "question" else ""
    seat = round.seat(turn.seat)
    judged = {verdict.seat for verdict in round.stage.verdicts.get(round.index, ())}
    waiting = sum(hand.seat not in judged for hand in round.hands.get(round.index, ())) - 1
    return f"轮到 {seat.name if seat else ''}" + (f"，后面还有 {waiting} 位" if waiting else "")


def moving_boxes(page: Canvas) -> tuple[QRectF, QRectF]:
    """Return where a question moves while it is open: how many have answered, and the ring."""
    return page.box(16, 0.4, 20, 2.5), page.box(page.wide - RING - 2.5, 1.9, RING + 1, RING + 1)


def show_moving(page: Canvas, round: Round, now: int) -> None:
    """Show how many have answered, and the time that is left, or why none runs."""
    colours = page.theme.colours
    for box in moving_boxes(page):
        page.painter.fillRect(box, QColor(colours.paper))
    came, could = round.answered
    if round.setup.way != "hands":
        page.write(page.box(16, 0.8, 16, 2), f"已答 {came}/{could}", 1.2, colours.sub)
    box, left = page.box(page.wide - RING - 2, 2.4, RING, RING), round.left(now)
    state = "暂停" if round.stage.paused else {"closed": "截止", "reveal": "答案"}.get(round.phase, "")
    if state:
        page.write(box, state, 2.0, colours.accent, "bold centred")
    elif left is not None and round.setup.seconds:
        whole = max(left, round.setup.seconds * A_SECOND)
        Ring.paint_ring(page.painter, box, left / whole, str(-(-left // A_SECOND)), page.theme)


def show_board(page: Canvas, round: Round) -> None:
    """Show who stands where: what was right, and speed as a number of its own."""
    colours, rows = page.theme.colours, standings(round)
    page.write(page.box(2, 1, page.wide - 4, 3), "得分榜", 2.2, colours.ink, "bold")
    columns = 1 if len(rows) <= ROWS else COLUMNS
    wide = (page.wide - 3 - columns) / columns
    for place, row in enumerate(rows[: ROWS * COLUMNS]):
        x, y = 2 + (place // ROWS) * (wide + 1), 5 + (place % ROWS) * 2.35
        page.card(page.box(x, y, wide, 2.1), colours.card, colours.line)
        page.write(page.box(x + 0.8, y, 2.4, 2.1), f"{row.place}", 1.3, colours.accent, "bold")
        told = wide * 0.42
        page.write(page.box(x + 3.2, y, wide - told - 3.6, 2.1), row.name, 1.3, colours.ink, "bold")
        page.write(page.box(x + wide - told, y, told - 0.6, 2.1), _result(round, row), 1.2, colours.ink)
    if len(rows) > ROWS * COLUMNS:
        told_left = f"前 {ROWS * COLUMNS} 名，共 {len(rows)} 位"
        page.write(page.box(2, 28.4, page.wide - 4, 1.4), told_left, 0.9, colours.sub)


def _result(round: Round, row: Standing) -> str:
    bonus = f"　速度分 {row.speed}" if round.setup.bonus else ""
    return f"答对 {float(row.right):.3g}/{row.asked}{bonus}"


def show_summary(page: Canvas, summary: RoundSummary) -> None:
    """Show what the round came to: the weakest rules, and who was there."""
    colours = page.theme.colours
    page.write(page.box(2, 1, page.wide - 4, 3), f"{summary.title}　小结", 2.2, colours.ink, "bold")
    head = "今天全组最弱的三条规则" if summary.weakest else "今天答过的题，全组都答对了。"
    page.write(page.box(2, 4.4, page.wide - 4, 2), head, 1.4, colours.sub)
    for place, weak in enumerate(summary.weakest):
        told = f"{place + 1}. {summary.word(weak.rule)}　{share(weak.right, weak.answered)}"
        page.write(page.box(2, 7 + place * 3.2, page.wide - 4, 2.8), told, 1.7, colours.ink, "bold")
    page.write(page.box(2, 18, page.wide - 4, 2), f"在场 {len(summary.present)} 位", 1.4, colours.ink)
    away = "、".join(each.name for each in summary.absent)
    told_away = f"没来：{away}" if away else ("都到了。" if summary.present else "")
    page.write(page.box(2, 20.2, page.wide - 4, 5), told_away, 1.2, colours.sub)
    page.write(page.box(2, 26, page.wide - 4, 2.4), "今天也请多关照。", 1.4, colours.accent)


def share(right: int, of: int) -> str:
    """Write a share of right answers with its numbers."""
    return f"{right * PERCENT // of if of else 0}%（{right}/{of}）"


def spoken(round: Round) -> str:
    """Say a scene for those who do not see it."""
    question = round.question
    if question is None or round.phase not in ("question", "closed", "reveal"):
        return round.setup.title
    said = (
        f"{letter.upper()} {choice.text}" for letter, choice in zip(LETTERS, question.choices, strict=False)
    )
    return f"{question.stem}　{'　'.join(said)}"
