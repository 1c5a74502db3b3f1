"""Photographs of the home screen, for people to look at (build/photos/home-*.png)."""

from dataclasses import replace

from pytestqt.qtbot import QtBot

from tests.ui.home.conftest import FOUR, PROBLEM, left, offer
from tests.ui.photos import dressed, photograph, photograph_all
from trainer.core.mode import Mode
from trainer.training.desk import Welcome
from trainer.ui.home.screen import HomeScreen
from trainer.ui.home.trouble import Trouble
from trainer.ui.home.wanted import Wanted
from trainer.ui.theme import Theme

FOLDER = "/home/hall/.local/share/hall-trainer"
LONG = (
    f"数据库已损坏：{FOLDER}/hall.db。程序没有覆盖它。最新的备份在 {FOLDER}/backups/20261122-010203:"
    f"请先把 hall.db 及 -wal、-shm 文件移到别处保留，再把备份里的 hall.db 和 hall.key 复制到 {FOLDER}。"
)


def known(theme: Theme, welcome: Welcome) -> HomeScreen:
    """Return the screen of somebody known, full."""
    home = HomeScreen(theme)
    home.who.set_name("王小丽")
    home.show_welcome(welcome)
    return home


def test_the_home_screen(qapp: object, welcome: Welcome) -> None:
    photograph_all(lambda theme: known(theme, welcome), "home")


def test_the_home_screen_while_it_opens(qtbot: QtBot, theme: Theme) -> None:
    home = HomeScreen(theme)
    qtbot.addWidget(home)
    home.resize(1280, 800)
    photograph(home, "home-opening-light-1280")


def test_the_home_screen_with_all_that_can_be_there(qtbot: QtBot, welcome: Welcome) -> None:
    full = replace(
        welcome,
        unfinished=[left(str(number)) for number in range(5)],
        problems=(PROBLEM,) * 9,
        offers=[
            *FOUR,
            *(offer(f"more{n}", "一个题目很长很长的场景，长到一行怎么也写不下" * 2) for n in range(8)),
        ],
    )
    for look, base_px in (("contrast", 15), ("light", 24)):
        with dressed(look, base_px) as theme:
            home = known(theme, full)
            qtbot.addWidget(home)
            home.modes.choose(Mode.ASSESSMENT)
            home.problems.banner.acted.emit()
            home.who.complain("请先写上您的姓名")
            home.resize(1280, 800)
            photograph(home, f"home-full-{look}-{base_px}")


def test_trouble(qtbot: QtBot, theme: Theme) -> None:
    trouble = Trouble(theme, "打不开训练记录")
    qtbot.addWidget(trouble)
    trouble.resize(1280, 800)
    trouble.say(LONG)
    photograph(trouble, "home-trouble-light-1280")


POSTS = ("导购", "受理台席", "值班人员", "1860前台", "零售店客户服务代表", "客户服务中心接待员")


def thirty(welcome: Welcome) -> Welcome:
    """Return a welcome with as many scenarios as are shipped, a third of them mastered."""
    more = [
        replace(FOUR[n % 4], id=f"more{n}", post=POSTS[n % len(POSTS)], difficulty=1 + n % 5)
        for n in range(26)
    ]
    mastered = {"王小丽": frozenset(["walk-in", *(f"more{n}" for n in range(0, 26, 3))])}
    return replace(welcome, offers=[*FOUR, *more], mastered=mastered)


def test_the_home_screen_with_thirty_scenarios(qapp: object, welcome: Welcome) -> None:
    photograph_all(lambda theme: known(theme, thirty(welcome)), "home-thirty")


def test_the_home_screen_filtered_and_with_nothing_left(qtbot: QtBot, welcome: Welcome) -> None:
    for look, base_px, width in (("light", 15, 1280), ("light", 15, 1920), ("contrast", 24, 1280)):
        with dressed(look, base_px) as theme:
            home = known(theme, thirty(welcome))
            qtbot.addWidget(home)
            home.resize(width, 800 if width == 1280 else 1080)
            home.shelf.ask(Wanted(post="导购", unmastered=True))
            photograph(home, f"home-filtered-{look}-{base_px}-{width}")
            home.shelf.ask(Wanted(text="没有这个题目"))
            photograph(home, f"home-none-{look}-{base_px}-{width}")
