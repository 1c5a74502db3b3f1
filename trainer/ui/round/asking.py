"""A question on the stage, and its reveal: the four answers, the right one, why, and the source."""

from dataclasses import dataclass
from typing import Final

from PySide6.QtCore import QRectF

from trainer.core.quiz.question import Choice, Question
from trainer.core.rounds.board import of_teams
from trainer.core.rounds.setup import LETTERS, right_letter
from trainer.core.rounds.state import Round
from trainer.ui.kit.ring import Ring
from trainer.ui.round.canvas import MARGIN, PERCENT, Canvas, part_of, team_colour
from trainer.ui.round.summary import score_told

RING: Final = 5.0
SECOND: Final = 1000
MOST_SOURCES: Final = 150
"""So many characters of quotes are readable; the phones have them all."""
LONG: Final = 28
"""A choice of more characters needs a third line at the reveal."""


@dataclass(frozen=True, slots=True)
class Layout:
    """Where a question stands, in units: the stem, then the choices two by two with their letters."""

    stem: tuple[float, float]
    top: float
    high: float
    stem_size: float
    size: float


def layout_of(page: Canvas, round: Round, question: Question) -> Layout:
    """Return the layout: while it is open all is large, at the reveal there is room for why."""
    if round.phase == "reveal":
        long = any(len(choice.text) > LONG for choice in question.choices)
        return Layout((2.8, 4.6), 7.8, 5.8 if long else 4.1, 1.9, 1.5)
    strip = round.setup.way == "hands" or round.setup.by == "teams"
    high = (page.high - 10.2 - (5.2 if strip else 1)) / 2 - 0.5
    return Layout((3.2, 6.4), 10.2, high, 2.2, 1.8)


STATES: Final = {"closed": "作答截止", "reveal": "答案"}


def clock_box(page: Canvas) -> QRectF:
    """Return where the ring of the time is, or what stands in its place."""
    return page.box(page.wide - MARGIN - RING, 0.5, RING, RING)


def count_box(page: Canvas) -> QRectF:
    """Return where the number of answers is told."""
    return page.box(page.wide - MARGIN - RING - 15, 0.8, 14, 2)


