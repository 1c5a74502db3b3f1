"""The comparison by keyboard: cells, quotations, filters, search, and what a screen reader hears."""

from PySide6.QtCore import Qt
from PySide6.QtTest import QAbstractItemModelTester, QTest

from tests.ui.tariffs.editions import small_edition
from trainer.core.tariff import Edition
from trainer.ui.tariffs.plans import PlanList, Wanted
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


def test_the_calculator_takes_the_room_of_the_list_where_there_is_little(screen: TariffsScreen) -> None:
    screen.go_to(1)
    assert screen.picker.isVisible()
    screen.resize(1000, 740)
    assert not screen.picker.isVisible()
    screen.go_to(0)
    assert screen.picker.isVisible()


def test_another_edition_takes_the_place_of_the_first(screen: TariffsScreen) -> None:
    screen.go_to(1)
    screen.go_to(0)
    screen.show_edition(small_edition())
    assert [plan.name for plan in screen.compare.table.plans] == ["乙", "丙"]
