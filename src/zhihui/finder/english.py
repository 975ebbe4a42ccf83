"""English words: light stems, so that ``licences`` meets ``licence``."""

from zhihui.finder.folding import list_latin_words


def english_tokens(folded: str) -> list[str]:
    """Latin words with plural and verb endings cut, so that ``licences`` meets ``licence``."""
    return [stem_english(word) for word in list_latin_words(folded)]


def stem_english(word: str) -> str:
    """A light stem: plural s, -ing, -ed, British and American -ce/-se."""
    for ending, instead in (("ies", "y"), ("sses", "ss"), ("'s", ""), ("ing", ""), ("ed", "")):
        if word.endswith(ending) and len(word) - len(ending) >= 3:
            word = word[: -len(ending)] + instead
            break
    else:
        if word.endswith("s") and not word.endswith("ss") and len(word) > 3:
            word = word[:-1]
    return word.replace("license", "licence").removesuffix("e") if len(word) > 4 else word
