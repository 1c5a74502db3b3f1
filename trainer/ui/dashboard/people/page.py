"""The page of people: does in the worker what its parts ask for, and shows what came of it."""

from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Protocol, TypeVar

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFileDialog, QMessageBox, QStackedWidget, QVBoxLayout, QWidget

from trainer.core.errors import TrainerError
from trainer.training.people import Colleague, Details
from trainer.ui.dashboard.people.hallform import HallCard
from trainer.ui.dashboard.people.importing import ImportPage
from trainer.ui.dashboard.people.passwordcard import PasswordCard
from trainer.ui.dashboard.people.roll import RollPage, state_told
from trainer.ui.jobs import Jobs
from trainer.ui.kit.banner import Banner
from trainer.ui.kit.signin import FirstAdminCard
from trainer.ui.theme import Theme

if TYPE_CHECKING:
    from trainer.training.register import Register, Roll
    from trainer.training.staff import StaffPlan

T = TypeVar("T")
OPEN = "还没有管理员：谁都能看成绩、改名单。"
SHEETS = "名单 (*.xlsx *.csv *.txt)"


class HasRegister(Protocol):
    """What the page wants of the desk."""

    def register(self) -> "Register":
        """Return the register of the hall; who is signed in there is signed in here."""
        ...


class Page(QWidget):
    """`signed_in` when the first administrator was made here, and so somebody is signed in now."""

    signed_in = Signal()

    def __init__(self, theme: Theme, jobs: Jobs, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._jobs = jobs
        self._register: Register | None = None
        self._roll: Roll | None = None
        self._plan: tuple[Path, StaffPlan] | None = None
        self.banner = Banner(theme)
        self.roll, self.loading, self.halls = RollPage(theme), ImportPage(theme), HallCard(theme)
        self.first, self.own = FirstAdminCard(theme), PasswordCard(theme, own=True)
        self.password = PasswordCard(theme, own=False)
        self._pages = QStackedWidget()
        for page in (self.roll, self.loading, self.halls, self.first, self.own, self.password):
            self._pages.addWidget(page)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.px(theme.sizes.space_m))
        column.addWidget(self.banner)
        column.addWidget(self._pages, 1)
        self._connect_roll()
        self._connect_cards()

    def set_desk(self, desk: HasRegister) -> None:
        """Take the open hall."""
        self._register = desk.register()

    def refresh(self) -> None:
        """Read the list again; the person selected stays so."""
        self._read(self.roll.selected)

    def take_focus(self) -> None:
        """Put the keyboard where the work is."""
        page = self._pages.currentWidget()
        for each in (self.roll, self.loading, self.halls, self.first, self.own, self.password):
            if each is page:
                each.take_focus()

    def check(self, path: Path) -> None:
        """Tell what importing a file would do."""
        if self._register and self._roll:
            work = partial(self._register.dry_run, path, self._roll.by.hall_id)
            self._do("正在核对名单…", work, partial(self._on_checked, path))

    def _connect_roll(self) -> None:
        roll, form = self.roll, self.roll.form
        roll.refresh_wanted.connect(self.refresh)
        roll.import_wanted.connect(self._on_import_wanted)
        roll.halls_wanted.connect(self._on_halls_wanted)
        roll.own_password_wanted.connect(self._on_own_password_wanted)
        form.saved.connect(self._on_saved)
        form.password_wanted.connect(self._on_password_wanted)
        form.password_removed.connect(self._on_password_removed)
        form.handed_over.connect(self._on_handed_over)
        self.banner.acted.connect(self._on_admin_wanted)

    def _connect_cards(self) -> None:
        for left in (self.loading.left, self.halls.left, self.first.later, self.own.left, self.password.left):
            left.connect(self._show_roll)
        self.loading.accepted.connect(self._on_plan_accepted)
        self.loading.again.connect(self._on_check_again)
        self.halls.renamed.connect(self._on_hall_renamed)
        self.halls.opened.connect(self._on_hall_opened)
        self.halls.added.connect(self._on_hall_added)
        self.halls.team_renamed.connect(self._on_team_renamed)
        self.first.made.connect(self._on_admin_made)
        self.own.chosen.connect(self._on_password_chosen)
        self.password.chosen.connect(self._on_password_chosen)

    def _do(self, words: str, work: Callable[[], T], done: Callable[[T], None]) -> None:
        """Work in the worker; what goes wrong is told where it was asked for."""
        for strip in (self.roll.busy, self.loading.busy):
            strip.wait_for(words)
        self._jobs.submit(work, done, self._on_failed)

    def _stop_waiting(self) -> None:
        for strip in (self.roll.busy, self.loading.busy):
            strip.stop()

    def _read(self, person_id: int | None) -> None:
        if self._register:
            self._do("正在读取名单…", self._register.roll, partial(self._on_read, person_id))

    def _on_read(self, person_id: int | None, roll: "Roll") -> None:
        self._stop_waiting()
        self._roll = roll
        self.roll.show_roll(roll, person_id)
        if self._pages.currentWidget() is self.halls:
            self.halls.show_halls(roll.by, roll.halls, _teams(roll))
        if roll.is_open and not self.banner.isVisible():
            self.banner.say(OPEN, "warm", "设管理员…")

    def _on_failed(self, error: TrainerError) -> None:
        self._stop_waiting()
        page = self._pages.currentWidget()
        if page is self.first:
            self.first.refuse(str(error))
        elif page is self.roll and self._roll:
            self.roll.form.complain(str(error))
        elif page in (self.halls, self.own, self.password):
            for card in (self.halls, self.own, self.password):
                if card is page:
                    card.say(str(error))
        else:
            self.banner.say(str(error), "hot")

    def _show_roll(self) -> None:
        self._turn(self.roll)

    def _turn(self, page: QWidget) -> None:
        self._pages.setCurrentWidget(page)
        self.take_focus()

    def _say_done(self, sentence: str) -> None:
        self._stop_waiting()
        self.banner.say(sentence, "good")

    def _on_saved(self, person: Colleague | None, details: Details) -> None:
        if self._register is None:
            return
        work = partial(self._register.add, details)
        if person:
            work = partial(self._register.edit, person.id, details, person.details)
        self._do("正在保存…", work, self._on_kept)

    def _on_kept(self, person: Colleague) -> None:
        self._say_done(state_told(person))
        self._read(person.id)
        self.roll.take_focus()

    def _on_password_wanted(self, person_id: int) -> None:
        self.password.open_for(person_id, self.roll.form.name.text())
        self._turn(self.password)

    def _on_own_password_wanted(self) -> None:
        self.own.open_for(0, "")
        self._turn(self.own)

    def _on_password_chosen(self, person_id: int, old: str, new: str) -> None:
        if self._register is None:
            return
        work = partial(self._register.set_password, person_id, new)
        own = partial(self._register.change_own_password, old, new)
        self._do("正在保存密码…", work if person_id else own, self._on_password_kept)

    def _on_password_removed(self, person_id: int) -> None:
        if self._register:
            work = partial(self._register.take_password, person_id)
            self._do("正在去掉密码…", work, self._on_password_kept)

    def _on_password_kept(self, _nothing: None) -> None:
        self._say_done("密码改好了。")
        self._show_roll()
        self.refresh()

    def _on_handed_over(self, person_id: int) -> None:
        name = self.roll.form.name.text()
        told = f"把管理员移交给{name}？移交以后您是主管，只有{name}能再移交。"
        yes = QMessageBox.StandardButton.Yes
        if self._register and QMessageBox.question(self, "移交管理员", told) == yes:
            self._do("正在移交…", partial(self._register.hand_over, person_id), self._on_kept_heir)

    def _on_kept_heir(self, heir: Colleague) -> None:
        self._say_done(f"管理员已移交给{heir.name}，您现在是主管。")
        self._read(heir.id)
        self.signed_in.emit()

    def _on_admin_wanted(self) -> None:
        self._turn(self.first)

    def _on_admin_made(self, name: str, password: str) -> None:
        if self._register:
            work = partial(self._register.make_admin, Details(name), password)
            self._do("正在设管理员…", work, self._on_admin_kept)

    def _on_admin_kept(self, _by: object) -> None:
        self._say_done("管理员设好了，您已经登录。")
        self._show_roll()
        self.refresh()
        self.signed_in.emit()

    def _on_import_wanted(self) -> None:
        name, _ = QFileDialog.getOpenFileName(self, "导入员工名单", "", SHEETS)
        if name:
            self.check(Path(name))

    def _on_checked(self, path: Path, plan: "StaffPlan") -> None:
        self._stop_waiting()
        self.banner.hide()
        self._plan = (path, plan)
        self.loading.show_plan(plan)
        self._turn(self.loading)

    def _on_check_again(self) -> None:
        if self._plan:
            self.check(self._plan[0])

    def _on_plan_accepted(self) -> None:
        if self._register and self._plan:
            self.loading.take.setEnabled(False)
            self._do("正在导入…", partial(self._register.import_staff, *self._plan), self._on_imported)

    def _on_imported(self, plan: "StaffPlan") -> None:
        counts = f"新增 {len(plan.having('added'))} 人，更改 {len(plan.having('changed'))} 人"
        self._say_done(f"已导入“{plan.file}”：{counts}。")
        self._show_roll()
        self.refresh()

    def _on_halls_wanted(self) -> None:
        if self._roll:
            self.halls.show_halls(self._roll.by, self._roll.halls, _teams(self._roll))
            self._turn(self.halls)

    def _on_hall_renamed(self, hall_id: int, name: str) -> None:
        if self._register:
            self._do("正在改名…", partial(self._register.rename_hall, hall_id, name), self._on_hall_kept)

    def _on_hall_opened(self, hall_id: int, allowed: bool) -> None:
        if self._register:
            work = partial(self._register.open_training, hall_id, allowed=allowed)
            self._do("正在保存…", work, self._on_hall_kept)

    def _on_hall_added(self, name: str) -> None:
        if self._register:
            self._do("正在添加…", partial(self._register.add_hall, name), self._on_hall_kept)

    def _on_team_renamed(self, hall_id: int, old: str, new: str) -> None:
        if self._register:
            work = partial(self._register.rename_team, hall_id, old, new)
            self._do("正在改名…", work, self._on_hall_kept)

    def _on_hall_kept(self, _kept: object) -> None:
        self._say_done("已保存。")
        self.refresh()


def _teams(roll: "Roll") -> dict[int, list[str]]:
    """Return the teams of each hall."""
    return {
        hall.id: sorted({each.team for each in roll.people if each.team and each.hall_id == hall.id})
        for hall in roll.halls
    }
