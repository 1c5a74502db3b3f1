"""The standard phrases: which fits, whose it is, its words and its order; and what must never be said."""

from trainer.core.quiz.hall import fitting, forbidden, gaps, receptions
from trainer.core.quiz.hall.slips import PHRASES

TEMPLATES = (*fitting.TEMPLATES, *gaps.TEMPLATES, *receptions.TEMPLATES, *forbidden.TEMPLATES)
MISTAKES = PHRASES
