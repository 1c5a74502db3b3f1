"""What the stage shows between the questions: the lobby, the scoreboard with its movement, the summary."""

from dataclasses import dataclass, replace
from typing import Final

from PySide6.QtCore import QByteArray, QRectF
from PySide6.QtSvg import QSvgRenderer

from trainer.core.rounds.board import Standing, standings
from trainer.core.rounds.state import Round
from trainer.core.rounds.summary import RoundSummary
from trainer.ui.round.canvas import MARGIN, Canvas, part_of, team_colour
from trainer.ui.round.summary import score_told, share_told

ROWS: Final = 10
"""So many lines of the scoreboard stand below one another; twice as many in two columns."""
HIGHEST: Final = 3.6
"""A line of few on the scoreboard is no higher than this, in units."""
QR: Final = 15.0
_JOINER: Final = "\u2060"


@dataclass(frozen=True, slots=True)
class Door:
    """How phones come in: the address as it is typed, the room code, and the QR code as SVG."""

    url: str
    code: str
    qr: bytes


def paint_lobby(page: Canvas, round: Round, door: Door | None) -> None:
    """Paint who is there, and how phones come in."""
    colours = page.theme.colours
    page.write(page.box(MARGIN, 1, page.wide - 4, 3.4), round.setup.title, 2.4, colours.ink, "bold")
    limit = f"，每题 {round.setup.seconds} 秒" if round.setup.seconds else ""
    way = "，知道的先举手" if round.setup.way == "hands" else ""
    told = f"{len(round.setup.questions)} 道题{limit}{way}"
    page.write(page.box(MARGIN, 4.2, page.wide - 4, 1.9), told, 1.3, colours.sub)
    left = MARGIN
    if door is not None:
        _paint_door(page, door)
        left += QR + 3
    room = page.box(left, 7, page.wide - left - MARGIN, QR)
    page.write(room, _names(round) or "等大家入座……", 1.8, colours.ink)
    seated = f"已入座 {len(round.players)} 位"
    page.write(page.box(page.wide - 22, 26.2, 20, 2), seated, 1.4, colours.sub, "right")


def _paint_door(page: Canvas, door: Door) -> None:
    colours = page.theme.colours
    page.card(page.box(MARGIN, 7, QR, QR), page.theme.colours.on_tone, colours.line)
    QSvgRenderer(QByteArray(door.qr)).render(page.painter, page.box(2.6, 7.6, QR - 1.2, QR - 1.2))
    page.write(page.box(MARGIN, 22.4, 28, 1.9), door.url, 1.4, colours.ink, "bold")
    page.write(page.box(MARGIN, 24.3, 28, 2.1), f"房间码 {door.code}", 1.7, colours.accent, "bold")
    page.write(page.box(MARGIN, 26.4, 28, 1.9), "连接营业厅 Wi-Fi 后扫码", 1.2, colours.sub)


def _names(round: Round) -> str:
    """Name everybody, the teams each on its own line; no line breaks inside a name."""
    named = {seat.id: _JOINER.join(seat.name) for seat in round.players}
    if round.setup.by != "teams":
        return "　".join(named.values())
    lines = []
    for team in round.setup.teams:
        names = "　".join(named[seat.id] for seat in round.players if seat.team == team)
        lines.append(f"{team}：{names or '还没有人'}")
    return "\n".join(lines)


