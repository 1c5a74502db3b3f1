"""In which order options are shown, so that the right one has no place of its own."""

from hashlib import sha256

from trainer.core.scenario import Node, Option


def shown_order(node: Node, seed: int) -> tuple[Option, ...]:
    """Return the options in the order they are shown: shuffled, but always alike for one seed."""

    def place(option: Option) -> bytes:
        return sha256(f"{seed}/{node.id}/{option.id}".encode()).digest()

    return tuple(sorted(node.options, key=place))
