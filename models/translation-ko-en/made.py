"""Makes pairs with numbers, amounts, names and times, and a list of single words:

    python3 models/translation-ko-en/made.py IEUM_DATA DIRECTORY

DIRECTORY gets made.tsv and words.tsv, and corpora.yaml, which describes them as made-ko-en and
words-ko-en. The sentences are put together from the lists below (CC0); of a word's translations in
koen2/words.tsv.gz the one that English text has most is taken (licences: see the card).
What stands for an entity in use (StandIn.java) stands for it here, so that sentences with several
of them are learned.
"""

import collections
import gzip
import pathlib
import random
import re
import sys

data, to = pathlib.Path(sys.argv[1]), pathlib.Path(sys.argv[2])
to.mkdir(parents=True, exist_ok=True)
draw = random.Random(1)

PEOPLE = """사람 person people|학생 student students|친구 friend friends|아이 child children|손님 customer customers|
직원 employee employees|선생님 teacher teachers|의사 doctor doctors|남자 man men|여자 woman women|회원 member members|
관광객 tourist tourists|선수 player players|가수 singer singers|승객 passenger passengers|군인 soldier soldiers"""
THINGS = """사과 apple apples 개|우유 milk - 잔|빵 bread - 개|물 water - 잔|커피 coffee - 잔|책 book books 권|
연필 pencil pencils 자루|의자 chair chairs 개|책상 desk desks 개|가방 bag bags 개|옷 clothes - 벌|신발 shoe shoes 켤레|
표 ticket tickets 장|사진 photo photos 장|종이 paper - 장|자동차 car cars 대|자전거 bicycle bicycles 대|컴퓨터 computer computers 대|
전화기 phone phones 대|강아지 puppy puppies 마리|고양이 cat cats 마리|개 dog dogs 마리|새 bird birds 마리|물고기 fish fish 마리|
꽃 flower flowers 송이|나무 tree trees 그루|맥주 beer - 병|계란 egg eggs 개|바나나 banana bananas 개|오렌지 orange oranges 개|
상자 box boxes 개|편지 letter letters 통|문 door doors 개|창문 window windows 개|방 room rooms 개|집 house houses 채|
모자 hat hats 개|시계 watch watches 개|우산 umbrella umbrellas 개|열쇠 key keys 개|접시 plate plates 개|컵 cup cups 개|
장난감 toy toys 개|공 ball balls 개|택배 package packages 개|주스 juice - 잔|만두 dumpling dumplings 개|김밥 gimbap - 줄"""
NATIVE = "한 두 세 네 다섯 여섯 일곱 여덟 아홉 열 열한 열두 열세 열네 열다섯 열여섯 열일곱 열여덟 열아홉 스무".split()
WORDS = "one two three four five six seven eight nine ten eleven twelve".split()
PARTS = {"잔": ("glass of", "glasses of"), "벌": ("set of", "sets of"), "켤레": ("pair of", "pairs of"), "장": ("sheet of", "sheets of"),
         "병": ("bottle of", "bottles of"), "줄": ("roll of", "rolls of")}

# What stands for entities in use; see StandIn.java.
LENGTH = [("15킬로미터", "15 kilometers"), ("35킬로미터", "35 kilometers")]
MONEY = [("20 달러", "20 dollars"), ("60 달러", "60 dollars")]
NUMBER = [("30", "30"), ("45", "45"), ("70", "70")]
SHARE = [("25%", "25%")]
TIME = [("10시", "10 o'clock"), ("7시", "7 o'clock")]
DAY = [("월요일", "Monday"), ("금요일", "Friday"), ("화요일", "Tuesday")]
NAME = [("톰", "Tom"), ("메리", "Mary"), ("보스턴", "Boston"), ("호주", "Australia"), ("런던", "London"), ("일본", "Japan")]
AMOUNTS = [LENGTH, MONEY, NUMBER, SHARE]
SUBJECTS = """가격 price|무게 weight|길이 length|높이 height|키 height|몸무게 weight|거리 distance|온도 temperature|습도 humidity|할인율 discount rate|
배송비 delivery fee|요금 fare|총액 total|점수 score|나이 age|비율 ratio|속도 speed|크기 size|두께 thickness|용량 capacity|수수료 fee|세금 tax|월급 salary|매출 sales|
인구 population|번호 number|확률 probability|면적 area|깊이 depth|폭 width"""


