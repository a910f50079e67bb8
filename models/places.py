"""The places that events name as where they happen, and the countries in which these lie."""

from sqlalchemy import ForeignKey
from sqlalchemy.orm import Mapped, mapped_column

from corpdb.models.base import Base, Code


class Place(Base):
    """A place as documents name it: a country, a region, a city."""

    __tablename__ = "place"

    name: Mapped[str] = mapped_column(primary_key=True, comment="Its name, as the location of events has it.")
    country: Mapped[Code | None] = mapped_column(
        ForeignKey("country.code"),
        index=True,
        comment="The country in which it lies (ISO 3166-1); ZZ if its name does not tell, empty until the next load"
        " where an upgrade has left it so.",
    )
