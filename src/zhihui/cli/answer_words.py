"""The short words around an answer in the terminal, Chinese and English, for ``answer_text``."""

_WORDS = {
    "papers": ("带什么", "Bring"),
    "no_papers": ("不用带材料", "No papers needed"),
    "where": ("去哪里", "Where"),
    "more_places": ("另有 {count} 处可办", "and {count} more places"),
    "fees": ("费用", "Fees"),
    "free": ("不收费", "free of charge"),
    "charged": ("收费，标准不详", "charged, amount not known"),
    "time": ("多久", "How long"),
    "promised": ("承诺 {limit}", "promised {limit}"),
    "statutory": ("法定 {limit}", "by law {limit}"),
    "phone": ("电话", "Phone"),
    "complaint": ("投诉", "Complaints"),
    "unknown": ("不清楚的", "Not known"),
    "verified": ("核对", "Checked"),
    "by": ("{day}，{by}", "{day}, {by}"),
    "source": ("来源：{source}", "source: {source}"),
    "result": ("拿到什么", "You get"),
    "originals": ("原件 {count} 份", "originals: {count}"),
    "copies": ("复印件 {count} 份", "copies: {count}"),
    "fetched": ("不用带，办事机构可以自己查到", "no need to bring: the office can fetch it"),
    "from_item": ("可先办“{name}”取得（{code}）", "from “{name}” ({code})"),
    "today": ("今天 {times}", "today {times}"),
    "metres": ("{count} 米", "{count} m"),
    "kilometres": ("{count} 公里", "{count} km"),
    "understood": ("理解为：{words}", "Understood as: {words}"),
    "nearest": ("最接近的事项", "What comes closest"),
    "events": ("一件事", "Life events"),
    "places": ("办事地点", "Places"),
    "bodies": ("{count} 个机构都能办", "{count} bodies do this"),
    "last_admission": (
        "关门前 {minutes} 分钟停止取号",
        "last admission {minutes} minutes before closing",
    ),
    "items_here": ("这里可办 {count} 项", "{count} services here"),
    "of": ("{district}，数据生成于 {built}", "{district}, data of {built}"),
    "online": ("网址 {url}", "online at {url}"),
    "blank_form": ("空表 {url}", "blank form {url}"),
    "trip": ("第 {number} 次出门  {day}", "Trip {number}  {day}"),
    "away": ("不用出门的", "Without a trip"),
    "why_not": ("为什么办不成", "Why not"),
    "would_help": ("这样改会更好", "What would help"),
    "assumed": ("按什么算的、有什么不详", "What was assumed, and what is not known"),
    "also": ("也可能是", "It may also be"),
}


def say(key: str, language: str, **values: object) -> str:
    """The words of ``key`` with its values filled in. Raises KeyError for an unknown key."""
    chinese, english = _WORDS[key]
    return (english if language == "en" else chinese).format(**values)
