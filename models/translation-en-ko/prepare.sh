#!/bin/sh
# Translates Korean text back into English and describes it as the corpus mono-ko-translated:
#   models/translation-en-ko/prepare.sh DATA DIRECTORY
# DATA is the directory of the corpora; DIRECTORY gets links to them, the translated pairs and
# corpora.yaml, and is what IEUM_DATA names for the training. The English begins with a mark, so that
# the network learns this part apart (Caswell et al. 2019, Tagged Back-Translation).
set -eu
[ $# -eq 2 ] || { echo "usage: $0 DATA DIRECTORY" >&2; exit 2; }
root=$(cd "$(dirname "$0")/../.." && pwd)
data=$(cd "$1" && pwd)
mkdir -p "$2/translated"
for each in "$data"/*; do ln -sfn "$each" "$2/$(basename "$each")"; done
gzip -dc "$data/mono/mono_ko.tsv.gz" | tail -n +2 | cut -f1 | awk 'NF >= 3 && NF <= 25' >"$2/translated/ko"
"$root/ieum" translate --model translation-ko-en --beam 4 <"$2/translated/ko" >"$2/translated/en"
{ printf 'ko\ten\n'; sed 's/^/※ /' "$2/translated/en" | paste "$2/translated/ko" -; } >"$2/translated/mono_ko.tsv"
cat >"$2/corpora.yaml" <<'END'
mono-ko-translated:
  description: short spoken Korean, translated back into English by translation-ko-en
  languages: [ko, en]
  licence: CC BY-SA 4.0
  releasable: true
  attribution: "3i4k (Won Ik Cho and others); KLUE (KLUE team)"
  parts:
    train: {files: translated/mono_ko.tsv}
END
