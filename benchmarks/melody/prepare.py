"""Makes the files of melody.yaml in the working directory: prepare.py NOTTINGHAM_DIRECTORY.

A sequence is a tune in ABC notation. Titles, sources and comments are left out; tunes of one title
are in one part; dev and test have no tune that is in train. Training tunes stand there again in the
other keys of their mode that the collection often has."""

import gzip
import hashlib
import json
import pathlib
import re
import sys

source = pathlib.Path(sys.argv[1])
FILES = "ashover hpps jigs morris playford reelsa-c reelsd-g reelsh-l reelsm-q reelsr-t reelsu-z"
FILES = (FILES + " slip waltzes xmas").split()

LETTERS = "CDEFGAB"
NATURAL = dict(zip(LETTERS, (0, 2, 4, 5, 7, 9, 11)))
FIFTHS = "FCGDAEB"
ACCIDENTALS = {"": None, "=": 0, "^": 1, "^^": 2, "_": -1, "__": -2}
KEYS = {"": ["D", "G", "A", "C", "F"], "m": ["Am", "Em", "Dm", "Gm", "Bm"]}
TOKEN = re.compile(r'^[MLP]:.*|^K:.*|"[^"]*"|([_=^]*)([A-Ga-g])([,\']*)|.|\n', re.M)


class Impossible(Exception):
    """A tune that cannot be moved."""


def part(title):
    key = re.sub("[^a-z]", "", title.lower())
    place = int.from_bytes(hashlib.sha256(key.encode()).digest()[:4], "big") % 100
    return "test" if place < 10 else "dev" if place < 20 else "train"


def tunes():
    for name in FILES:
        text = gzip.open(source / f"{name}.abc.gz", "rt", encoding="utf-8", newline="").read()
        title, body = None, []
        for line in text.replace("\r", "").split("\n") + ["X:"]:
            if line.startswith("X:"):
                if body:
                    yield title or "", "\n".join(body) + "\n"
                title, body = None, []
            elif line.startswith("%") or not line.strip():
                continue
            elif re.match("[A-Za-z]:", line):
                if line[0] == "T" and title is None:
                    title = line[2:].strip()
                if line[0] in "MLKP":
                    body.append(line.replace(" ", ""))
            elif title is not None or body:
                body.append(line.split("%")[0].rstrip())


def signature(key):
    """What a key raises (1) or lowers (-1), by letter."""
    sharps = FIFTHS.index(key[0]) - 1 + 7 * key.count("#") - 7 * key[1:].count("b")
    sharps -= 3 * key.endswith("m")
    raised = {letter: 0 for letter in LETTERS}
    for i in range(min(7, abs(sharps))):
        raised[FIFTHS[i] if sharps > 0 else FIFTHS[6 - i]] = 1 if sharps > 0 else -1
    return raised


class Move:
    """From one key to another of the same mode, up or down by at most three letters and a half."""

    def __init__(self, old, new):
        self.old, self.new = signature(old), signature(new)
        self.key = new
        up = (LETTERS.index(new[0]) - LETTERS.index(old[0])) % 7
        self.letters = up if up <= 3 else up - 7
        self.semitones = (NATURAL[new[0]] - NATURAL[old[0]]) % 12
        self.semitones += new[1:].count("#") - new[1:].count("b")
        self.semitones -= old[1:].count("#") - old[1:].count("b")

    def name(self, letter, shift):
        """A pitch class without a key, as in names of chords: its letter and shift."""
        moved = LETTERS[(LETTERS.index(letter) + self.letters) % 7]
        pitch = NATURAL[letter] + shift + self.semitones - NATURAL[moved]
        return moved, (pitch + 5) % 12 - 5

    def chord(self, text):
        match = re.fullmatch(r"([A-G])([#b]?)([^/]*?)(?:/([a-g])([+-]?))?", text)
        if not match:
            raise Impossible(text)
        root, sign, kind, bass, bass_sign = match.groups()
        letter, shift = self.name(root, {"": 0, "#": 1, "b": -1}[sign])
        if abs(shift) > 1:
            raise Impossible(text)
        moved = letter + {0: "", 1: "#", -1: "b"}[shift] + kind
        if bass:
            letter, shift = self.name(bass.upper(), {"": 0, "+": 1, "-": -1}[bass_sign])
            if abs(shift) > 1:
                raise Impossible(text)
            moved += "/" + letter.lower() + {0: "", 1: "+", -1: "-"}[shift]
        return moved

    def note(self, accidental, letter, octaves):
        place = LETTERS.index(letter.upper()) + 7 * letter.islower() + self.letters
        place += 7 * (octaves.count("'") - octaves.count(","))
        moved, octave = LETTERS[place % 7], place // 7
        text = ""
        if accidental:
            shift = ACCIDENTALS[accidental] - self.old[letter.upper()] + self.new[moved]
            text = {0: "=", 1: "^", 2: "^^", -1: "_", -2: "__"}.get(shift)
            if text is None:
                raise Impossible(accidental)
        text += moved if octave <= 0 else moved.lower()
        return text + ("," * -octave if octave < 0 else "'" * (octave - 1))

    def token(self, match):
        text = match.group()
        if text.startswith("K:") and len(text) > 2:
            return "K:" + self.key
        if text.startswith('"') and len(text) > 2:
            return '"' + self.chord(text[1:-1]) + '"'
        return self.note(*match.groups()) if match.group(2) else text


def moved(tune):
    keys = re.findall("^K:(.*)$", tune, re.M)
    if len(keys) != 1 or not re.fullmatch("[A-G][#b]?m?", keys[0]):
        return
    for key in KEYS["m" if keys[0].endswith("m") else ""]:
        if key != keys[0]:
            try:
                yield TOKEN.sub(Move(keys[0], key).token, tune)
            except (Impossible, KeyError):
                pass


def squeezed(tune):
    return re.sub(r"\s", "", tune)


def write(name, all_tunes):
    with open(name, "w", encoding="utf-8") as out:
        out.writelines(json.dumps({"tune": tune}) + "\n" for tune in all_tunes)


parts = {"train": [], "dev": [], "test": []}
everything = [(part(title), tune) for title, tune in tunes()]
known = {squeezed(tune) for name, tune in everything if name == "train"}
for name, tune in everything:
    if name == "train" or squeezed(tune) not in known:
        parts[name].append(tune)
for name, all_tunes in parts.items():
    write(f"melody.{name}.jsonl", all_tunes)
write("melody.moved.jsonl", [other for tune in parts["train"] for other in moved(tune)])
