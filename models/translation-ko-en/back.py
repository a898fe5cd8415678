"""Translates English back into Korean, and keeps what comes back as it was:

    python3 models/translation-ko-en/back.py IEUM_DATA DIRECTORY

The sentences of Tatoeba in mono/mono_en.tsv.gz become Korean by translation-en-ko and English again by
translation-ko-en. Pairs whose two English sides have a chrF2 of 40 or more are written to
DIRECTORY/back.tsv, the Korean behind a mark, so that the network learns this part apart (Caswell et
al. 2019, Tagged Back-Translation), and DIRECTORY/corpora.yaml describes them as back-ko-en. DIRECTORY
is that of made.py.
"""

import collections
import gzip
import pathlib
import subprocess
import sys

data, to = pathlib.Path(sys.argv[1]), pathlib.Path(sys.argv[2])
ieum = pathlib.Path(__file__).resolve().parents[2] / "ieum"


def translate(lines, model, beam):
    run = [str(ieum), "translate", "--model", model, "--beam", beam]
    made = subprocess.run(run, input="\n".join(lines) + "\n", capture_output=True, text=True, check=True)
    return made.stdout.split("\n")[: len(lines)]


def chrf(made, wanted):
    made, wanted = made.replace(" ", ""), wanted.replace(" ", "")
    precision = recall = orders = 0
    for n in range(1, 7):
        a, b = (collections.Counter(t[i : i + n] for i in range(len(t) - n + 1)) for t in (made, wanted))
        if a and b:
            same = sum((a & b).values())
            precision += same / sum(a.values())
            recall += same / sum(b.values())
            orders += 1
    return 0 if not precision or not recall else 100 * 5 * precision * recall / orders / (4 * precision + recall)


with gzip.open(data / "mono/mono_en.tsv.gz", "rt", encoding="utf-8") as rows:
    english = [row.split("\t")[0] for row in rows if row.rstrip("\n").endswith("\ttatoeba-en")]
korean = translate(english, "translation-en-ko", "4")
again = translate(korean, "translation-ko-en", "1")
with open(to / "back.tsv", "w", encoding="utf-8") as out:
    print("ko", "en", sep="\t", file=out)
    for en, ko, back in zip(english, korean, again):
        if chrf(back, en) >= 40:
            print("※ " + ko, en, sep="\t", file=out)
described = to / "corpora.yaml"
if "back-ko-en:" not in described.read_text(encoding="utf-8"):
    with open(described, "a", encoding="utf-8") as out:
        out.write('''back-ko-en:
  description: English sentences, translated into Korean by translation-en-ko
  languages: [ko, en]
  licence: CC BY 2.0 FR
  releasable: true
  attribution: "Tatoeba (tatoeba.org), by way of manythings.org"
  parts:
    train: {files: back.tsv}
''')
