"""A conversation at the terminal: the floor is printed, a line is read, and what it says is done.

What is played is a `Game`: an attempt that goes into the records, or a plan that is being written.
"""

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Protocol

from trainer.cli import floor, marks
from trainer.cli.output import ask, say, say_all
from trainer.core.assess import Assessment, right_options
from trainer.core.events import Act, ActKind, Entry, Event, Undo
from trainer.core.mode import Mode
from trainer.core.saying import asked_for
from trainer.core.scenario import Option, Scenario
from trainer.core.shift import ActRefused, Shift, Visit
from trainer.core.telling import wording

PHRASE_WANTED = "该说标准用语了：凭记忆打出来"
_TO_CUSTOMERS: dict[str, ActKind] = {"a": "attend", "n": "nod", "w": "ask_wait"}


@dataclass(frozen=True, slots=True)
class Setting:
    """What stays as it is while a game is played.

    `heading` stands over the floor, `undone` is said when an act was taken back, `commands` explain
    the words that only this game obeys, and `seed` shuffles the options. In a `typed` game standard
    phrases have no numbers: they are typed.
    """

    scenario: Scenario
    mode: Mode
    seed: int
    heading: str
    undone: str
    commands: tuple[str, ...]
    typed: bool = False


class Game(Protocol):
    """What is played at the terminal, on a clock of its own."""

    def now(self) -> tuple[Shift, list[Event]]:
        """Return the shift as it stands now, and everything that has happened."""

    def do(self, entry: Entry) -> None:
        """Do an act or take the last one back; raise ActRefused where that cannot be done."""

    def marked(self) -> Assessment:
        """Mark what was played, as it stands."""

    def obey(self, typed: str) -> bool:
        """Do a word of its own, and tell whether it is one; raise whatever ends the conversation."""