def table(text):
    return [line.split(maxsplit=1) for line in text.replace("\n", "").split("|")]


def ends_in_consonant(word):
    last = ord(word[-1])
    return 0xAC00 <= last <= 0xD7A3 and (last - 0xAC00) % 28 > 0 or word[-1] in "0136789"


def with_(word, pair):
    """Adds a particle: 은/는, 이/가, 을/를, 과/와."""
    first, second = pair.split("/")
    return word + (first if ends_in_consonant(word) else second)


def is_(word):
    return word + draw.choice(["입니다.", "이에요." if ends_in_consonant(word) else "예요.", "입니다", "이다."])


def one(of):
    return draw.choice(of)


def capital(text):
    return text[:1].upper() + text[1:]


people = [(ko, *en.split()) for ko, en in table(PEOPLE)]
things = [(ko, *en.split()) for ko, en in table(THINGS)]
subjects = [(ko, en) for ko, en in table(SUBJECTS)]
pairs = []


def add(ko, en):
    pairs.append((ko, capital(en)))


def counted(n):
    """A number in Korean, with the space that its form has, and in English."""
    form = draw.random()
    if n <= len(NATIVE) and form < 0.6:
        return NATIVE[n - 1] + " ", WORDS[n - 1] if n <= len(WORDS) else str(n)
    return (f"{n}" if form < 0.9 else f"{n} "), (WORDS[n - 1] if n <= len(WORDS) and form < 0.75 else str(n))


def goods(n, english, plural, counter):
    word = counted(n)
    if plural == "-":
        if counter in PARTS:
            return word, f"{word[1]} {PARTS[counter][n > 1]} {english}"
        return word, f"{word[1]} {english}"
    return word, f"{word[1]} {english if n == 1 else plural}"


def small():
    return one([1, 2, 2, 3, 3, 4, 5, 6, 7, 8, 9, 10, 12, 15, 20, draw.randint(1, 99)])


for _ in range(1200):
    ko, english, plural = one(people)
    n = small()
    number, figure = counted(n)
    who = english if n == 1 else plural
    kind = one(range(4))
    subject = "" if ko == "사람" and draw.random() < 0.6 else ko + " "
    if kind == 0:
        add(f"{subject}{number}명이 {one(['왔어요.', '왔습니다.', '왔다.'])}", f"{figure} {who} came.")
    elif kind == 1:
        add(f"{subject}{number}명이 {one(['있어요.', '있습니다.'])}", f"There {'is' if n == 1 else 'are'} {figure} {who}.")
    elif kind == 2:
        add(f"{with_(ko, '이/가')} {number}명 {one(['필요해요.', '필요합니다.'])}", f"We need {figure} {who}.")
    else:
        add(f"{subject}{number}명을 만났어요.", f"I met {figure} {who}.")
for _ in range(2500):
    ko, english, plural, counter = one(things)
    n = small() if draw.random() < 0.9 else draw.randint(1, 99)
    (number, _), what = goods(n, english, plural, counter)
    kind = one(range(7))
    end = one([".", ""])
    if kind == 0:
        add(f"{ko} {number}{counter} {one(['주세요', '주십시오'])}{end}", f"Please give me {what}.")
    elif kind == 1:
        add(f"{with_(ko, '을/를')} {number}{counter} {one(['샀어요', '샀습니다', '샀다'])}{end}", f"I bought {what}.")
    elif kind == 2:
        add(f"{with_(ko, '이/가')} {number}{counter} {one(['있어요', '있습니다'])}{end}", f"There {'is' if n == 1 or plural == '-' and counter not in PARTS else 'are'} {what}.")
    elif kind == 3:
        add(f"{with_(ko, '을/를')} {number}{counter} {one(['주문했어요', '주문했습니다'])}{end}", f"I ordered {what}.")
    elif kind == 4:
        add(f"{with_(ko, '이/가')} {number}{counter} 필요해요{end}", f"I need {what}.")
    elif kind == 5:
        add(f"{with_(ko, '은/는')} {number}{counter} 남았어요{end}", f"{what} {'is' if n == 1 else 'are'} left.")
    else:
        add(f"{with_(ko, '을/를')} {number}{counter} 팔았어요{end}", f"I sold {what}.")
