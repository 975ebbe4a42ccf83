"""The packaged lexicon and the finder over real item directories, built and asked end to end."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest
from benchmarks.score.__main__ import open_corpora

from zhihui.exchange import read_lexicon
from zhihui.finder import Finder, check_lexicon, index_part
from zhihui.generation import Generation, build, open_generation, verify
from zhihui.sample import create_sample

REAL_ITEMS = {"gd": 2262, "guangan": 1135}


@pytest.fixture(scope="module")
def corpora(shared_data: Path) -> Iterator[dict[str, Generation]]:
    """Both real directories, built from their recipes without embeddings."""
    with open_corpora(shared_data, meaning=False) as generations:
        yield generations


@pytest.fixture(scope="module")
def sample_finder(tmp_path_factory: pytest.TempPathFactory) -> Finder:
    """A finder over the sample district, by words alone."""
    out = tmp_path_factory.mktemp("lexicon") / "sample"
    part = index_part(meaning=False)
    records = replace(create_sample(), lexicon=read_lexicon())
    build(records, out, built_at=datetime(2026, 11, 1, tzinfo=UTC), parts=[part])
    return Finder(open_generation(out))


def test_the_lexicon_is_large_and_sound() -> None:
    lexicon = read_lexicon()
    assert len(lexicon) >= 25_000
    assert check_lexicon(lexicon, []) == []


def test_no_entry_is_dead_and_none_means_everything(
    corpora: dict[str, Generation], sample_finder: Finder
) -> None:
    finders = [sample_finder, *(Finder(generation) for generation in corpora.values())]
    assert check_lexicon(read_lexicon(), finders) == []


def test_real_items_are_all_there_and_their_files_sound(corpora: dict[str, Generation]) -> None:
    assert {name: len(g.items) for name, g in corpora.items()} == REAL_ITEMS
    assert all(verify(generation.path) == () for generation in corpora.values())


@pytest.mark.parametrize("corpus", REAL_ITEMS)
def test_every_real_item_is_found_by_its_own_name(
    corpora: dict[str, Generation], corpus: str
) -> None:
    generation = corpora[corpus]
    finder = Finder(generation)
    every = list(generation.items)[::25]
    lost = [
        item.name["zh"]
        for item in every
        if item.name["zh"] not in {h.item.name["zh"] for h in finder.find(item.name["zh"]).items}
    ]
    assert len(lost) <= len(every) * 0.02, lost


@pytest.mark.parametrize(
    ("need", "expected"),
    [
        ("孩子要上户口", "新生儿出生登记"),
        ("丢了身份证怎么办？", "居民身份证丢失补领"),
        ("wo yao ban shenfenzheng", "居民身份证首次申领"),
        ("我想開一家餐館", "食品经营许可证核发"),
        ("renew my passport", "普通护照换发"),
        ("老板不给工钱", "拖欠工资投诉"),
        ("二手房电费单还是原房主名字", "居民用电过户更名"),
    ],
)
def test_the_sample_district_answers_everyday_words(
    sample_finder: Finder, need: str, expected: str
) -> None:
    hits = sample_finder.find(need).items[:5]
    assert expected in [hit.item.name["zh"] for hit in hits]
