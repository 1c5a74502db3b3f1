"""A round in the window as it runs, its records in a thread of their own, with two real phones and a stage."""

from collections.abc import Callable
from functools import partial

import pytest
from playwright.sync_api import BrowserContext, Page, expect
from pytestqt.qtbot import QtBot

from tests.live.chromium import needs_chromium, tap
from tests.ui.photos import photograph
from tests.walks.conftest import SOON
from trainer.core.asks import Choose
from trainer.core.rounds.acts import Steer, Step
from trainer.core.rounds.setup import right_letter
from trainer.live.host import Host
from trainer.store.rounds import acts
from trainer.training.people import Details, add
from trainer.training.proving import verify
from trainer.ui.frame import ROUND
from trainer.ui.hosting import Hosting
from trainer.ui.window import Window

pytestmark = needs_chromium
STAFF = ("王芳", "李明")


@pytest.fixture
def window(threaded: Window) -> Window:
    """The window as it runs."""
    return threaded


@pytest.fixture
def host(qtbot: QtBot, window: Window) -> Host:
    """The host of a round of three questions, with two people seated and phones let in."""
    desk = window.door._desk
    enrolled: list[object] = []
    for name in STAFF:
        work = partial(desk.with_store, add, Details(name, "", "早班"))
        window._jobs.submit(work, enrolled.append, enrolled.append)
    qtbot.waitUntil(lambda: len(enrolled) == len(STAFF), timeout=SOON)
    window.go_to(ROUND)
    setup = window.hosting._screen().setup
    qtbot.waitUntil(lambda: setup.address.count() > 0, timeout=SOON)
    setup.count.setValue(3)
    setup.seconds.setValue(0)
    setup.phones.setChecked(True)
    setup.begin.click()
    qtbot.waitUntil(lambda: window.hosting._host is not None, timeout=SOON)
    assert window.hosting._host is not None
    return window.hosting._host


def joined(handset: BrowserContext, host: Host, who: str) -> Page:
    """Join by the link in the QR code and a name."""
    page = handset.new_page()
    page.goto(host.link)
    page.get_by_label("姓名或工号").fill(who)
    page.get_by_role("button", name="加入").tap()
    expect(page.get_by_text("请看大屏，等主持人开始。")).to_be_visible()
    return page


def steer(qtbot: QtBot, hosting: Hosting, *steps: Step) -> None:
    """Do what the host's keys do, and wait until each is on record."""
    for step in steps:
        before = hosting._table.round
        hosting._screen().steered.emit(Steer(step))
        qtbot.waitUntil(lambda before=before: hosting._table.round is not before, timeout=SOON)


def test_two_phones_and_the_stage_play_a_round_and_one_comes_back(
    qtbot: QtBot, window: Window, host: Host, handset: Callable[..., BrowserContext]
) -> None:
    """What two people answer on their phones is on the stage, on the record, and survives a lost line."""
    hosting, first, second = window.hosting, handset(), handset()
    wang, guest = joined(first, host, "王芳"), joined(second, host, "来客")
    stage = window._later.stage
    stage.resize(1280, 720)
    photograph(stage, "walk-phones-lobby")
    steer(qtbot, hosting, "next")
    table = hosting._table
    letter = right_letter(table.round.question).upper()
    wrong = "B" if letter == "A" else "A"
    tap(wang, letter)
    expect(wang.get_by_role("status")).to_contain_text(f"已收到：{letter}")
    first.set_offline(True)
    expect(wang.get_by_role("alert")).to_contain_text("正在重新连接")
    tap(guest, wrong)
    expect(guest.get_by_role("status")).to_contain_text(f"已收到：{wrong}")
    assert table.round.answered[0] == 2
    steer(qtbot, hosting, "close", "reveal")
    photograph(stage, "walk-phones-reveal")
    first.set_offline(False)
    expect(wang.get_by_text("答对了")).to_be_visible()
    expect(guest.get_by_text("答错了")).to_be_visible()
    wang.reload()
    expect(wang.get_by_text("答对了")).to_be_visible()
    steer(qtbot, hosting, "board", "end")
    window.hosting._screen().finished.emit()
    qtbot.waitUntil(lambda: hosting._table is None, timeout=SOON)
    expect(guest.get_by_text("谢谢参加").or_(guest.get_by_text("本轮早会结束"))).to_be_visible()
    photograph(stage, "walk-phones-summary")


def test_what_was_acknowledged_is_kept_when_the_window_is_closed(
    qtbot: QtBot, window: Window, host: Host, handset: Callable[..., BrowserContext]
) -> None:
    """The host's computer may go home in the middle of a question."""
    page = joined(handset(), host, "王芳")
    steer(qtbot, window.hosting, "next")
    tap(page, "A")
    expect(page.get_by_role("status")).to_contain_text("已收到：A")
    round_id = window.hosting._table.live.id
    window.hosting.close()
    expect(page.get_by_text("本轮早会结束")).to_be_visible()
    store, found = window.door._desk._hall.store, list[object]()
    for work in (partial(acts, store, round_id), partial(verify, store)):
        window._jobs.submit(work, found.append, found.append)
    qtbot.waitUntil(lambda: len(found) == 2, timeout=SOON)
    assert [each.does.choice for each in found[0] if isinstance(each.does, Choose)] == ["a"]
    assert found[1] == []
