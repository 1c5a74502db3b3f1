"""An assessment sat at the terminal: its parts in order, no way back, and no leaving without a supervisor."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import timedelta

from trainer.cli.output import ask, say, say_all
from trainer.cli.quizforms import AnswerText
from trainer.cli.signing import secret
from trainer.cli.sitting import RECALLED, Leaving, Sitting
from trainer.cli.terminal import Conversation, Setting
from trainer.core.assess import Assessment
from trainer.core.errors import TrainerError
from trainer.core.events import Entry, Event
from trainer.core.quiz.paper import letter
from trainer.core.quiz.question import Answer, Question
from trainer.core.rights import EVERYBODY, Pass
from trainer.core.saying import Ear
from trainer.core.shift import Shift
from trainer.store import attempts as records
from trainer.store import exams
from trainer.training.attempts import Attempt
from trainer.training.exams import seats, written
from trainer.training.exams.seats import Seat, TimeIsUp
from trainer.training.exams.written import Written
from trainer.training.hall import Hall
from trainer.training.prompts import Prompts
from trainer.training.signin import Door, is_open
from trainer.training.sitting import Prompt, Task

LEAVE = ("q", "quit", "exit")
BLANK = "-"
WANTED = "  -         这一题不答        q         离场（要主管同意）"


@dataclass(slots=True)
class Hands:
    """What marks what is typed; either is opened when it is first wanted."""

    prompts: Callable[[], Prompts]
    ear: Callable[[], Ear]


@dataclass(slots=True)
class Game:
    """A scenario of the assessment, played in the terminal; every act asks first whether there is time."""

    sitting: Sitting
    exam: "Examination"

    def now(self) -> tuple[Shift, list[Event]]:
        """Return the shift as it stands now, and everything that has happened."""
        return self.sitting.now()

    def do(self, entry: Entry) -> None:
        """Do and record an act; raise TimeIsUp, ActRefused."""
        self.exam.require_time()
        self.sitting.do(entry)

    def marked(self) -> Assessment:
        """Mark what was played; nobody is shown it in an assessment."""
        return self.sitting.marked()

    def obey(self, typed: str) -> bool:
        """Leave where a supervisor allows it."""
        return typed in LEAVE and self.exam.leave()


@dataclass(slots=True)
class Examination:
    """Somebody at the terminal with an assessment."""

    hall: Hall
    by: Pass
    seat: Seat
    hands: Hands
    door: Door = field(init=False)

    def __post_init__(self) -> None:
        self.door = Door(self.hall.store)

    def hold(self) -> exams.SittingRow:
        """Go through the parts to the end, and hand in; raise Leaving, EOFError, KeyboardInterrupt."""
        while self.seat.part:
            try:
                self._do_part()
            except TimeIsUp as over:
                say(f"\n{over}")
                if not self._end_timed_out():
                    break
        return seats.hand_in(self.hall, self.by, self.seat.row.id)

    def require_time(self) -> None:
        """Raise TimeIsUp where the time is over."""
        self.seat = seats.require_time(self.hall, self.by, self.seat.row.id)

    def leave(self) -> bool:
        """Ask a supervisor; raise Leaving where they agree."""
        boss = EVERYBODY
        if not is_open(self.hall.store):
            say("离场要主管同意，时间照走；到点以前可以接着考。")
            try:
                boss = self.door.sign_in(ask("主管姓名或工号（回车就不离开）> "), secret("密码："))
            except TrainerError as refusal:
                say(str(refusal))
                return True
        try:
            seats.release(self.hall, boss, self.seat.row.id, "在终端里准许离场")
        except TrainerError as refusal:
            say(str(refusal))
            return True
        raise Leaving

    def _do_part(self) -> None:
        opened = seats.open_part(self.hall, self.by, self.seat)
        self.require_time()
        say_all(self._heading())
        if isinstance(opened, Written):
            done: Attempt | Written = self._write(opened)
            now_ms = 0
        else:
            done, now_ms = self._play(opened)
        self.seat = seats.end_part(self.hall, self.by, self.seat, done, now_ms)

    def _heading(self) -> Iterator[str]:
        part, parts = self.seat.part, self.seat.setting.parts
        assert part is not None  # there is one, or nothing would be opened
        yield f"\n== 第 {self.seat.place + 1}/{len(parts)} 部分  {part.title}{_time_left(self.seat)} =="

    def _play(self, attempt: Attempt) -> tuple[Attempt, int]:
        """Play a scenario to its end; return it with the instant (ms) that its own clock stands at."""
        sitting = Sitting(self.hall, attempt, ear=self.hands.ear() if attempt.typed else None)
        played = (attempt.scenario, attempt.mode, attempt.seed, attempt.called)
        setting = Setting(*played, "", ("  q         离场（要主管同意）",), attempt.typed)
        known = max(0, len(sitting.now()[1]) - RECALLED) if attempt.story.turns else 0
        Conversation(Game(sitting, self), setting, known).hold()
        return sitting.attempt, sitting.now()[0].now

    def _write(self, part: Written) -> Written:
        """Ask what is left of a written part; each answer is final."""
        while part.task:
            say_all(_asked(part.task, len(part.given) + 1, len(part.tasks)))
            try:
                given = self._answer(part.task)
                self.require_time()
                prompts = self.hands.prompts() if isinstance(part.task, Prompt) else None
                part = written.answer(self.hall, part, given, prompts)
            except TimeIsUp:
                raise
            except TrainerError as refusal:
                say(f"{str(refusal).rstrip('。')}。请再答一次。")
        return part

    def _answer(self, task: Task) -> Answer:
        """Read an answer; raise Leaving, or a TrainerError for what is none."""
        fields = len(task.blanks) if isinstance(task, Question) else 0
        typed = [self._line(f"第 {place} 空> ") for place in range(1, fields + 1)] or [self._line("答> ")]
        if typed == [BLANK]:
            return Answer()
        if isinstance(task, Prompt) or task.number or task.blanks:
            return Answer(typed=tuple("" if text == BLANK else text for text in typed))
        return AnswerText(letters=typed[0]).answer(task)

    def _line(self, prompt: str) -> str:
        """Read a line that says something."""
        while not (line := ask(prompt)) or (line.lower() in LEAVE and self.leave()):
            pass
        return line

    def _end_timed_out(self) -> bool:
        """End a part whose own time is over, as it stands; tell whether there is another to go on with."""
        seat = seats.seat_of(self.hall, self.by, self.seat.row.id)
        whole_is_over = seat.ends is not None and seat.now > seat.ends
        going_on = exams.parts_of(self.hall.store, seat.row.id).get(seat.place)
        if whole_is_over or seat.row.finished is not None or going_on is None:
            return False
        done = seats.reopen(self.hall, records.attempt_of(self.hall.store, going_on))
        now_ms = 0 if isinstance(done, Written) else done.shift.now
        self.seat = seats.end_part(self.hall, self.by, seat, done, now_ms)
        return self.seat.part is not None


def _time_left(seat: Seat) -> str:
    if seat.left is None:
        return ""
    seconds = max(0, int(seat.left / timedelta(seconds=1)))
    return f"  还有 {seconds // 60} 分 {seconds % 60} 秒"


def _asked(task: Task, number: int, of: int) -> Iterator[str]:
    """Show what is asked, and how it is answered."""
    yield ""
    if isinstance(task, Prompt):
        yield f"{number}/{of}  {task.post}  {task.step}".rstrip()
        yield f"{task.moment}这时该怎么说？凭记忆打出来。"
        yield from (f"  {name}：{value}" for name, value in task.given)
    else:
        yield f"{number}/{of}（{task.form}）{task.stem}"
        yield from (f"  {place}. {left.text}" for place, left in enumerate(task.lefts, start=1))
        yield from (f"  {letter(place)}. {choice.text}" for place, choice in enumerate(task.choices))
        yield f"  {_HOW[task.form]}"
    yield WANTED


_HOW = {
    "单选": "写一个字母",
    "判断": "写一个字母",
    "多选": "写全部对的字母，如 AC",
    "排序": "按先后写字母，如 BADC",
    "连线": "按左边的次序各写一个字母，如 BCA；连不上的写 -",
    "填数": "写数字",
    "填空": "一空一行",
}
