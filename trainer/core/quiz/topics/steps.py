"""The working steps of the three procedures."""

from trainer.core.quiz.hall import sequence
from trainer.core.quiz.hall.slips import STEPS

TEMPLATES = sequence.TEMPLATES
MISTAKES = STEPS
