"""The stage: what the whole hall reads from eight metres, a question at a time; a window of its own."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from PySide6.QtCore import QByteArray, QRectF, Qt
from PySide6.QtGui import QColor, QFontMetricsF, QPainter, QPaintEvent
from PySide6.QtSvg import QSvgRenderer
from PySide6.QtWidgets import QWidget

from trainer.core.quiz.question import Question
from trainer.core.rounds.board import standings
from trainer.core.rounds.setup import LETTERS, right_letter
from trainer.core.rounds.state import Round
from trainer.core.rounds.summary import RoundSummary
from trainer.ui.kit.sheet import Sheet, paint_sheet
from trainer.ui.theme import Role, Theme

Style = Literal["", "bold", "centred", "bold centred"]
MOST_ROWS = 10
PERCENT = 100


@dataclass(frozen=True, slots=True)
class Door:
    """How phones come in: the address as it is typed, the room code, and the QR code as SVG."""

    url: str
    code: str
    qr: bytes


class StageWindow(QWidget):
    """Shows a round as it stands at an instant; everything is painted, sized by the height of the window."""

    def __init__(self, theme: Theme) -> None:
        super().__init__(None, Qt.WindowType.Window)
        self._theme = theme
        self._round: Round | None = None
        self._now = 0
        self._door: Door | None = None
        self._summary: RoundSummary | None = None
        self.setWindowTitle("早会大屏")
        self.resize(theme.px(64), theme.px(36))

    def show_round(self, round: Round, now: int) -> None:
        """Show the round at an instant (ms)."""
        self._round, self._now = round, now
        self.setAccessibleName(_spoken(round))
        self.update()

    def open_door(self, door: Door | None) -> None:
        """Tell how phones come in; None: they do not."""
        self._door = door
        self.update()

    def show_summary(self, summary: RoundSummary | None) -> None:
        """Tell what the round came to."""
        self._summary = summary
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        colours = self._theme.colours
        painter.fillRect(self.rect(), QColor(colours.paper))
        if self._round is None:
            return
        page = _Page(painter, self._theme, QRectF(self.rect()))
        if self._summary is not None:
            _paint_summary(page, self._summary)
        elif self._round.phase == "lobby":
            _paint_lobby(page, self._round, self._door)
        elif self._round.phase in ("board", "summary"):
            _paint_board(page, self._round)
        else:
            _paint_question(page, self._round, self._now)


@dataclass
class _Page:
    """A painter with the measures of a stage: `unit` is a thirtieth of its height."""

    painter: QPainter
    theme: Theme
    area: QRectF

    @property
    def unit(self) -> float:
        return min(self.area.height() / 30, self.area.width() / 53)

    def box(self, x: float, y: float, wide: float, high: float) -> QRectF:
        """Return a box in units from the upper left."""
        unit = self.unit
        return QRectF(x * unit, y * unit, wide * unit, high * unit)

    @property
    def wide(self) -> float:
        """How many units the page is wide."""
        return self.area.width() / self.unit

    @property
    def high(self) -> float:
        """How many units the page is high."""
        return self.area.height() / self.unit

    def write(self, box: QRectF, words: str, size: float, colour: str, style: Style = "") -> None:
        """Write words into a box, smaller where they would not fit."""
        font = self.theme.font(_BODY, bold="bold" in style)
        centred = "centred" in style
        flags = Qt.TextFlag.TextWordWrap | Qt.AlignmentFlag.AlignVCenter
        flags |= Qt.AlignmentFlag.AlignHCenter if centred else Qt.AlignmentFlag.AlignLeft
        pixels = size * self.unit
        while True:
            font.setPixelSize(max(8, round(pixels)))
            needed = QFontMetricsF(font).boundingRect(box, int(flags), words)
            if (needed.height() <= box.height() and needed.width() <= box.width() + 1) or pixels < self.unit:
                break
            pixels *= 0.92
        self.painter.setFont(font)
        self.painter.setPen(QColor(colour))
        self.painter.drawText(box, int(flags), words)

    def card(self, box: QRectF, fill: str, line: str, width: float = 1) -> None:
        """Paint a card with an edge of so many hairlines."""
        sizes = self.theme.sizes
        sheet = Sheet(fill, line, sizes.hairline * width, sizes.radius_l)
        paint_sheet(self.painter, box, sheet, self.theme)


_BODY: Role = "body"


def _paint_lobby(page: _Page, round: Round, door: Door | None) -> None:
    colours = page.theme.colours
    page.write(page.box(2, 1, page.wide - 4, 3.4), round.setup.title, 2.4, colours.ink, "bold")
    limit = f"，每题 {round.setup.seconds} 秒" if round.setup.seconds else ""
    told = f"{len(round.setup.questions)} 道题{limit}"
    page.write(page.box(2, 4.2, page.wide - 4, 1.8), told, 1.2, colours.sub)
    left = 2.0
    if door is not None:
        side = 15.0
        page.card(page.box(2, 7, side, side), colours.card, colours.line)
        QSvgRenderer(QByteArray(door.qr)).render(page.painter, page.box(2.6, 7.6, side - 1.2, side - 1.2))
        page.write(page.box(2, 22.4, 26, 1.8), door.url, 1.3, colours.ink, "bold")
        page.write(page.box(2, 24.2, 26, 2), f"房间码 {door.code}", 1.5, colours.accent, "bold")
        page.write(page.box(2, 26.4, 26, 1.8), "连接营业厅 Wi-Fi 后扫码", 1.1, colours.sub)
        left = 20.0
    names = "　".join(seat.name for seat in round.players) or "等大家入座……"
    page.write(page.box(left, 7, page.wide - left - 2, 15), names, 1.7, colours.ink)
    seated = f"已入座 {len(round.players)} 位"
    page.write(page.box(left, 22.4, page.wide - left - 2, 2), seated, 1.3, colours.sub)


def _paint_question(page: _Page, round: Round, now: int) -> None:
    question = round.question
    assert question is not None  # the phase says so
    colours = page.theme.colours
    came, could = round.answered
    head = f"第 {round.index + 1} 题，共 {len(round.setup.questions)} 题"
    page.write(page.box(2, 0.8, 24, 2), head, 1.2, colours.sub)
    left = round.left(now)
    state = "暂停" if round.stage.paused else {"closed": "作答截止", "reveal": "答案"}.get(round.phase, "")
    clock = state or ("" if left is None else f"{-(-left // 1000)}")
    page.write(page.box(page.wide - 26, 0.8, 15, 2), f"已答 {came}/{could}", 1.2, colours.sub)
    tone = colours.hot if not state and left is not None and left < 6000 else colours.accent
    page.write(page.box(page.wide - 11, 0.6, 9, 2.6), clock, 2.0, tone, "bold centred")
    page.write(page.box(2, 3.4, page.wide - 4, 6.2), question.stem, 2.3, colours.ink, "bold")
    _paint_choices(page, round, question)
    if round.phase == "reveal":
        source = question.sources[0].quote if question.sources else ""
        why = "　".join(question.explanation)
        page.write(page.box(2, 25.2, page.wide - 4, 2.6), why, 1.1, colours.ink)
        proof = f"出处：{source}" if source else ""
        page.write(page.box(2, 27.8, page.wide - 4, 1.6), proof, 0.8, colours.sub)


def _paint_choices(page: _Page, round: Round, question: Question) -> None:
    colours, revealed = page.theme.colours, round.phase == "reveal"
    wide = (page.wide - 5) / 2
    given = [answer.choice for answer in round.answers.values()]
    for place, choice in enumerate(question.choices):
        letter = LETTERS[place]
        x, y = 2 + (place % 2) * (wide + 1), 10 + (place // 2) * 7.4
        right = revealed and letter == right_letter(question)
        box = page.box(x, y, wide, 6.8)
        fill, line = (colours.good_soft, colours.good) if right else (colours.card, colours.line)
        page.card(box, fill, line, 4 if right else 1)
        mark = "√" if right else letter.upper()
        tone = colours.good if right else colours.accent
        page.write(page.box(x + 0.8, y + 0.6, 2.4, 5.6), mark, 1.9, tone, "bold")
        room = wide - 4.4 - (4.2 if revealed else 0)
        page.write(
            page.box(x + 3.4, y + 0.5, room, 5.8), choice.text, 1.6, colours.ink, "bold" if right else ""
        )
        if revealed and given:
            share = given.count(letter) * PERCENT // len(given)
            told = page.box(x + wide - 4.6, y + 0.5, 4, 5.8)
            page.write(told, f"{share}%", 1.3, colours.sub, "centred")


def _paint_board(page: _Page, round: Round) -> None:
    colours = page.theme.colours
    page.write(page.box(2, 1, page.wide - 4, 3), "得分榜", 2.2, colours.ink, "bold")
    for place, row in enumerate(standings(round)[:MOST_ROWS]):
        y = 5 + place * 2.35
        page.card(page.box(2, y, page.wide - 4, 2.1), colours.card, colours.line)
        page.write(page.box(3, y, 3, 2.1), f"{row.place}", 1.3, colours.accent, "bold")
        page.write(page.box(6, y, page.wide - 26, 2.1), row.name, 1.3, colours.ink, "bold")
        bonus = f"　速度分 {row.speed}" if round.setup.bonus else ""
        told = f"答对 {float(row.right):g}/{row.asked}{bonus}"
        page.write(page.box(page.wide - 20, y, 17, 2.1), told, 1.2, colours.ink)


def _paint_summary(page: _Page, summary: RoundSummary) -> None:
    colours = page.theme.colours
    page.write(page.box(2, 1, page.wide - 4, 3), f"{summary.title}　小结", 2.2, colours.ink, "bold")
    page.write(page.box(2, 4.4, page.wide - 4, 2), "今天全组最弱的三条规则", 1.4, colours.sub)
    for place, weak in enumerate(summary.weakest):
        told = f"{summary.word(weak.rule)}　{round_share(weak.right, weak.answered)}"
        page.write(page.box(2, 7 + place * 3.2, page.wide - 4, 2.8), told, 1.7, colours.ink, "bold")
    came = f"在场 {len(summary.present)} 位"
    away = "、".join(each.name for each in summary.absent)
    page.write(page.box(2, 18, page.wide - 4, 2), came, 1.4, colours.ink)
    missing = f"没来：{away}" if away else "都到了。"
    page.write(page.box(2, 20.2, page.wide - 4, 5), missing, 1.2, colours.sub)
    page.write(page.box(2, 26, page.wide - 4, 2.4), "今天也请多关照。", 1.4, colours.accent)


def round_share(right: int, of: int) -> str:
    """Write a share of right answers with its numbers."""
    return f"{right * PERCENT // of if of else 0}%（{right}/{of}）"


def _spoken(round: Round) -> str:
    question = round.question
    if question is None or round.phase not in ("question", "closed", "reveal"):
        return round.setup.title
    choices: Sequence[str] = [
        f"{letter.upper()} {choice.text}" for letter, choice in zip(LETTERS, question.choices, strict=False)
    ]
    return f"{question.stem}　{'　'.join(choices)}"
