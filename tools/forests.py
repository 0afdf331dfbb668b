"""What lightgbm has learnt, as the modules of ``src/newsnorm/forest`` are written."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any

from newsnorm.forest import Forest, checksum

FOLDER = Path(__file__).parents[1] / "src" / "newsnorm" / "forest"

MODULE = '''"""The forest of {of}. Grown by {tool}; nobody edits it."""

from newsnorm.forest import Tree

WITNESSES = {witnesses}

TREES: tuple[Tree, ...] = (
{trees}
)
'''


def written(model: dict[str, Any], witnesses: Sequence[str], of: str, tool: str) -> str:
    """Return a model, as lightgbm dumps it, as a module: a tree a line."""
    trees = (_tree(tree["tree_structure"], {}) for tree in model["tree_info"])
    return MODULE.format(
        of=of,
        tool=tool,
        witnesses=checksum(witnesses),
        trees="\n".join(f"    lambda w: {tree}," for tree in trees),
    )


def loaded(module: str) -> Forest:
    """Return the forest that is written in ``module``."""
    names: dict[str, Any] = {}
    exec(module, names)  # noqa: S102 -- we have just written it
    return Forest(names["TREES"])


def _tree(node: dict[str, Any], path: dict[int, float]) -> str:
    """Return a tree as an expression; ``path`` sums by witness what each split on the way to ``node`` changed."""
    if "leaf_value" in node:
        weight = node["leaf_value"]
        heaviest = max(path, key=lambda witness: path[witness] * (1 if weight > 0 else -1), default=0)
        return repr((round(weight, 4), heaviest))
    witness, value = node["split_feature"], node["internal_value"]
    below = []
    for child in (node["left_child"], node["right_child"]):
        change = child.get("leaf_value", child.get("internal_value", 0.0)) - value
        tree = _tree(child, {**path, witness: path.get(witness, 0.0) + change})
        below.append(tree if "leaf_value" in child else f"({tree})")
    left, right = below
    bound = float(f"{node['threshold']:.6g}")
    return f"{left} if w[{witness}] <= {bound!r} else {right}"
