"""A small district, and a part that writes one file."""

from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from zhihui.district import (
    Area,
    AreaCode,
    AreaKind,
    Item,
    ItemCode,
    Lexeme,
    LifeEvent,
    LifeEventId,
    LifeEventSide,
    Material,
    MaterialId,
    Offer,
    OfferId,
    Place,
    PlaceId,
    Records,
    Source,
    text,
)
from zhihui.district.progress import Progress

BUILT_AT = datetime(2026, 5, 6, 7, 8, 9)


def create_records(items: int = 3) -> Records:
    """Items I0 …, places P0 and P1, and one Offer of each item at P0, of I0 at P1 too."""
    codes = [ItemCode(f"I{number}") for number in range(items)]
    return Records(
        district_code=AreaCode("370103"),
        district_name=text("市中区", "Shizhong"),
        items=tuple(Item(code=code, name=text(f"事项{code}")) for code in codes),
        places=tuple(
            Place(id=PlaceId(one), name=text("大厅"), lon=117.0, lat=36.6) for one in ("P0", "P1")
        ),
        offers=(
            Offer(id=OfferId("O-P1"), item=codes[0], place=PlaceId("P1")),
            *(Offer(id=OfferId(f"O-{code}"), item=code, place=PlaceId("P0")) for code in codes),
        ),
        materials=(Material(id=MaterialId("M0"), name=text("身份证")),),
        areas=(Area(code=AreaCode("370103"), name=text("市中区"), kind=AreaKind.DISTRICT),),
        life_events=(
            LifeEvent(
                id=LifeEventId("E0"),
                name=text("出生"),
                side=LifeEventSide.PERSON,
                stage=text("出生"),
            ),
        ),
        lexicon=(Lexeme(say="上户口", means=("出生登记",)),),
        sources=(Source(id="items", licence="CC0-1.0", sha256="00", rows_read=items),),
        notice=text("样例", "Sample"),
        is_sample=True,
    )


@dataclass(frozen=True)
class OneFilePart:
    """Writes ``content`` and a lock file, as a search engine would."""

    name: str = "index"
    content: bytes = b"derived"

    def write(self, directory: Path, records: Records, progress: Progress | None) -> None:
        (directory / "data.bin").write_bytes(self.content)
        (directory / ".engine-writer.lock").touch()
