"""The three ways to play a scenario."""

from enum import StrEnum


class Mode(StrEnum):
    """How a scenario is played."""

    GUIDED = "跟学"
    PRACTICE = "练习"
    ASSESSMENT = "考核"
