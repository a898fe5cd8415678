"""Makes the files that train.yaml reads: prepare.py OPENINGS.TSV.GZ, into data/ beside this file.

A sequence is a line of moves. Lines of one family of openings, such as "Sicilian Defense", are in one part."""

import gzip
import hashlib
import pathlib
import re
import sys

to = pathlib.Path(__file__).parent / "data"
to.mkdir(exist_ok=True)
out = {part: open(to / f"{part}.txt", "w", encoding="utf-8") for part in ("train", "dev", "test")}
with gzip.open(sys.argv[1], "rt", encoding="utf-8") as lines:
    for line in list(lines)[1:]:
        eco, name, pgn = line.rstrip("\n").split("\t")
        digest = hashlib.sha256(name.split(":")[0].encode()).digest()
        place = int.from_bytes(digest[:4], "big") % 100
        moves = [move for move in pgn.split() if not re.match(r"\d+\.", move)]
        print(*moves, file=out["test" if place < 10 else "dev" if place < 20 else "train"])