def paint_question(page: Canvas, round: Round) -> None:
    """Paint all of a question that stays while the clock runs."""
    question = round.question
    if question is None:
        return
    colours, revealed = page.theme.colours, round.phase == "reveal"
    laid = layout_of(page, round, question)
    head = f"第 {round.index + 1} 题，共 {len(round.setup.questions)} 题"
    page.write(page.box(MARGIN, 0.8, 24, 2), head, 1.2, colours.sub)
    stem = page.box(MARGIN, laid.stem[0], page.wide - 2 * MARGIN - RING - 1, laid.stem[1])
    page.write(stem, question.stem, laid.stem_size, colours.ink, "bold")
    wide = (page.wide - 2 * MARGIN - 1) / 2
    room = page.box(0, 0, wide - 3.4 - (4.4 if revealed else 1), laid.high - 0.6)
    size = page.size_for(room, (choice.text for choice in question.choices), laid.size)
    for place, choice in enumerate(question.choices):
        x, y = MARGIN + (place % 2) * (wide + 1), laid.top + (place // 2) * (laid.high + 0.5)
        box = page.box(x, y, wide, laid.high)
        _paint_choice(page, round, (LETTERS[place], choice, size), box)
    if revealed:
        rows = (len(question.choices) + 1) // 2
        _paint_why(page, question, laid.top + rows * (laid.high + 0.5) + 0.4)
    elif round.setup.way == "hands":
        _paint_hands(page, round)
    elif round.setup.by == "teams":
        _paint_teams(page, round)


def paint_clock(page: Canvas, round: Round, now: int) -> None:
    """Paint what changes while a question is open: the ring of the time, and the number of answers."""
    left, colours = round.left(now), page.theme.colours
    if round.setup.way == "answers":
        came, could = round.answered
        page.write(count_box(page), f"已答 {came}/{could}", 1.3, colours.sub, "right")
    state = "暂停" if round.stage.paused else STATES.get(round.phase, "")
    box = clock_box(page)
    if state:
        page.write(box, state, 1.4, colours.accent, "bold centred")
    elif left is not None and round.setup.seconds:
        seconds = -(-left // SECOND)
        part = left / (round.setup.seconds * SECOND)
        Ring.paint_ring(page.painter, box, min(1.0, part), str(seconds), page.theme)


def _paint_choice(page: Canvas, round: Round, told: tuple[str, Choice, float], box: QRectF) -> None:
    """Paint an answer; at the reveal with its share, and a tick at the right one."""
    colours, (letter, choice, size), unit = page.theme.colours, told, page.unit
    revealed, edge = round.phase == "reveal", 0.3 * page.unit
    right = revealed and round.question is not None and letter == right_letter(round.question)
    fill, line = (colours.good_soft, colours.good) if right else (colours.card, colours.line)
    page.card(box, fill, line, 4 if right else 1)
    tone, inner = colours.good if right else colours.accent, box.adjusted(0, edge, 0, -edge)
    page.write(part_of(inner, 0.9 * unit, 2.2 * unit), letter.upper(), 1.9, tone, "bold")
    aside = 4.4 * unit if revealed else unit
    words = part_of(inner, 3.4 * unit, inner.width() - 3.4 * unit - aside)
    page.write(words, choice.text, size, colours.ink, "bold" if right else "")
    if revealed:
        side = part_of(inner, inner.width() - aside, aside - 0.8 * unit)
        _paint_share(page, side, _share(round, letter), right)


def _paint_share(page: Canvas, box: QRectF, share: str, right: bool) -> None:
    """Tell how many chose an answer, the tick above it."""
    tick, colours = 1.5 * page.unit, page.theme.colours
    if right:
        top = box.center().y() - (tick if share else tick / 2)
        page.tick(QRectF(box.right() - tick, top, tick, tick), colours.good)
        box = box.adjusted(0, box.height() / 2, 0, 0)
    if share:
        page.write(box, share, 1.2, colours.sub, "right")


def _share(round: Round, letter: str) -> str:
    """Tell how many of the answers were this one."""
    given = [answer.choice for answer in round.answers.values()]
    return f"{given.count(letter) * PERCENT // len(given)}%" if given else ""


def _paint_why(page: Canvas, question: Question, top: float) -> None:
    """Write why, and below it the source: the more room, the larger."""
    colours, wide = page.theme.colours, page.wide - 2 * MARGIN
    room, proof = page.high - 0.6 - top, _proof(question)
    why = ("\n" if len(question.explanation) < 4 else "　").join(question.explanation)
    part = room * len(why) / max(1, len(why) + len(proof) * 0.65)
    page.write(page.box(MARGIN, top, wide, part), why, 1.35, colours.ink)
    page.write(page.box(MARGIN, top + part, wide, room - part), proof, 1.0, colours.sub)


def _proof(question: Question) -> str:
    """Quote the sources, as many as can be read; the first one always."""
    quotes = list(dict.fromkeys(source.quote for source in question.sources if source.quote))
    while len(quotes) > 1 and len("；".join(quotes)) > MOST_SOURCES:
        quotes.pop()
    return f"出处：{'；'.join(quotes)}" if quotes else ""


def _paint_hands(page: Canvas, round: Round) -> None:
    """Tell whose turn it is, and who comes next."""
    colours, y = page.theme.colours, page.high - 4.6
    said = {each.seat: each.right for each in round.stage.verdicts.get(round.index, ())}
    won = next((seat for seat, right in said.items() if right), "")
    turn = round.turn.seat if round.turn and not won else won
    seat = round.seat(turn) if turn else None
    row = [hand.seat for hand in round.hands.get(round.index, ())]
    waiting = [each.name for id in row if id not in said and id != turn and (each := round.seat(id))]
    told = "知道的请举手" if seat is None else f"{seat.name} 答对了" if won else f"请 {seat.name} 回答"
    fill = colours.good_soft if won else colours.accent_soft
    page.card(page.box(MARGIN, y, page.wide - 2 * MARGIN, 3.8), fill, colours.line)
    page.write(page.box(MARGIN + 1, y + 0.3, 20, 3.0), told, 1.8, colours.ink, "bold")
    if waiting and not won:
        after = page.box(MARGIN + 22, y + 0.3, page.wide - 2 * MARGIN - 23, 3.0)
        page.write(after, f"后面：{'、'.join(waiting)}", 1.2, colours.sub, "right")


def _paint_teams(page: Canvas, round: Round) -> None:
    """Tell how the teams stand, each in its own colour."""
    rows, teams = of_teams(round), round.setup.teams
    wide, y = (page.wide - 2 * MARGIN) / max(1, len(rows)), page.high - 3.6
    for place, row in enumerate(sorted(rows, key=lambda each: teams.index(each.id))):
        x = MARGIN + place * wide
        colour = team_colour(page.theme, teams, row.id)
        page.painter.fillRect(page.box(x, y, wide - 0.6, 0.4), colour)
        told = f"{row.name}　{score_told(row)}" if row.asked else row.name
        page.write(page.box(x, y + 0.5, wide - 0.6, 2.2), told, 1.3, page.theme.colours.ink, "bold")