@dataclass(slots=True)
class Conversation:
    """A person at the terminal with a game; `told` is how many events were shown."""

    game: Game
    setting: Setting
    told: int = 0

    def hold(self) -> None:
        """Read and do what is typed until the shift is over; a refusal is told and nothing changes."""
        while not (shift := self._catch_up()).over:
            say_all(self._view(shift))
            typed = ask("请选（？ 看说明）> ").strip()
            try:
                self._answer(typed, shift)
            except ActRefused as refusal:
                say(f"{refusal}。")

    def _catch_up(self) -> Shift:
        """Tell what has happened since, and return the shift as it stands now."""
        shift, events = self.game.now()
        if fresh := events[self.told :]:
            say_all(floor.news(self.setting.scenario, fresh))
        self.told = len(events)
        return shift

    def _view(self, shift: Shift) -> Iterator[str]:
        scenario, visit = self.setting.scenario, shift.visit(shift.attending)
        post = (visit and visit.customer.post) or scenario.post
        yield f"\n-- {scenario.clock(shift.now)}  {post}  {self.setting.heading} --"
        yield from floor.customers(scenario, shift)
        if visit is None:
            yield floor.nobody(scenario)
            return
        yield from self._option_lines(visit)
        if self.setting.mode is Mode.GUIDED:
            yield from floor.script(visit)

    def _answer(self, typed: str, shift: Shift) -> None:
        """Do what was typed; raise ActRefused where it makes no sense or cannot be done."""
        said, typed = typed, unicodedata.normalize("NFKC", typed).lower()
        if typed in ("?", "help"):
            self._explain()
        elif typed == "u":
            self._take_back()
        elif typed == "h":
            self._hint(self._attended(shift))
        elif re.fullmatch(r"[0-9]{1,3}", typed):
            self._choose(self._attended(shift), int(typed))
        elif found := re.fullmatch(r"([anw])\s*([0-9]{0,3})", typed):
            self._turn_to(_numbered(shift, found[2]), _TO_CUSTOMERS[found[1]])
        elif typed and not self.game.obey(typed) and not self._say(said, shift):
            raise ActRefused(f"看不懂「{text_of(typed)}」，输入 ? 看说明")

    def _explain(self) -> None:
        say_all(floor.commands(self.setting.scenario))
        if self.setting.mode is not Mode.ASSESSMENT:
            say_all(("  u         撤回", "  h         提示（分减半）"))
        if self.setting.typed:
            say("  一句话    标准用语没有号码，凭记忆整句打出来")
        say_all((*self.setting.commands, "  回车      再看一眼", "  ?         这段说明"))

    def _take_back(self) -> None:
        self.game.do(Undo())
        shift, events = self.game.now()
        self.told = min(self.told, len(events))
        say(self.setting.undone)
        if visit := shift.visit(shift.attending):
            say(f"{visit.customer.name}：{visit.node.line}")

    def _hint(self, visit: Visit) -> None:
        self._do("hint", visit)
        if phrases := self._phrases(visit):
            say(f"提示：“{phrases[0].text}”")
            return
        right = right_options(visit.node, visit.talk)
        numbered = enumerate(self._options(visit), start=1)
        say(f"提示：选 {'、'.join(str(number) for number, option in numbered if option in right)}")

    def _choose(self, visit: Visit, number: int) -> None:
        """Choose one of the options that were shown; in practice, tell at once whether it was right."""
        options = self._options(visit)
        if not 1 <= number <= len(options):
            raise ActRefused(f"没有第 {number} 条，请选 1 到 {len(options)}")
        self._tell(self._do("choose", visit, options[number - 1].id))

    def _say(self, said: str, shift: Shift) -> bool:
        """Say a phrase from memory, where one is asked for; tell whether it was."""
        visit = shift.visit(shift.attending)
        if visit is None or not self._phrases(visit):
            return False
        self._tell(self._do("choose", visit, typed=said))
        return True

    def _tell(self, act: Act) -> None:
        """In practice, tell at once whether it was right."""
        if self.setting.mode is Mode.ASSESSMENT:
            return
        for decision in reversed(self.game.marked().decisions):
            if (decision.at, decision.customer) == (act.at, act.customer):
                say_all((*marks.typed(decision), *marks.verdict(decision)))
                return

    def _phrases(self, visit: Visit) -> tuple[Option, ...]:
        """Return the phrases of which one is to be typed."""
        if not self.setting.typed:
            return ()
        return asked_for(visit.node, visit.talk, right_options(visit.node, visit.talk))

    def _options(self, visit: Visit) -> list[Option]:
        """Return the options in the order of their numbers; phrases that are typed have none."""
        typed = {option.id for option in self._phrases(visit)}
        return [option for option in floor.options(visit, self.setting.seed) if option.id not in typed]

    def _option_lines(self, visit: Visit) -> Iterator[str]:
        """List the numbered options; one that cannot be chosen now says why."""
        for number, option in enumerate(self._options(visit), start=1):
            why = "" if visit.offers(option) else f"（现在不能选：{option.blocked}）"
            yield f"  {number}. {floor.deed(option)}{why}"
        if self._phrases(visit):
            yield f"  …  {PHRASE_WANTED}"

    def _turn_to(self, visit: Visit, kind: ActKind) -> None:
        if kind == "nod" and not wording(self.setting.scenario).seen:
            raise ActRefused("客户看不到您点头，要他等就用 w")
        self._do(kind, visit)

    def _do(self, kind: ActKind, shown: Visit, option: str = "", typed: str = "") -> Act:
        """Do an act with a customer as they were shown, if nothing has become of that meanwhile."""
        shift, _ = self.game.now()
        visit = shift.visit(shown.customer.id)
        if kind in ("choose", "hint") and visit and visit.left is None and visit.node != shown.node:
            raise ActRefused("答复的时间已经过了，请看现在的选项")
        act = Act(shift.now, kind, shown.customer.id, option, typed)
        self.game.do(act)
        self._catch_up()
        return act

    def _attended(self, shift: Shift) -> Visit:
        visit = shift.visit(shift.attending)
        if visit is None:
            serving = wording(self.setting.scenario).serve
            raise ActRefused(f"您没有在{serving}谁，先用 a 客户号 转去{serving}")
        return visit


def text_of(typed: str) -> str:
    """Cut what was typed to what a sentence can carry."""
    return typed if len(typed) <= 20 else f"{typed[:20]}…"


def _numbered(shift: Shift, number: str) -> Visit:
    """Return the customer of this number, or the only one there is."""
    known = shift.visits if number else shift.present
    if not number and len(known) != 1:
        raise ActRefused("请写客户号，如 a 2")
    place = int(number or 1)
    if not 1 <= place <= len(known):
        raise ActRefused(f"没有 {place} 号客户")
    return known[place - 1]
