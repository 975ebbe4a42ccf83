"""Templates of the pages: every one compiles in every language, and what they are given is safe."""

import pytest
from jinja2 import meta
from markupsafe import Markup

from zhihui.web.public.templating import environment_of
from zhihui.web.wording import LANGUAGES, say


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_template_compiles_and_names_only_templates_that_exist(language: str) -> None:
    environment = environment_of(language)
    names = environment.list_templates(extensions=["html"])
    assert "public/item.html" in names
    assert "corrections/form.html" in names
    for name in names:
        environment.get_template(name)
        assert environment.loader is not None
        source, _, _ = environment.loader.get_source(environment, name)
        for used in meta.find_referenced_templates(environment.parse(source)):
            assert used in names


def test_words_of_the_catalogue_are_in_the_language_of_the_templates() -> None:
    for language in LANGUAGES:
        written = environment_of(language).from_string('{{ "skip"|say }}').render()
        assert written == Markup.escape(say("skip", language))


def test_what_is_given_is_escaped_unless_it_is_markup() -> None:
    template = environment_of("en").from_string("{{ name }} {{ said|text }} {{ drawn }}")
    written = template.render(name="<a>", said={"en": "<b>"}, drawn=Markup("<hr>"))
    assert written == "&lt;a&gt; &lt;b&gt; <hr>"


def test_what_nobody_gave_is_empty_and_never_more_than_something() -> None:
    source = "[{{ record.name.of }}{% if record.count > 1 or record.count < 1 %}some{% endif %}]"
    assert environment_of("zh").from_string(source).render() == "[]"
    assert environment_of("zh").from_string(source).render(record={"count": 2}) == "[some]"
