"""The public faces over HTTP: pages for people and an API for programs.

A Django project with the apps ``public`` and ``api``, served as ``zhihui.web.wsgi:application``
by any WSGI server. It reads one opened generation, keeps no sessions and no database, and never
decides what an answer says: that is the room ``answers``.
"""