for _ in range(2500):
    (ko, english), (ko2, english2) = draw.sample(subjects, 2)
    (a, b), (c, d) = one(one(AMOUNTS)), one(one(AMOUNTS))
    if a == c:
        continue
    kind = one(range(6))
    if kind == 0:
        add(f"{with_(ko, '은/는')} {is_(a)}", f"The {english} is {b}.")
    elif kind <= 2:
        add(f"{with_(ko, '은/는')} {a}{one(['이고', '이며', '고'])} {with_(ko2, '은/는')} {is_(c)}",
            f"The {english} is {b} and the {english2} is {d}.")
    elif kind == 3:
        add(f"{with_(ko, '은/는')} {a}, {with_(ko2, '은/는')} {is_(c)}", f"The {english} is {b}, and the {english2} is {d}.")
    elif kind == 4:
        add(f"{ko} {a}, {ko2} {c}", f"{english} {b}, {english2} {d}")
    else:
        add(f"{with_(ko, '이/가')} {a}에서 {c}{one(['로', '으로'])} {one(['올랐어요.', '올랐습니다.'])}", f"The {english} rose from {b} to {d}.")
for _ in range(1300):
    (a, b), (c, d) = draw.sample(one([TIME, DAY]), 2)
    (day, on), (at, when), (name, who), (name2, who2) = one(DAY), one(TIME), one(NAME[:2]), one(NAME[2:])
    number, figure = one(NUMBER)
    kind = one(range(16))
    in_ = "on" if "요일" in a else "at"
    if kind == 0:
        add(f"{one(['기간은', '행사는', '할인은'])} {a}부터 {c}까지{one(['입니다.', '예요.'])}", f"It is from {b} to {d}.")
    elif kind == 1:
        add(f"{a}부터 {c}까지 {one(['일해요.', '일합니다.'])}", f"I work from {b} to {d}.")
    elif kind == 2:
        add(f"{a}에 만나요.", f"Let's meet {in_} {b}.")
    elif kind == 3:
        add(f"{day} {at}에 만나요.", f"Let's meet at {when} on {on}.")
    elif kind == 4:
        add(f"회의는 {day} {at}에 {one(['시작해요.', '시작합니다.'])}", f"The meeting starts at {when} on {on}.")
    elif kind == 5:
        add(f"{with_(name, '은/는')} {name2}에 {a}에 도착해요.", f"{who} arrives in {who2} {in_} {b}.")
    elif kind == 6:
        add(f"{a}까지 {one(['끝내세요.', '제출해 주세요.'])}", f"Please finish it by {b}.")
    elif kind == 7:
        add(f"방 번호는 {number}{one(['호예요.', '번이에요.', '입니다.'])}", f"The room number is {figure}.")
    elif kind == 8:
        add(f"{with_(name, '을/를')} {one(['좋아해요.', '좋아합니다.'])}", f"I like {who}.")
    elif kind == 9:
        add(f"{with_(name, '과/와')} {with_(name2, '을/를')} {one(['배웠어요.', '배웠습니다.'])}", f"I learned {who} and {who2}.")
    elif kind == 10:
        add(f"{name}에서 {with_(name2, '을/를')} 샀어요.", f"I bought {who2} at {who}.")
    elif kind == 11:
        did = one([("왔어요.", "came"), ("참석했어요.", "attended")])
        add(f"{number}명이 {did[0]}", f"{figure} people {did[1]}.")
    elif kind == 12:
        add(f"{with_(name, '은/는')} {name2}에서 {one(['일해요.', '일합니다.'])}", f"{who} works in {who2}.")
    elif kind == 13:
        add(f"{with_(name, '을/를')} {name2}에 {one(['설치했어요.', '설치했습니다.'])}", f"I installed {who} on {who2}.")
    elif kind == 14:
        add(f"{name} 또는 {name2}{one(['로 연락하세요.', '로 문의하세요.'])}", f"Please contact {who} or {who2}.")
    else:
        add(f"{with_(name, '을/를')} {one(['확인해 주세요.', '확인하세요.'])}", f"Please check {who}.")
