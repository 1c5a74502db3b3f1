"""What stands in the fields of a form, by their names, so that a form built anew can be filled alike."""

from collections.abc import Iterable, Mapping

from PySide6.QtWidgets import QAbstractButton, QComboBox, QLineEdit, QWidget

Typed = Mapping[str, object]
"""By the accessible name of a field: the text, the meaning of the choice, or whether it is ticked."""


def typed(fields: Iterable[QWidget]) -> dict[str, object]:
    """Return what stands in these fields."""
    return {field.accessibleName(): _read(field) for field in fields}


def retype(fields: Iterable[QWidget], kept: Typed) -> None:
    """Fill the fields that are known by name; a choice that is not offered any more is left alone."""
    for field in fields:
        name = field.accessibleName()
        if name in kept:
            _write(field, kept[name])


def _read(field: QWidget) -> object:
    if isinstance(field, QComboBox):
        return field.currentData()
    if isinstance(field, QLineEdit):
        return field.text()
    return isinstance(field, QAbstractButton) and field.isChecked()


def _write(field: QWidget, value: object) -> None:
    if isinstance(field, QComboBox):
        place = field.findData(value)
        if place >= 0:
            field.setCurrentIndex(place)
    elif isinstance(field, QLineEdit):
        field.setText(str(value))
    elif isinstance(field, QAbstractButton):
        field.setChecked(bool(value))
