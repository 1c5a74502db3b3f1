"""Rounds for the screens: made of the core alone, with as many people and as long words as a hall has."""

from dataclasses import dataclass, field

from trainer.core.asks import Choose, Raise
from trainer.core.library import Source
from trainer.core.quiz.question import Choice, Question
from trainer.core.round import act, begin
from trainer.core.rounds.acts import Act, Deed, Sit, Steer
from trainer.core.rounds.setup import By, Setup, Way
from trainer.core.rounds.state import Round

NAMES = (
    *("王芳", "李明", "陈静", "赵敏", "刘洋", "张伟", "欧阳春华", "周小川", "吴桂兰", "郑强"),
    *("孙丽", "马超", "胡建国", "朱秀英", "林志玲", "何平", "高翔", "罗丹", "梁文博", "诸葛明月"),
)
TEAMS = ("早班", "中班", "晚班")
STEM = (
    "零售店客户服务中心的“投诉处理”，客户在出帐期间要求更改帐户信息又有欠费，哪一种说法和资料一致？请选一个"
)
TEXT = "客户提出投诉时，客户服务代表应认真听取客户意见，并迅速采取行动解决问题，如果问题较为复杂，可协调{}介入处理。"
WHY = (
    "改帐是售后业务，不欠费才能办",
    "每月1日—5日出帐，不能更改帐户信息，改帐就是更改帐户信息",
    "注意：“更名改帐”里的改帐是不是可以单独办，资料没有写",
    "结论：先交清欠费，6日起再来",
)
QUOTE = "各营业窗口人员不允许在每月1日-5日受理改计费类别(智慧卡转黄鹤卡、灵通卡)和更改帐户信息(现金改托收、过户等)。"


def question(number: int) -> Question:
    """Return a question whose right answer is B, as long as the stage takes."""
    texts = [TEXT.format(who) for who in ("监督员", "主管", "督导", "经理")]
    choices = tuple(Choice(f"c{place}", text, place == 1) for place, text in enumerate(texts))
    return Question(
        *(f"q{number}", "t", "e", (), number, "单选", STEM, "业务", 1, f"rule-{number}"),
        choices=choices,
        explanation=WHY,
        sources=(Source("D9", (279,), QUOTE),),
    )


@dataclass
class Play:
    """A round that is played act by act; `now` is its clock (ms)."""

    way: Way = "answers"
    by: By = "persons"
    people: int = 20
    round: Round = field(init=False)
    now: int = 0

    def __post_init__(self) -> None:
        teams = TEAMS if self.by == "teams" else ()
        questions = tuple(question(number) for number in range(3))
        self.round = begin(Setup("早会", questions, by=self.by, teams=teams, way=self.way))
        for place in range(self.people):
            team = TEAMS[place % 3] if teams else ""
            self.do(Sit(f"{NAMES[place % 20]}{place // 20 or ''}", team, "host"))

    def do(self, *deeds: Deed) -> Round:
        """Do something a second later."""
        for deed in deeds:
            self.now += 1
            self.round, _ = act(self.round, Act(self.now, deed))
        return self.round

    def answer(self, *letters: str) -> Round:
        """Let the first ones answer."""
        return self.do(*(Choose(f"s{n}", self.round.index, each) for n, each in enumerate(letters, 1)))

    def raise_hands(self, *numbers: int) -> Round:
        """Let these raise their hands."""
        return self.do(*(Raise(f"s{n}") for n in numbers))

    def steer(self, *steps: str) -> Round:
        """Do some steps of the host."""
        return self.do(*(Steer(step) for step in steps))
