"""The papers of an Item, and which other Items produce them. Called by ``assembling``."""

from zhihui.answers.model import Paper, Producer
from zhihui.district import Item, Text
from zhihui.generation import Generation
from zhihui.trips.producers import list_producers


def list_papers(generation: Generation, item: Item) -> tuple[Paper, ...]:
    """The papers that ``item`` asks for, in the order of the record."""
    papers: list[Paper] = []
    for requirement in item.requirements:
        material = generation.materials.find(requirement.material)
        name: Text = material.name if material else {"zh": str(requirement.material)}
        producers = list_producers(generation, item, requirement.material)
        papers.append(
            Paper(
                requirement=requirement,
                name=name,
                material=material,
                producers=tuple(Producer(code=one.code, name=one.name) for one in producers),
            )
        )
    return tuple(papers)
