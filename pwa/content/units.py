"""The numbers that a sentence may say, each with its unit and its bounds in its type.

A placeholder names a field of one of these types, and nothing else. The bounds catch a slip of the keyboard (450 °C, a
stretch of ten hours); which number is right, the sources of the statement say.
"""

from typing import Annotated

from pydantic import Field

Seconds = Annotated[int, Field(ge=1, le=600), "seconds"]
Minutes = Annotated[int, Field(ge=1, le=1440), "minutes"]
Hours = Annotated[int, Field(ge=1, le=72), "hours"]
Weeks = Annotated[int, Field(ge=1, le=52), "weeks"]
Months = Annotated[int, Field(ge=1, le=24), "months"]
Years = Annotated[int, Field(ge=1, le=120), "years"]
# Of a person, in years.
Age = Annotated[int, Field(ge=0, le=120), "age"]
# The app says "never above 45 °C" (content/relief.yaml); below 30 nothing is a warm pack.
Celsius = Annotated[int, Field(ge=30, le=45), "degrees Celsius"]
# How often something is done: pulls, rounds, times a day.
Times = Annotated[int, Field(ge=1, le=20), "times"]
# How many people took part in a study, or how many studies were found.
Count = Annotated[int, Field(ge=1, le=1_000_000), "count"]
# A number to dial, in digits: "112".
Dialled = Annotated[str, Field(pattern=r"^[0-9]+$"), "number to dial"]

UNITS = (
    "seconds",
    "minutes",
    "hours",
    "weeks",
    "months",
    "years",
    "age",
    "degrees Celsius",
    "times",
    "count",
    "number to dial",
)
