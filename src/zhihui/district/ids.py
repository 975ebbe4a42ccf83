"""Identifiers, each a type of its own so that one cannot be passed for another."""

from typing import NewType

AreaCode = NewType("AreaCode", str)
"""Region code: 6 digits for a district, 9 for a street, 12 for a community (GB/T 2260, 10114)."""

CatalogCode = NewType("CatalogCode", str)
"""基本编码: 12 characters shared by all bodies that implement the same catalogue entry."""

CreditCode = NewType("CreditCode", str)
"""统一社会信用代码: 18 characters with a check digit (GB 32100-2015)."""

ItemCode = NewType("ItemCode", str)
"""实施编码 (31) or 业务办理项编码 (33), GB/T 39554.1-2020; kept as the source writes it."""

MaterialId = NewType("MaterialId", str)
PlaceId = NewType("PlaceId", str)
CounterId = NewType("CounterId", str)
OfferId = NewType("OfferId", str)
LifeEventId = NewType("LifeEventId", str)
