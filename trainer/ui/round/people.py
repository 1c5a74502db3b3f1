"""Who plays, as a list with numbers: who has answered, whose hand is up, who is chosen."""

from PySide6.QtCore import QSignalBlocker, QSize, Qt, Signal
from PySide6.QtWidgets import QListView, QListWidget, QListWidgetItem

from trainer.core.rounds.state import Round, Seat
from trainer.ui.theme import Theme

WIDE, HIGH = 11.2, 2.1


class PeopleList(QListWidget):
    """The keyboard stays with the screen; a click chooses somebody."""

    pointed = Signal(str)
    """The seat that was clicked."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self.setAccessibleName("谁答了")
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setFlow(QListView.Flow.TopToBottom)
        self.setWrapping(True)
        self.setResizeMode(QListView.ResizeMode.Adjust)
        self.setUniformItemSizes(True)
        self.setGridSize(QSize(theme.px(WIDE), theme.px(HIGH)))
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAsNeeded)
        self.itemClicked.connect(self._on_clicked)

    def show_people(self, round: Round, chosen: str) -> None:
        """Show everybody in the round; what stands there already is left alone."""
        said = [(seat.id, _told(round, number, seat)) for number, seat in enumerate(round.players, 1)]
        with QSignalBlocker(self):
            while self.count() > len(said):
                self.takeItem(self.count() - 1)
            while self.count() < len(said):
                self.addItem(QListWidgetItem())
            for place, (id, words) in enumerate(said):
                self._show(self.item(place), id, words)
            self._choose(chosen)

    def _show(self, item: QListWidgetItem, id: str, words: str) -> None:
        if item.text() != words:
            item.setText(words)
            item.setToolTip(words)
        item.setData(Qt.ItemDataRole.UserRole, id)

    def _choose(self, seat: str) -> None:
        for place in range(self.count()):
            if self.item(place).data(Qt.ItemDataRole.UserRole) == seat:
                if self.currentRow() != place:
                    self.setCurrentRow(place)
                return
        self.setCurrentRow(-1)

    def _on_clicked(self, item: QListWidgetItem) -> None:
        self.pointed.emit(str(item.data(Qt.ItemDataRole.UserRole)))


def _told(round: Round, number: int, seat: Seat) -> str:
    """Name somebody with the number, and a sign for what they have done."""
    away = "" if seat.here else "（断线）"
    return f"{number} {seat.name}{away}{_done(round, seat)}"


def _done(round: Round, seat: Seat) -> str:
    if round.setup.way == "hands":
        said = {each.seat: each.right for each in round.stage.verdicts.get(round.index, ())}
        if seat.id in said:
            return "　答对" if said[seat.id] else "　答错"
        row = [hand.seat for hand in round.hands.get(round.index, ())]
        return f"　举手 {row.index(seat.id) + 1}" if seat.id in row else ""
    given = round.answers.get(seat.id)
    return f"　答 {given.choice.upper()}" if given else ""
