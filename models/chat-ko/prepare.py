"""Makes the files that train.yaml reads, into data/ beside this file:

    python3 prepare.py KOREAN_CHATBOT.TSV.GZ

Questions that differ only in spaces, case and signs are in one part."""

import gzip
import hashlib
import pathlib
import re
import sys

to = pathlib.Path(__file__).parent / "data"
to.mkdir(exist_ok=True)


def part(question):
    key = re.sub(r"[^0-9a-z가-힣ㄱ-ㅎㅏ-ㅣ]", "", question.lower())
    place = int.from_bytes(hashlib.sha256(key.encode("utf-8")).digest()[:4], "big") % 100
    return "test" if place < 10 else "dev" if place < 20 else "train"


def table(name):
    file = open(to / name, "w", encoding="utf-8")
    print("question", "answer", sep="\t", file=file)
    return file


parts = {name: table(f"{name}.tsv") for name in ("train", "dev", "test")}
# An answer to nothing says how likely it is whatever the question was.
alone = table("answers.tsv")
with gzip.open(sys.argv[1], "rt", encoding="utf-8", newline="") as lines:
    for line in list(lines)[1:]:
        question, answer = (text.strip() for text in line.rstrip("\r\n").split("\t")[:2])
        print(question, answer, sep="\t", file=parts[part(question)])
        if part(question) == "train":
            print("…", answer, sep="\t", file=alone)
