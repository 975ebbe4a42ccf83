"""The largest part of a network in which every node reaches every other.

Called when a network is put together, so that a point is led to streets that lead on. Pure.
"""

import numpy as np
from numpy.typing import NDArray


def find_largest_component(
    nodes: int, source: NDArray[np.int32], target: NDArray[np.int32]
) -> NDArray[np.uint8]:
    """1 for each node of the largest strongly connected component, else 0; shape (nodes,).

    Of components of one size, that of the lowest node. Tarjan's algorithm, without recursion.
    """
    starts, heads = _adjacency(nodes, source, target)
    component = _label(nodes, starts, heads)
    sizes = np.bincount(component, minlength=1)
    is_largest = sizes[component] == sizes.max()
    chosen = component[int(np.argmax(is_largest))]
    is_chosen: NDArray[np.uint8] = (component == chosen).astype(np.uint8)
    return is_chosen


def _adjacency(
    nodes: int, source: NDArray[np.int32], target: NDArray[np.int32]
) -> tuple[list[int], list[int]]:
    starts = np.zeros(nodes + 1, dtype=np.int64)
    np.cumsum(np.bincount(source, minlength=nodes), out=starts[1:])
    return starts.tolist(), target[np.argsort(source, kind="stable")].tolist()


def _label(nodes: int, starts: list[int], heads: list[int]) -> NDArray[np.int64]:
    number = [0] * nodes
    """When a node was met, from 1; 0: not yet."""
    lowest = [0] * nodes
    component = [-1] * nodes
    following = starts[:-1]
    pending: list[int] = []
    met = labels = 0
    for root in range(nodes):
        if number[root]:
            continue
        way = [root]
        while way:
            node = way[-1]
            if not number[node]:
                met += 1
                number[node] = lowest[node] = met
                pending.append(node)
            if following[node] < starts[node + 1]:
                head = heads[following[node]]
                following[node] += 1
                if not number[head]:
                    way.append(head)
                elif component[head] < 0:
                    lowest[node] = min(lowest[node], number[head])
                continue
            way.pop()
            if way:
                lowest[way[-1]] = min(lowest[way[-1]], lowest[node])
            if lowest[node] == number[node]:
                labels = _close(node, pending, component, labels)
    return np.array(component, dtype=np.int64)


def _close(node: int, pending: list[int], component: list[int], label: int) -> int:
    while True:
        member = pending.pop()
        component[member] = label
        if member == node:
            return label + 1
