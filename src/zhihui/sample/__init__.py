"""A complete made-up district, written as packaged tables, for trying the software out.

Called by the cli (``zhihui sample``). Streets and communities carry real names and codes; all
else is invented and labelled as sample. Never reads a clock and never uses chance.
"""

from zhihui.sample.creation import NOTICE, create_sample
from zhihui.sample.streets import create_sample_streets
from zhihui.sample.table_files import SampleTableError, Tables, read_tables

__all__ = [
    "NOTICE",
    "SampleTableError",
    "Tables",
    "create_sample",
    "create_sample_streets",
    "read_tables",
]