def paint_board(page: Canvas, round: Round) -> None:
    """Paint the scoreboard, and who went up or down with the last question."""
    colours, rows = page.theme.colours, standings(round)
    head = "得分榜" if round.index in round.counted or round.index < 0 else "得分榜　本题不计"
    page.write(page.box(MARGIN, 1, page.wide - 4, 3), head, 2.2, colours.ink, "bold")
    before, columns = _before(round), 1 if len(rows) <= ROWS else 2
    wide = (page.wide - 2 * MARGIN - (columns - 1)) / columns
    step = min(HIGHEST, 23.5 / min(ROWS, max(1, len(rows))))
    for place, row in enumerate(rows[: ROWS * columns]):
        box = page.box(MARGIN + (place // ROWS) * (wide + 1), 4.6 + (place % ROWS) * step, wide, step - 0.2)
        _paint_row(page, round, row, box, before.get(row.id, row.place) - row.place)
    if rest := len(rows) - ROWS * columns:
        told = f"另有 {rest} 位，见小结" if rest > 0 else ""
        page.write(page.box(MARGIN, 28.2, page.wide - 4, 1.4), told, 1.0, colours.sub)


def _before(round: Round) -> dict[str, int]:
    """Return the places before the question on the stage; none where it is the first that counts."""
    if round.index not in round.counted or len(round.counted) == 1:
        return {}
    stage = replace(round.stage, revealed=round.stage.revealed - {round.index})
    return {row.id: row.place for row in standings(replace(round, stage=stage))}


def _paint_row(page: Canvas, round: Round, row: Standing, box: QRectF, up: int) -> None:
    """Paint a line of the scoreboard, and by how many places it went up."""
    colours, unit, size = page.theme.colours, page.unit, box.height() / page.unit * 0.62
    page.card(box, colours.card, colours.line)
    if round.setup.teams:
        shade = team_colour(page.theme, round.setup.teams, row.team)
        high = box.height() * 0.56
        bar = QRectF(box.left() + 0.4 * unit, box.center().y() - high / 2, 0.35 * unit, high)
        page.painter.fillRect(bar, shade)
    page.write(part_of(box, unit, 2.2 * unit), f"{row.place}", size, colours.accent, "bold")
    if up:
        tone = colours.good if up > 0 else colours.sub
        page.write(part_of(box, 3.1 * unit, 2.4 * unit), f"{'↑' if up > 0 else '↓'}{abs(up)}", 0.95, tone)
    bonus = f"　速度 {row.speed}" if round.setup.bonus else ""
    needed = (11.5 if round.setup.bonus else 8) * unit
    name = part_of(box, 5.5 * unit, box.width() - 6 * unit - needed)
    page.write(name, row.name, size, colours.ink, "bold")
    told = part_of(box, box.width() - needed - 0.6 * unit, needed)
    page.write(told, f"答对 {score_told(row)}{bonus}", size * 0.9, colours.ink, "right")


def paint_summary(page: Canvas, summary: RoundSummary) -> None:
    """Paint what the round came to."""
    colours = page.theme.colours
    page.write(page.box(MARGIN, 1, page.wide - 4, 3), f"{summary.title}　小结", 2.2, colours.ink, "bold")
    told = "今天全组最弱的三条规则" if summary.weakest else "今天没有答错的规则。"
    page.write(page.box(MARGIN, 4.4, page.wide - 4, 2), told, 1.4, colours.sub)
    for place, weak in enumerate(summary.weakest):
        y, share = 7 + place * 3.2, share_told(weak.right, weak.answered)
        page.write(
            page.box(MARGIN, y, page.wide - 18, 2.8), summary.word(weak.rule), 1.7, colours.ink, "bold"
        )
        figure = page.box(page.wide - 15, y, 15 - MARGIN, 2.8)
        page.write(figure, f"答对 {share}", 1.4, colours.ink, "right")
    _paint_came(page, summary)


def _paint_came(page: Canvas, summary: RoundSummary) -> None:
    colours = page.theme.colours
    best = (summary.teams if summary.by_teams else summary.persons)[:1]
    first = f"　第一名：{best[0].name}（答对 {score_told(best[0])}）" if best and best[0].right else ""
    page.write(
        page.box(MARGIN, 17.6, page.wide - 4, 2), f"在场 {len(summary.present)} 位{first}", 1.4, colours.ink
    )
    away = "、".join(each.name for each in summary.absent)
    missing = f"没来：{away}" if away else "该来的都到了。"
    page.write(page.box(MARGIN, 19.8, page.wide - 4, 5), missing, 1.2, colours.sub)
    page.write(page.box(MARGIN, 26, page.wide - 4, 2.4), "今天也请多关照。", 1.4, colours.accent)
