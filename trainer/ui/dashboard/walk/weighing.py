"""Setting the weights of the final evaluation: empty until a supervisor fills it, a proposal on demand."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QComboBox, QGridLayout, QHBoxLayout, QLabel, QLineEdit, QPushButton, QWidget

from trainer.core.composite import PARTS, PRESETS, PROPOSAL, PROPOSED, UNTOLD, WHOLE, Part, Weights
from trainer.ui.kit.card import Card
from trainer.ui.kit.wrapping import wrapping
from trainer.ui.theme import Theme

NO_BANDS = "不分等级"
LONGEST = 200


class WeightsForm(Card):
    """`chosen` carries the weights (None: do not add up) and the reason."""

    chosen = Signal(object, str)
    closed = Signal()

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(theme, "三项各占多少？", parent)
        self.fields: dict[Part, QLineEdit] = {part: QLineEdit() for part in PARTS}
        self.bands, self.reason = QComboBox(), QLineEdit()
        self._reason_label = QLabel("更改的理由")
        self.told, self.band_told = wrapping(f"{UNTOLD}，由主管定；合计要正好 {WHOLE}。"), wrapping("", "sub")
        self.propose = QPushButton(
            f"填入 {PROPOSAL.walk}/{PROPOSAL.inspection}/{PROPOSAL.simulator}——{PROPOSED}"
        )
        self.save = QPushButton("按这个合计")
        self.save.setProperty("kind", "primary")
        self.clear, self._close = QPushButton("不合计，只列分项"), QPushButton("关闭")
        self._lay_out(theme)
        self._connect()

    def show_weights(self, weights: Weights | None, *, changing: bool) -> None:
        """Show what is set; a change of what was ever set needs a reason."""
        for part, field in self.fields.items():
            field.setText(str(weights.of(part)) if weights else "")
        self.bands.setCurrentIndex(max(0, self.bands.findData(weights.bands if weights else "")))
        for widget in (self.reason, self._reason_label):
            widget.setVisible(changing)
        self.reason.clear()
        self.clear.setVisible(weights is not None)
        self._on_typed()
        self.fields["walk"].setFocus()

    def _connect(self) -> None:
        for field in self.fields.values():
            field.textChanged.connect(self._on_typed)
        self.bands.currentIndexChanged.connect(self._on_bands)
        self.propose.clicked.connect(self._on_propose)
        self.save.clicked.connect(self._on_save)
        self.clear.clicked.connect(self._on_clear)
        self._close.clicked.connect(self.closed)

    def _lay_out(self, theme: Theme) -> None:
        grid = QGridLayout()
        for place, (part, field) in enumerate(self.fields.items()):
            label = QLabel(f"{PARTS[part]} %")
            label.setBuddy(field)
            field.setAccessibleName(f"{PARTS[part]}的权重，百分之几")
            field.setMaxLength(3)
            field.setMaximumWidth(theme.px(5))
            grid.addWidget(label, 0, 2 * place)
            grid.addWidget(field, 0, 2 * place + 1)
        self.bands.addItem(NO_BANDS, "")
        for id, preset in PRESETS.items():
            self.bands.addItem(preset.name, id)
        self.reason.setMaxLength(LONGEST)
        named = ((QLabel("等级"), self.bands, 3), (self._reason_label, self.reason, 5))
        for place, (label, box, wide) in enumerate(named, 1):
            label.setBuddy(box)
            box.setAccessibleName(label.text())
            grid.addWidget(label, place, 0)
            grid.addWidget(box, place, 1, 1, wide)
        grid.setColumnStretch(6, 1)
        proposing, row = QHBoxLayout(), QHBoxLayout()
        proposing.addWidget(self.propose)
        proposing.addStretch(1)
        row.addStretch(1)
        for button in (self._close, self.clear, self.save):
            row.addWidget(button)
        self.body.addWidget(self.told)
        self.body.addLayout(grid)
        self.body.addWidget(self.band_told)
        self.body.addLayout(proposing)
        self.body.addLayout(row)

    def _sum(self) -> int | None:
        """Return what the fields make up; None where one is no whole number."""
        texts = [field.text().strip() for field in self.fields.values()]
        if not all(text.isascii() and text.isdigit() for text in texts):
            return None
        return sum(map(int, texts))

    def _on_typed(self) -> None:
        found = self._sum()
        now = "三项都要填整数，不算的填 0" if found is None else f"现在合计 {found}"
        self.told.setText(f"{UNTOLD}，由主管定；合计要正好 {WHOLE}。{now}。")
        self.save.setEnabled(found == WHOLE)
        self._on_bands()

    def _on_bands(self) -> None:
        preset = PRESETS.get(self.bands.currentData())
        self.band_told.setText(preset.told if preset else "")
        self.band_told.setVisible(preset is not None)

    def _on_propose(self) -> None:
        for part, field in self.fields.items():
            field.setText(str(PROPOSAL.of(part)))

    def _on_save(self) -> None:
        walk, inspection, simulator = (int(field.text()) for field in self.fields.values())
        weights = Weights(walk, inspection, simulator, self.bands.currentData())
        self.chosen.emit(weights, self.reason.text())

    def _on_clear(self) -> None:
        self.chosen.emit(None, self.reason.text())
