"""纠错: what people report as wrong in a record, kept in the database until somebody closes it.

A Django app with a form of two taps for the pages and a management command for the command line.
The only part of web that opens a database; it never changes a record.
"""
