"""The small scenario that the tests break, and the problems of a file as an author sees them."""

from collections.abc import Callable

from trainer.content.play import ScenarioFile

SCENARIO = """\
format: 1
id: small
title: 小场景
summary: 一位客户来开户。
date: 2004-07-07
time: "09:10"
post: 受理台席
edition: wuhan-2004
trains: [迎候]
profile: {brand: 全球通}
customers:
  - id: wang
    name: 王女士
    wants: 想开一个{{ brand }}
    nodes:
      enter:
        line: 你好。
        options:
          - say: P01
            marks: {服务规范: 2}
            then: done
          - words: 什么事?
            then: done
            feedback: 人到台前要起身微笑,先请客户坐下。
            rule: P01
      done:
        line: 再见。
        ends: 办妥
rules:
  - kind: stays
    title: 没有人等不及走掉
    marks: {效率: 1}
"""

Read = Callable[..., ScenarioFile]


def told(file: ScenarioFile) -> list[str]:
    """The problems of a file as the author sees them, without the name of the file."""
    return [str(problem).removeprefix("scenarios/small.yaml:") for problem in file.problems]
