"""Addresses of every kind of page, for the walks that look at all of them."""

from tests.web.test_plan_pages import AT, POINT, code_of
from zhihui.web.served import get_served

BIRTH, CARD, MARRIAGE = "新生儿出生登记", "居民身份证补领", "内地居民结婚登记"
HALL, STATION = "hall-370103", "station-370103002001"


def list_kinds(home: str) -> dict[str, str]:
    """A page of every kind, by name, in the language that starts with ``home``."""
    code, tree = code_of(BIRTH), code_of("古树名木保护咨询")
    errands = f"errand={code}&errand={code_of(CARD)}"
    asked = f"{errands}&from={POINT}&at={AT}&how-{code}=visit"
    item = get_served().generation.items[0]
    correction = f"corrections/new/?record=place:{HALL}"
    paths = {
        "home": "",
        "results": "?q=孩子要上户口",
        "results of a street": "?q=身份证&near=116.99,36.65",
        "nothing found": "?q=火星移民签证",
        "wrongly asked": "?q=a&near=nowhere",
        "item": f"items/{code}",
        "item with unknowns": f"items/{tree}",
        "hall": f"places/{HALL}",
        "station": f"places/{STATION}",
        "events": "events/",
        "event": "events/newborn?married=no",
        "topics": "topics/",
        "topic": f"topics/{item.topics[0]}/",
        "bodies": "bodies/",
        "audiences": "audiences/",
        "audience": "audiences/person/",
        "areas": "areas/",
        "area": "areas/370103002/",
        "near": "near/?from=116.99,36.65",
        "near, not understood": "near/?from=nowhere",
        "near, several meant": "near/?from=便民服务站",
        "map": "map/",
        "errands": f"errands/?{errands}",
        "no errands": "errands/",
        "planner": "plan/",
        "planner, wrongly asked": "plan/?mode=fly",
        "plan": f"plan/?{asked}",
        "no plan": f"plan/?{asked}&back_by=08:45&days=1",
        "choices": f"plan/?{errands}&from=便民服务站",
        "sheet": f"plan/sheet/?{asked}",
        "correction": f"{correction}&field=phone",
        "correction of anything": correction,
        "offline": "offline/",
        "widgets": "widgets/",
        "search widget": "widget/search/",
        "place widget": f"widget/place/{HALL}",
        "not found": "nothing",
    }
    return {name: home + path for name, path in paths.items()} | {"interface": "/api/docs"}
