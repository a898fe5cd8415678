"""Makes the tables of brent.yaml and beats.yaml in the working directory: prepare.py TIMESERIES_DIRECTORY."""

import gzip
import math
import pathlib
import re
import sys

source = pathlib.Path(sys.argv[1])

lines = gzip.open(source / "brent_daily.csv.gz", "rt").read().split("\n")[1:]
prices = [line.split(",") for line in lines if line and line.split(",")[1]]
prices = [(day, float(price)) for day, price in prices if day < "2025"]
with open("brent.csv", "w") as out:
    out.write("date,return\n")
    for (_, before), (day, price) in zip(prices, prices[1:]):
        out.write(f"{day},{100 * math.log(price / before):.6f}\n")

segments = {}
for i in range(1, 51):
    text = (source / "rr" / f"series_{i}.txt").read_text()
    person = re.search(r"nsrdb_(\d+)", text).group(1)
    beats = [1000 * float(x) for x in text.split("\n") if re.fullmatch(r"\s*[0-9.]+\s*", x)]
    segments[i] = (person, beats)
people = sorted({person for person, _ in segments.values()})
for part, chosen in (("train", people[:6]), ("dev", people[6:7]), ("test", people[7:])):
    with open(f"beats-{part}.csv", "w") as out:
        out.write("segment,ms\n")
        for i, (person, beats) in segments.items():
            if person in chosen:
                out.writelines(f"{i},{beat:.1f}\n" for beat in beats)
