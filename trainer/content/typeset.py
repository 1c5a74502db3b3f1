"""Setting text as it is printed in Chinese: done in core, where questions are set too."""

from trainer.core.typeset import as_sentence, typeset

__all__ = ["as_sentence", "typeset"]
