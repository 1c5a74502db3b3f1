"""The comparison by keyboard: cells, quotations, filters, search, and what a screen reader hears."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QAbstractItemModelTester, QTest
from pytestqt.qtbot import QtBot

from tests.ui.tariffs.editions import small_edition
from trainer.core.tariff import Edition
from trainer.ui.tariffs.plans import PlanList, Wanted
from trainer.ui.tariffs.quote import proof_of
from trainer.ui.tariffs.rows import compare
from trainer.ui.tariffs.screen import TariffsScreen
from trainer.ui.tariffs.table import CompareTable

FAMILY = ["学生套餐", "青春套餐", "校园套餐", "假期卡"]


def press(screen: TariffsScreen, key: Qt.Key, times: int = 1) -> None:
    for _ in range(times):
        QTest.keyClick(screen.focusWidget(), key)


def spoken(table: CompareTable, row: str, column: int) -> str:
    place = [each.name for each in table.rows].index(row)
    return str(table.index(place, column).data(Qt.ItemDataRole.AccessibleTextRole))


def test_the_models_keep_the_rules_of_models(edition: Edition) -> None:
    table, plans = CompareTable(), PlanList()
    testers = QAbstractItemModelTester(table), QAbstractItemModelTester(plans)
    chosen = list(edition.plans.values())
    table.show_rows(chosen, compare(edition, chosen))
    table.show_rows(chosen[:1], compare(edition, chosen[:1]))
    plans.show_plans(chosen, Wanted())
    plans.choose(("QQT", "DLT"))
    plans.toggle(0)
    plans.filter(Wanted("短信"))
    assert [tester.model() for tester in testers] == [table, plans]


def test_it_opens_with_the_family_side_by_side(screen: TariffsScreen) -> None:
    assert [plan.name for plan in screen.compare.table.plans] == FAMILY
    assert screen.compare.view.hasFocus()
    assert "2004" in screen.label.text()
    assert "历史培训资料" in screen.label.text()


def test_arrows_walk_the_cells_enter_opens_and_esc_closes(screen: TariffsScreen) -> None:
    quote, rows = screen.compare.quote, [row.name for row in screen.compare.table.rows]
    press(screen, Qt.Key.Key_Down, rows.index("月租"))
    press(screen, Qt.Key.Key_Right)
    press(screen, Qt.Key.Key_Return)
    assert quote.isVisible()
    assert quote.accessibleName() == "青春套餐 · 月租：20 元/月"
    assert "月租" in quote.text
    assert "材料 D" in quote.text
    press(screen, Qt.Key.Key_Right)
    assert quote.accessibleName().startswith("校园套餐 · 月租")
    press(screen, Qt.Key.Key_Escape)
    assert quote.isHidden()
    assert screen.compare.view.hasFocus()


def test_esc_closes_the_quotation_from_the_list_too(screen: TariffsScreen) -> None:
    press(screen, Qt.Key.Key_Return)
    screen.picker.list.setFocus()
    press(screen, Qt.Key.Key_Escape)
    assert screen.compare.quote.isHidden()


def test_every_cell_opens(screen: TariffsScreen) -> None:
    view, table = screen.compare.view, screen.compare.table
    for row in range(table.rowCount()):
        for column in range(table.columnCount()):
            view.stand(row, column)
            press(screen, Qt.Key.Key_Return)
            assert screen.compare.quote.text


def test_what_is_not_clear_opens_to_the_status_and_the_list(screen: TariffsScreen, edition: Edition) -> None:
    screen.compare.view.stand(999, 2)
    press(screen, Qt.Key.Key_Return)
    plan, told = edition.plans["MZ-XY"], screen.compare.quote.text
    assert screen.compare.quote.accessibleName() == f"校园套餐 · 没有说清的：{len(plan.open)} 点"
    assert told.startswith("在售：")
    assert all(point in told for point in plan.open)


def test_a_silent_cell_tells_only_the_open_points_about_itself(
    screen: TariffsScreen, edition: Edition
) -> None:
    plan = edition.plans["DLT"]
    row = next(each for each in compare(edition, [plan]) if each.name == "短信网内")
    notes = proof_of(edition, row.entries[0]).notes
    assert notes[1:] == ("没有写清：短信",)


def test_a_selection_is_copied_with_its_titles(screen: TariffsScreen) -> None:
    view, rows = screen.compare.view, [row.name for row in screen.compare.table.rows]
    view.stand(rows.index("月租"), 1)
    QTest.keyClick(view, Qt.Key.Key_C, Qt.KeyboardModifier.ControlModifier)
    assert QGuiApplication.clipboard().text() == "20 元/月"
    QTest.keyClick(view, Qt.Key.Key_Right, Qt.KeyboardModifier.ShiftModifier)
    QTest.keyClick(view, Qt.Key.Key_Down, Qt.KeyboardModifier.ShiftModifier)
    QTest.keyClick(view, Qt.Key.Key_C, Qt.KeyboardModifier.ControlModifier)
    copied = [line.split("\t") for line in QGuiApplication.clipboard().text().split("\n")]
    assert copied == [
        ["", "青春套餐", "校园套餐"],
        ["月租", "20 元/月", "无"],
        ["必选功能", "未写", "25 元/月"],
    ]


def test_all_plans_scroll_beside_their_fields(screen: TariffsScreen) -> None:
    screen.picker.plans.choose(plan.id for plan in screen.picker.plans.shown)
    view = screen.compare.view
    assert all(view.columnWidth(column) >= view.columnWidth(0) for column in range(18))
    assert view.columnWidth(0) * 18 > view.viewport().width()
    press(screen, Qt.Key.Key_End)
    assert view.horizontalScrollBar().value() > 0
    assert view.verticalHeader().x() == view.frameWidth()
    assert view.columnViewportPosition(17) + view.columnWidth(17) <= view.viewport().width()


def test_a_cell_with_a_note_is_signed_and_said(screen: TariffsScreen) -> None:
    assert spoken(screen.compare.table, "其它费用", 2).endswith("，有说明")
    assert "注：有说明" in screen.compare.counts.text()


def test_plans_are_ticked_by_keyboard(screen: TariffsScreen) -> None:
    screen.picker.list.setFocus()
    press(screen, Qt.Key.Key_Space)
    assert screen.compare.table.plans[0].name == "全球通"
    press(screen, Qt.Key.Key_Down)
    press(screen, Qt.Key.Key_Return)
    assert [plan.name for plan in screen.compare.table.plans[:2]] == ["全球通", "大灵通"]
    press(screen, Qt.Key.Key_Space)
    assert "大灵通" not in [plan.name for plan in screen.compare.table.plans]


def test_a_set_of_plans_is_chosen_at_one_stroke_and_put_away(screen: TariffsScreen) -> None:
    actions = {action.text(): action for action in screen.picker.sets.menu().actions()}
    assert "动感地带四种" in actions
    actions["全部 18 种"].trigger()
    assert screen.compare.table.columnCount() == 18
    screen.picker.clear.click()
    assert screen.compare.table.columnCount() == 0
    assert "勾选" in screen.compare.empty.accessibleName()


def test_search_finds_plans_and_rows(screen: TariffsScreen) -> None:
    QTest.keyClick(screen, Qt.Key.Key_F, Qt.KeyboardModifier.ControlModifier)
    assert screen.picker.search.hasFocus()
    screen.picker.search.setText("0.15/条")
    assert [plan.name for plan in screen.picker.plans.shown] == ["学生套餐", "青春套餐", "假期卡"]
    assert [row.name for row in screen.compare.table.rows] == ["短信网外"]
    press(screen, Qt.Key.Key_Down)
    assert screen.picker.list.hasFocus()
    screen.picker.search.setFocus()
    press(screen, Qt.Key.Key_Escape)
    assert screen.compare.table.rowCount() > 20


def test_filters_by_family_and_status(screen: TariffsScreen) -> None:
    screen.picker.status.setCurrentText("停售")
    assert [plan.name for plan in screen.picker.plans.shown] == ["校园卡"]
    screen.picker.status.setCurrentIndex(0)
    screen.picker.family.setCurrentText("动感地带")
    assert len(screen.picker.plans.shown) == 6
    assert [plan.name for plan in screen.picker.chosen] == FAMILY


def test_only_what_differs(screen: TariffsScreen) -> None:
    screen.compare.only_different.click()
    assert screen.compare.table.rows
    assert all(row.differs for row in screen.compare.table.rows)


def test_a_screen_reader_hears_the_plan_the_field_the_value_and_the_difference(screen: TariffsScreen) -> None:
    table = screen.compare.table
    assert spoken(table, "月租", 0) == "学生套餐，月租：20 元/月"
    assert spoken(table, "月租", 2) == "校园套餐，月租：无，与学生套餐不同"
    assert "资料未写" in spoken(table, "必选功能", 0)
    head = table.headerData(0, Qt.Orientation.Vertical, Qt.ItemDataRole.AccessibleTextRole)
    assert head == "开户：卡费，各套餐相同"
    above = table.headerData(3, Qt.Orientation.Horizontal, Qt.ItemDataRole.AccessibleTextRole)
    assert above == "假期卡，短期"


def test_the_pages_turn_by_keyboard(screen: TariffsScreen) -> None:
    assert screen.calculator is None
    for key, page in ((Qt.Key.Key_2, 1), (Qt.Key.Key_3, 2), (Qt.Key.Key_1, 0)):
        QTest.keyClick(screen, key, Qt.KeyboardModifier.AltModifier)
        assert screen.switch.place == page
    assert screen.compare.view.hasFocus()
    assert screen.picker.isVisible()


def test_where_room_is_short_plans_and_form_take_turns(qtbot: QtBot, screen: TariffsScreen) -> None:
    screen.go_to(1)
    assert screen.calculator
    assert screen.picker.isVisible()
    assert not screen.choosing.isVisible()
    screen.resize(1000, 740)
    assert not screen.picker.isVisible()
    QTest.keyClick(screen, Qt.Key.Key_L, Qt.KeyboardModifier.AltModifier)
    qtbot.waitUntil(screen.picker.list.hasFocus)
    assert not screen.calculator.form.isVisible()
    press(screen, Qt.Key.Key_Space)
    screen.calculator.work_out()
    assert screen.calculator.outcomes.outcomes[0].plan.name == "全球通"
    press(screen, Qt.Key.Key_Escape)
    assert screen.calculator.form.isVisible()
    assert screen.calculator.form.isAncestorOf(screen.focusWidget())
    QTest.keyClick(screen, Qt.Key.Key_F, Qt.KeyboardModifier.ControlModifier)
    assert screen.picker.search.hasFocus()
    screen.go_to(0)
    assert screen.picker.isVisible()
    assert not screen.choosing.isVisible()


def test_another_edition_takes_the_place_of_the_first(screen: TariffsScreen) -> None:
    screen.go_to(1)
    screen.go_to(0)
    screen.show_edition(small_edition())
    assert [plan.name for plan in screen.compare.table.plans] == ["乙", "丙"]
