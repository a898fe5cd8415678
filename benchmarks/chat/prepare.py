"""Makes the files of chat.yaml in the working directory: prepare.py CHAT_DIRECTORY.

A sequence is a conversation, a line for each turn; in chat.dev.jsonl and chat.test.jsonl it is a
question and its answer. Questions that differ only in spaces and punctuation are in one part."""

import gzip
import hashlib
import json
import pathlib
import re
import sys

source = pathlib.Path(sys.argv[1])


def rows(name):
    with gzip.open(source / name, "rt", encoding="utf-8", newline="") as lines:
        return [line.rstrip("\r\n").split("\t") for line in lines][1:]


def part(question):
    key = re.sub(r"[^0-9a-z가-힣ㄱ-ㅎㅏ-ㅣ]", "", question.lower())
    place = int.from_bytes(hashlib.sha256(key.encode("utf-8")).digest()[:4], "big") % 100
    return "test" if place < 10 else "dev" if place < 20 else "train"


def write(name, conversations):
    with open(name, "w", encoding="utf-8") as out:
        for turns in conversations:
            out.write(json.dumps({"turns": "\n".join(turns)}, ensure_ascii=False) + "\n")


pairs = {"train": [], "dev": [], "test": []}
for question, answer, _ in rows("korean_chatbot.tsv.gz"):
    pairs[part(question)].append((question.strip(), answer.strip()))
for name, conversations in pairs.items():
    write(f"chat.{name}.jsonl", conversations)
# An answer to nothing says how likely it is whatever the question was.
write("answers.train.jsonl", [("", answer) for _, answer in pairs["train"]])

dialogues = {}
for name, number, utterance, response in rows("personachat_ko.tsv.gz"):
    turns = dialogues.setdefault((name, number), [utterance.strip()])
    if turns[-1] != utterance.strip():  # a turn is missing: what follows is another conversation
        turns = dialogues[(name, number)] = [utterance.strip()]
        dialogues[(name, number, len(dialogues))] = turns
    turns.append(response.strip())
write("persona.train.jsonl", dialogues.values())
