"""The page in a real browser: Chromium as two phones that play, lose the line, come back; with photographs."""

from pathlib import Path

import pytest
from playwright.sync_api import BrowserContext, Page, expect

from tests.live.briefing import Briefing
from tests.live.chromium import SCREEN, needs_chromium, tap
from tests.ui.photos import FOLDER as PHOTOS
from trainer.core.rounds.acts import Extend, Remove
from trainer.live.events import Dropped

pytestmark = needs_chromium


def scanned(handset: BrowserContext, briefing: Briefing) -> Page:
    """Open the page by the link in the QR code, and fail on any error in it."""
    page = handset.new_page()
    page.errors = []
    page.on("pageerror", lambda error: page.errors.append(str(error)))
    page.on("console", lambda said: page.errors.append(said.text) if "Policy" in said.text else None)
    page.goto(briefing.host.link)
    return page


def joined(handset: BrowserContext, briefing: Briefing, who: str) -> Page:
    """Join by the link and a name."""
    page = scanned(handset, briefing)
    page.get_by_label("姓名或工号").fill(who)
    page.get_by_role("button", name="加入").tap()
    expect(page.locator("h1, h2").first).not_to_have_text("加入早会")
    return page


def test_two_phones_play_a_question_and_one_loses_the_line_and_comes_back(open_briefing, handset):
    briefing = open_briefing()
    first, second = handset(), handset()
    mei, jing = joined(first, briefing, "李梅"), joined(second, briefing, "陈静")
    expect(mei.get_by_text("请看大屏，等主持人开始。")).to_be_visible()
    briefing.steer("next")
    tap(mei, "B")
    expect(mei.get_by_role("status")).to_have_text("已收到：B，截止前可以改。")
    expect(jing.get_by_role("status")).to_have_text("点一下您的答案。")
    first.set_offline(True)
    expect(mei.get_by_role("alert")).to_have_text("正在重新连接… 请连接与大屏相同的Wi-Fi。")
    assert briefing.hear(Dropped).seat == "s1"
    tap(jing, "A")
    tap(jing, "B")
    expect(jing.get_by_role("status")).to_have_text("已收到：B，截止前可以改。")
    briefing.steer("close", "reveal", "next")
    first.set_offline(False)
    expect(mei.get_by_role("alert")).to_be_hidden()
    expect(mei.get_by_role("heading")).to_have_text("大灵通用户在市内打电话，每分钟多少钱？")
    tap(mei, "A")
    expect(mei.get_by_role("status")).to_have_text("已收到：A，截止前可以改。")
    briefing.steer("close", "reveal")
    expect(mei.get_by_text("✓ 答对了")).to_be_visible()
    expect(mei.get_by_text("答对 2 / 2，第 1 名（共 2）")).to_be_visible()
    expect(jing.get_by_text("这道题没有作答")).to_be_visible()
    assert mei.errors == []
    assert {event.seat for event in briefing.answered} == {"s1", "s2"}


def test_an_answer_given_while_the_line_is_dead_arrives_when_it_is_back(open_briefing, handset):
    briefing = open_briefing()
    phone = handset()
    page = joined(phone, briefing, "李梅")
    briefing.steer("next")
    expect(page.get_by_role("heading")).to_have_text("普通全球通的月租费是多少？")
    phone.set_offline(True)
    expect(page.get_by_role("alert")).to_be_visible()
    tap(page, "C")
    expect(page.get_by_role("status")).to_have_text("正在提交…")
    phone.set_offline(False)
    expect(page.get_by_role("status")).to_have_text("已收到：C，截止前可以改。")
    assert [given.choice for given in briefing.round.answers.values()] == ["c"]


def test_a_reload_keeps_the_seat_and_another_page_takes_it_over(open_briefing, handset):
    briefing = open_briefing(changeable=False)
    phone = handset()
    page = joined(phone, briefing, "李梅")
    briefing.steer("next")
    tap(page, "B")
    expect(page.get_by_role("status")).to_have_text("已收到：B。")
    page.reload()
    expect(page.get_by_role("status")).to_have_text("已收到：B。")
    expect(page.locator("button:not([disabled])")).to_have_count(0)
    other = scanned(phone, briefing)
    expect(other.get_by_role("status")).to_have_text("已收到：B。")
    expect(page.get_by_role("heading")).to_have_text("已在另一处打开")
    page.get_by_role("button", name="改在这里继续").tap()
    expect(page.get_by_role("status")).to_have_text("已收到：B。")
    expect(other.get_by_role("heading")).to_have_text("已在另一处打开")
    assert len(briefing.round.seats) == 1


def test_a_script_in_a_name_is_nothing_but_letters(open_briefing, handset):
    briefing = open_briefing()
    page = joined(handset(), briefing, "<b>李</b>")
    expect(page.locator("#me")).to_have_text("<b>李</b>")
    assert page.locator("b").count() == 0
    assert page.errors == []


def test_a_code_that_is_typed_shows_the_teams_and_a_wrong_one_says_so(open_briefing, handset):
    briefing = open_briefing(teams=("早班", "晚班"), by="teams")
    page = handset().new_page()
    page.goto(briefing.host.url)
    page.get_by_label("房间码").fill("000000")
    expect(page.get_by_role("alert").last).to_have_text("房间码不对，请看大屏上的 6 位数字。")
    page.get_by_label("房间码").fill(briefing.host.code)
    page.get_by_role("button", name="晚班").tap()
    page.get_by_label("姓名或工号").fill("李梅")
    page.get_by_role("button", name="加入").tap()
    expect(page.get_by_text("李梅 · 晚班")).to_be_visible()


