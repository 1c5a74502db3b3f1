"""A file opened to be looked at part by part: what is wrong with it is kept, each with its place."""

from collections.abc import Mapping
from typing import Any, TypeVar

from pydantic import BaseModel, ValidationError

from trainer.content.faults import KEY_CODES, last_name, problems_of
from trainer.content.tableschema import KEYS
from trainer.content.yaml12 import Document
from trainer.core.check import Problem, Trail

M = TypeVar("M", bound=BaseModel)


class Page:
    """One file; `problems` make it useless, `doubts` are told but leave it in use."""

    def __init__(self, document: Document | None) -> None:
        self.document = document
        self.problems: list[Problem] = [*document.problems] if document else []
        self.doubts: list[Problem] = []

    def tell(self, code: str, message: str, cure: str, path: Trail) -> None:
        """Keep a problem, with its place in the file."""
        self.problems.append(self._placed(code, message, cure, path))

    def doubt(self, code: str, message: str, cure: str, path: Trail) -> None:
        """Keep a problem that leaves the file in use."""
        self.doubts.append(self._placed(code, message, cure, path))

    def part(self, raw: Any, kind: type[M], at: Trail) -> M | None:
        """Return what stands at `at`; None where its shape is wrong, which is told."""
        try:
            return kind.model_validate(raw)
        except ValidationError as error:
            self.tell_shape(error, raw, at)
            return None

    def head(self, raw: Any, kind: type[M], at: Trail, stand_ins: Mapping[str, object]) -> M | None:
        """Return what stands at `at`, wrong keys told and taken out so that the rest can be looked at."""
        try:
            return kind.model_validate(raw)
        except ValidationError as error:
            wrong = self.tell_shape(error, raw, at)
        if not isinstance(raw, dict):
            return None
        rest = {key: value for key, value in raw.items() if key not in wrong}
        try:
            return kind.model_validate({**stand_ins, **rest})
        except ValidationError:  # so much is wrong that not all of it was told
            return None

    def tell_shape(self, error: ValidationError, raw: Any, at: Trail) -> set[str | int]:
        """Tell what is wrong with the shape of what stands at `at`; return which of its keys are wrong."""
        found = list(problems_of(error, raw, KEYS))
        for problem in found:
            message, cure = problem.message, problem.cure
            if at and not problem.path:
                message, cure = f"「{last_name(at)}」要写“键： 值”", "检查写法和缩进"
            self.tell(problem.code, message, cure, (*at, *problem.path))
        return {problem.path[0] for problem in found if problem.path}

    def _placed(self, code: str, message: str, cure: str, path: Trail) -> Problem:
        assert self.document is not None  # there is nothing to tell of a file that was not opened
        place = self.document.key_place if code in KEY_CODES else self.document.place
        return Problem(code, message, cure, path, place=place(path))
