"""The icons of the pages: one hand-drawn line set on a grid of 24, as inline SVG.

Called by the template tag ``icon``. They only accompany words, so they are hidden from readers
of the page by ear; their colour is that of the text.
"""

from markupsafe import Markup

_SHAPES = {
    "no_visit": '<path d="M4 11.5 12 5l8 6.5M6 10v9h12v-9"/><path d="m9 14.5 2.2 2.2 4-4.4"/>',
    "visit": '<path d="M12 21s7-6.3 7-11.3A7 7 0 0 0 5 9.7C5 14.7 12 21 12 21z"/>'
    '<circle cx="12" cy="9.7" r="2.4"/>',
    "unknown": '<circle cx="12" cy="12" r="9"/><path d="M9.4 9.3a2.7 2.7 0 1 1 3.8 2.9c-.8.4-1.2.9'
    '-1.2 1.7"/><path d="M12 17h.01"/>',
    "online": '<rect x="3.5" y="5" width="17" height="11.5" rx="1.8"/><path d="M9 20h6"/>',
    "post": '<rect x="3.5" y="6" width="17" height="12.5" rx="1.8"/><path d="m4 8 8 6 8-6"/>',
    "self_service": '<rect x="6" y="3.5" width="12" height="17" rx="1.8"/>'
    '<path d="M9 7h6v5H9zM10.5 16h3"/>',
    "agent": '<circle cx="9" cy="8" r="3"/><path d="M3.5 19c.5-3.6 2.6-5.4 5.5-5.4s5 1.8 5.5 5.4"/>'
    '<path d="m16 11 1.8 1.8L21 9.5"/>',
    "appointment": '<rect x="4" y="5.5" width="16" height="14.5" rx="1.8"/>'
    '<path d="M4 10h16M8.5 3.5v4M15.5 3.5v4"/>',
    "paper": '<path d="M7 3.5h7l4 4v13H7z"/><path d="M14 3.5v4h4M10 12h5M10 15.5h5"/>',
    "clock": '<circle cx="12" cy="12" r="8.5"/><path d="M12 7.5V12l3 2"/>',
    "phone": '<path d="M6.5 4h3l1.3 4-1.9 1.5a12 12 0 0 0 5.6 5.6l1.5-1.9 4 1.3v3c0 .9-.7 1.5-1.5'
    ' 1.5C11 19 5 13 5 5.5 5 4.7 5.6 4 6.5 4z"/>',
    "route": '<circle cx="6" cy="18.5" r="2"/><circle cx="18" cy="5.5" r="2"/>'
    '<path d="M8 18.5h7.5a3.2 3.2 0 0 0 0-6.5h-7a3.2 3.2 0 0 1 0-6.5H16"/>',
    "steps": '<path d="M4 6.5h.01M4 12h.01M4 17.5h.01M8.5 6.5H20M8.5 12H20M8.5 17.5H20"/>',
    "search": '<circle cx="10.5" cy="10.5" r="6"/><path d="m15 15 5 5"/>',
    "life": '<path d="M12 20s-7.5-4.6-7.5-10A4.2 4.2 0 0 1 12 7.4 4.2 4.2 0 0 1 19.5 10c0 5.4-7.5'
    ' 10-7.5 10z"/>',
    "business": '<path d="M4.5 9.5 6 4.5h12l1.5 5M5.5 12v8h13v-8"/><path d="M4.5 9.5a2.5 2.5 0 0 0'
    ' 5 0 2.5 2.5 0 0 0 5 0 2.5 2.5 0 0 0 5 0"/><path d="M10 20v-4.5h4V20"/>',
    "check": '<path d="m5 12.5 4.6 4.6L19 7.5"/>',
    "money": '<circle cx="12" cy="12" r="8.5"/><path d="m8.7 7.5 3.3 4.6 3.3-4.6M12 12.1V17M9 13h6'
    'M9 15.3h6"/>',
}


def draw(name: str) -> Markup:
    """The SVG of an icon. Raises KeyError for a name that there is none of."""
    return Markup(
        '<svg class="icon" viewBox="0 0 24 24" aria-hidden="true" focusable="false">'
        f"{_SHAPES[name]}</svg>"
    )
