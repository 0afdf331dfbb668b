"""What lightgbm has learnt, as the forests of ``src/newsnorm/data/forests`` are written."""

from __future__ import annotations

import json
from collections.abc import Sequence
from typing import Any


def recorded(model: dict[str, Any], witnesses: Sequence[str]) -> dict[str, Any]:
    """Return a dumped model as a forest is written."""
    trees = [_tree(tree["tree_structure"], {}) for tree in model["tree_info"]]
    return {"start": 0.0, "witnesses": list(witnesses), "trees": trees}


def _tree(node: dict[str, Any], path: dict[int, float]) -> list[Any]:
    """Return a tree as it is written; ``path`` sums by witness what each split on the way to ``node`` changed."""
    if "leaf_value" in node:
        weight = node["leaf_value"]
        heaviest = max(path, key=lambda witness: path[witness] * (1 if weight > 0 else -1), default=0)
        return [round(weight, 4), heaviest]
    witness, value = node["split_feature"], node["internal_value"]
    below = []
    for child in (node["left_child"], node["right_child"]):
        change = child.get("leaf_value", child.get("internal_value", 0.0)) - value
        below.append(_tree(child, {**path, witness: path.get(witness, 0.0) + change}))
    return [witness, float(f"{node['threshold']:.6g}"), *below]


def written(forest: dict[str, Any]) -> str:
    """Return a forest as JSON, a tree a line."""
    trees = ",\n".join(json.dumps(tree, separators=(",", ":")) for tree in forest["trees"])
    names = json.dumps(forest["witnesses"], ensure_ascii=False)
    return f'{{"start": {forest["start"]}, "witnesses": {names}, "trees": [\n{trees}\n]}}\n'