for _ in range(1500):
    n, m = small(), small()
    number, figure = counted(n)
    unit, english = one([("시간", "hour"), ("번", "time"), ("달", "month"), ("살", "year")])
    first, second = draw.sample(things, 2)
    more = english + ("" if n == 1 else "s")
    (k1, _), w1 = goods(n, *first[1:])
    (k2, _), w2 = goods(m, *second[1:])
    kind = one(range(5))
    if kind == 0 and unit != "살":
        add(f"{number}{unit} {one(['걸려요.', '걸립니다.'])}" if unit != "번" else f"{number}번 봤어요.",
            f"It takes {figure} {more}." if unit != "번" else f"I saw it {figure} {more}.")
    elif kind == 1 and n > 3:
        who = one([("저는", "I am"), ("나는", "I am"), ("동생은", "My younger sibling is")])
        add(f"{who[0]} {number}살이에요.", f"{who[1]} {figure} years old.")
    elif kind == 2:
        add(f"{first[0]} {k1}{first[3]}{'와' if not ends_in_consonant(first[3]) else '과'} {second[0]} {k2}{second[3]} 주세요.", f"Please give me {w1} and {w2}.")
    elif kind == 3:
        add(f"{n}대 {m}{'으로' if ends_in_consonant(str(m)) and m % 10 != 1 and m % 10 != 8 and m % 10 != 7 else '로'} {one(['이겼어요.', '이겼습니다.'])}", f"We won {n} to {m}.")
    else:
        add(f"{number}시간 {one(['동안', ''])} 기다렸어요.".replace("  ", " "), f"I waited for {figure} {'hour' if n == 1 else 'hours'}.")
unique = list(dict.fromkeys(pairs))
with open(to / "made.tsv", "w", encoding="utf-8") as file:
    print("ko", "en", sep="\t", file=file)
    for ko, en in unique:
        print(ko, en, sep="\t", file=file)

counts = collections.Counter()
korean = collections.Counter()
for name, column in (("koen/train.tsv.gz", 1), ("mono/mono_en.tsv.gz", 0), ("koen2/dict_definitions.tsv.gz", 1)):
    with gzip.open(data / name, "rt", encoding="utf-8") as lines:
        for line in lines:
            counts.update(re.findall(r"[a-z]+", line.split("\t")[column].lower()))
for name in ("koen/train.tsv.gz", "mono/mono_ko.tsv.gz", "koen2/dict_definitions.tsv.gz"):
    with gzip.open(data / name, "rt", encoding="utf-8") as lines:
        for line in lines:
            korean.update(re.findall(r"[가-힣]{1,4}", line.split("\t")[0]))
choices = collections.defaultdict(set)
with gzip.open(data / "koen2/words.tsv.gz", "rt", encoding="utf-8") as lines:
    for line in list(lines)[1:]:
        ko, en = line.rstrip("\n").split("\t")[:2]
        if re.fullmatch(r"[가-힣]{1,5}", ko) and re.fullmatch(r"[a-z]{2,}( [a-z]+)?", en):
            choices[ko].add(en)
known = {ko: english for ko, english, *_ in people + things}
best = {}
for ko, all_ in choices.items():
    score = {en: min(counts[word] for word in en.split()) * (0.2 if " " in en else 1) for en in all_}
    found = max(sorted(score), key=score.get)
    if korean[ko] >= 5 and score[found] >= 3:
        best[ko] = found
best.update(known)
with open(to / "words.tsv", "w", encoding="utf-8") as file:
    print("ko", "en", sep="\t", file=file)
    for ko, en in sorted(best.items()):
        print(ko, en, sep="\t", file=file)
with open(to / "corpora.yaml", "w", encoding="utf-8") as file:
    print("""made-ko-en:
  description: sentences with numbers, amounts, names and times, put together
  languages: [ko, en]
  licence: CC0-1.0
  releasable: true
  parts:
    train: {files: made.tsv}

words-ko-en:
  description: single words with their usual translation
  languages: [ko, en]
  licence: CC BY-SA 2.0 KR, CC BY-SA 3.0
  releasable: true
  attribution: National Institute of Korean Language; cc-kedict (Masato Hagiwara)
  parts:
    train: {files: words.tsv}""", file=file)
for each in data.iterdir():
    link = to / each.name
    if not link.exists():
        link.symlink_to(each.resolve())
print(len(unique), "sentences,", len(best), "words")