def test_one_phone_answers_for_its_team(open_briefing, handset):
    briefing = open_briefing(teams=("早班", "晚班"), by="teams")
    page = scanned(handset(), briefing)
    page.get_by_role("button", name="全组共用这台手机").tap()
    page.get_by_role("button", name="加入").tap()
    expect(page.get_by_role("alert").last).to_have_text("请选择班组。")
    page.get_by_role("button", name="早班").tap()
    page.get_by_role("button", name="加入").tap()
    expect(page.locator("#me")).to_have_text("早班")
    assert [seat.name for seat in briefing.round.seats] == ["早班"]


def test_the_pages_code_is_what_old_browsers_read(briefing):
    page = (Path(__file__).parents[2] / "trainer" / "live" / "join.html").read_text(encoding="utf-8")
    script = page.split("<script>")[1]
    for new in (
        "=>",
        "let ",
        "const ",
        "`",
        "async ",
        "...",
        "class ",
        "import ",
        "innerHTML",
        "?.",
        "fetch(",
    ):
        assert new not in script, new
    assert "http" not in page  # it needs nothing from elsewhere


class Album:
    """Photographs of a page in one theme, each looked over for what can be measured."""

    def __init__(self, page: Page, scheme: str) -> None:
        self.page, self.scheme = page, scheme
        PHOTOS.mkdir(parents=True, exist_ok=True)

    def take(self, name: str, shown: str) -> None:
        """Wait for a text, then photograph."""
        expect(self.page.get_by_text(shown).first).to_be_visible()
        self.page.wait_for_function("document.fonts.ready")
        self.page.screenshot(path=PHOTOS / f"phone-{name}-{self.scheme}.png", full_page=True)
        low = self.page.eval_on_selector_all(
            "button, input", "all => all.filter(one => one.offsetParent && one.offsetHeight < 56).length"
        )
        assert low == 0
        assert self.page.evaluate("document.documentElement.scrollWidth") <= SCREEN["width"]


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_photographs_of_a_round(open_briefing, handset, scheme):
    briefing = open_briefing(seconds=30, bonus=True)
    phone = handset(scheme)
    page = scanned(phone, briefing)
    album = Album(page, scheme)
    album.take("form", "加入早会")
    page.get_by_role("button", name="加入").tap()
    album.take("form-refused", "请填写姓名或工号。")
    page.get_by_label("姓名或工号").fill("李梅")
    page.get_by_role("button", name="加入").tap()
    album.take("lobby", "请看大屏")
    briefing.steer("next")
    album.take("question", "普通全球通的月租费是多少？")
    tap(page, "B")
    album.take("received", "已收到：B")
    briefing.steer("pause")
    album.take("paused", "已暂停")


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_photographs_of_results(open_briefing, handset, scheme):
    briefing = open_briefing()
    phone = handset(scheme)
    page = joined(phone, briefing, "李梅")
    album = Album(page, scheme)
    briefing.steer("next")
    tap(page, "B")
    expect(page.get_by_text("已收到：B")).to_be_visible()
    briefing.steer("close")
    album.take("closed", "本题已截止")
    briefing.steer("reveal")
    album.take("right", "✓ 答对了")
    briefing.steer("board")
    album.take("board", "目前的得分")
    briefing.steer("next")
    tap(page, "C")
    album.take("long", "已收到：C")
    briefing.steer("close", "reveal")
    album.take("wrong", "✗ 答错了")
    phone.set_offline(True)
    album.take("lost", "请连接与大屏相同的Wi-Fi")
    phone.set_offline(False)
    expect(page.get_by_role("alert")).to_be_hidden()
    briefing.steer("next", "close", "reveal")
    album.take("unanswered", "这道题没有作答")
    briefing.steer("next")
    album.take("summary", "谢谢参加")
    briefing.host.stop()
    album.take("bye", "本轮早会结束")


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_photographs_of_raised_hands_and_of_endings(open_briefing, handset, scheme):
    briefing = open_briefing(way="hands", teams=("早班", "晚班"), by="teams", seconds=None)
    phone = handset(scheme)
    page = scanned(phone, briefing)
    album = Album(page, scheme)
    page.get_by_label("姓名或工号").fill("李梅")
    page.get_by_role("button", name="早班").tap()
    album.take("form-teams", "✓ 早班")
    page.get_by_role("button", name="加入").tap()
    expect(page.get_by_text("请看大屏，等主持人开始。")).to_be_visible()
    briefing.steer("next")
    album.take("hands", "举手")
    page.get_by_role("button", name="举手").tap()
    album.take("hand-up", "已举手")
    briefing.host.changed()
    album.take("turn", "轮到您了")
    other = scanned(phone, briefing)
    expect(other.get_by_text("轮到您了")).to_be_visible()
    album.take("moved", "已在另一处打开")
    briefing.does(Remove("s1"))
    Album(other, scheme).take("removed", "主持人已请您离开")


def test_more_time_reaches_the_clock(open_briefing, handset):
    briefing = open_briefing(seconds=10)
    page = joined(handset(), briefing, "李梅")
    briefing.steer("next")
    expect(page.locator("#seconds")).to_contain_text("剩")
    briefing.does(Extend(100_000))
    expect(page.locator("#seconds")).to_contain_text("剩 1")
