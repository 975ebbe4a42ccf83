"""The templates of the peer's pages: plain HTML with the facts that its tables hold."""

TEMPLATES = {
    "base.html": """<!DOCTYPE html>
<html lang="zh-CN"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width">
<title>{% block title %}{% endblock %}</title></head><body>
<header><a href="/">办事指南</a></header>
<form action="/"><label for="q">您要办什么事</label><input id="q" name="q" value="{{ asked }}">
<button>查找</button></form>
<main>{% block main %}{% endblock %}</main></body></html>""",
    "results.html": """{% extends "base.html" %}{% block title %}{{ asked }}{% endblock %}
{% block main %}<h1>{{ asked }}</h1><ol>{% for item in items %}
<li><a href="/items/{{ item.code|urlencode }}">{{ item.name }}</a><p>{{ item.body }}</p></li>
{% empty %}<li>没有找到</li>{% endfor %}</ol>{% endblock %}""",
    "item.html": """{% extends "base.html" %}{% block title %}{{ item.name }}{% endblock %}
{% block main %}<h1>{{ item.name }}</h1><p>{{ item.body }}</p>
<h2>带什么</h2><ul>{% for paper in item.papers %}<li>{{ paper }}</li>{% endfor %}</ul>
<h2>去哪里（{{ total }}）</h2><ul>{% for offer in offers %}
<li><a href="/places/{{ offer.place.id|urlencode }}">{{ offer.place.name }}</a> {{ offer.counter }}
<p>{{ offer.place.address }}</p><p>{{ offer.place.hours }}</p><p>{{ offer.place.phones }}</p></li>
{% endfor %}</ul>
<dl><dt>费用</dt><dd>{{ item.fees }}</dd><dt>时限</dt><dd>{{ item.promised }}</dd>
<dt>电话</dt><dd>{{ item.phones }}</dd><dt>条件</dt><dd>{{ item.conditions }}</dd>
<dt>编码</dt><dd>{{ item.code }}</dd></dl>{% endblock %}""",
    "place.html": """{% extends "base.html" %}{% block title %}{{ place.name }}{% endblock %}
{% block main %}<h1>{{ place.name }}</h1>
<dl><dt>地址</dt><dd>{{ place.address }}</dd><dt>电话</dt><dd>{{ place.phones }}</dd>
<dt>时间</dt><dd>{{ place.hours }}</dd></dl>
{% regroup offers by counter as counters %}{% for counter in counters %}
<h2>{{ counter.grouper }}</h2>
<ul>{% for offer in counter.list %}<li><a href="/items/{{ offer.item_id|urlencode }}">
{{ offer.item.name }}</a></li>{% endfor %}</ul>{% endfor %}{% endblock %}""",
}
