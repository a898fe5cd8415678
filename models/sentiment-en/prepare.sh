#!/bin/sh
# Makes tables of labelled English from five sets of NLTK's data collection, all under CC BY 4.0.
# In an empty directory:
#   for set in movie_reviews opinion_lexicon pros_cons product_reviews_1 product_reviews_2; do
#     curl -LO https://raw.githubusercontent.com/nltk/nltk_data/gh-pages/packages/corpora/$set.zip
#     unzip -q $set.zip
#   done
#   .../models/sentiment-en/prepare.sh . .../models/sentiment-en/data
# Usage: prepare.sh DIRECTORY-OF-SETS DIRECTORY-OF-TABLES
set -eu
export LC_ALL=C
from=$1
to=$2
mkdir -p "$to"

# Passages of a review, each of at least 45 words, the last one shorter.
passages() {
  awk -v label="$1" '
    function flush() { if (text != "") print label "\t" text; text = ""; words = 0 }
    FNR == 1 { flush() }
    { $1 = $1; text = text (text == "" ? "" : " ") $0; words += NF }
    words >= 45 { flush() }
    END { flush() }' "$from/movie_reviews/$2"/*.txt
}

# Undoes what the web pages wrote for quotes and ends of lines.
plain() {
  sed "s/&amp;/\&/g; s/&#1*[0-9];/ /g; s/&#14[56];/'/g" "$1" |
    sed 's/&#14[78];/"/g; s/&quot;/"/g; s/&lt;/</g; s/&gt;/>/g; s/&amp;/\&/g'
}

# Every other text as a treebank would write it, so that either form is known.
varied() {
  plain "$3" | awk -v label="$1" -v tag="$2" '
    match($0, "<" tag ">.*</" tag ">") {
      text = substr($0, RSTART + length(tag) + 2, RLENGTH - 2 * length(tag) - 5)
      if (NR % 2) {
        text = tolower(text)
        gsub(/n\047t/, " &", text)
        gsub(/[,!?;:()"]|\.$/, " & ", text)
      }
      n = split(text, word, /[ \t\r]+/)
      line = ""
      for (i = 1; i <= n; i++) if (word[i] != "") line = line (line == "" ? "" : " ") word[i]
      if (line != "") print label "\t" line
    }'
}

# Sentences whose marks are all good or all bad.
opinions() {
  cat "$from"/product_reviews_[12]/*.txt | tr -d '\r' | awk '
    !/##/ { next }
    {
      marks = substr($0, 1, index($0, "##") - 1)
      text = substr($0, index($0, "##") + 2)
      gsub(/\t/, " ", text)
      good = marks ~ /\[\+/
      bad = marks ~ /\[-/
      if (good != bad && text != "") print good "\t" text
    }'
}

words() {
  tr -d '\r' <"$from/opinion_lexicon/$2-words.txt" | awk -v label="$1" '
    /^[^;]/ { print label "\t" $0 }'
}

# Every word said and denied N times each in FORMS, where W stands for the word and S for a thing:
# the corpora alone do not teach what "not" does.
denials() {
  awk -F '\t' -v times="$1" -v saying="$2" -v denying="$3" '
    BEGIN {
      said = split(saying, say, "|")
      denied = split(denying, deny, "|")
      things = split("it|the film|this phone|the food|the staff|the story|the acting|the service|" \
        "the book|the camera|the place|the app|the game", thing, "|")
    }
    function put(label, form, word, i) {
      sub(/S/, thing[(NR * 11 + i) % things + 1], form)
      sub(/W/, word, form)
      print label "\t" form
    }
    {
      for (i = 0; i < times; i++) {
        put($1, say[(NR * 3 + i) % said + 1], $2, i)
        put(1 - $1, deny[(NR * 5 + i * 7) % denied + 1], $2, i)
      }
    }'
}

table() {
  printf 'label\ttext\n'
  cat
}

cat "$from"/movie_reviews/*/*.txt >"$to/films.txt"
{ passages 0 neg; passages 1 pos; } | table >"$to/movies.tsv"
{ varied 0 Cons "$from/pros_cons/IntegratedCons.txt"
  varied 1 Pros "$from/pros_cons/IntegratedPros.txt"; } | table >"$to/pros-cons.tsv"
opinions | table >"$to/products.tsv"
{ words 0 negative; words 1 positive; } | table >"$to/words.tsv"
said="it is W|it was very W|so W|really W|a W one|I find it W|they are W"
denied="not W|it is not W|it isn't W|it was n't W|they aren't W|never W|not at all W|not very W"
denied="$denied|I don't find it W|hardly W|far from W|nothing W about it|it wasn't W at all"
denied="$denied|I would n't call it W|not a W one|nobody finds it W"
{ words 0 negative; words 1 positive; } | denials 2 "$said" "$denied" | table >"$to/phrases.tsv"

said="S is W|S was W|S is so W|S is always W|S was very W|everything about S is W|S with W"
said="$said|S has W|everybody calls S W|simply W|S became W|I find S W|full of W"
denied="S is not W|S isn't W|S was n't W|S is never W|S is far from W|S is anything but W"
denied="$denied|S is no longer W|nothing about S is W|nobody calls S W|S without W|no W here"
denied="$denied|S is hardly W|S was rarely W|S has no W|S lacks W|free of W|I don't find S W"
denied="$denied|I would not call S W|S was not W at all|not a W one|S doesn't become W"
{ words 0 negative; words 1 positive; } | denials 3 "$said" "$denied" | table >"$to/sentences.tsv"
