"""Topics in the page's language: those of the national classification have words, others their own.

Called by the browse pages and the templates.
"""

from zhihui.web.wording import knows, say


def name_topic(topic: str, language: str) -> str:
    """The words for a topic; as the source writes it where no catalogue names it."""
    key = f"topic.{topic}"
    return say(key, language) if knows(key) else topic
