#!/bin/sh
# Translates the source side of Multi30k's training set with the bundled translation-en-de:
#   benchmarks/hybrid/prepare.sh "$IEUM_DATA" runs/hybrid-data
# writes distilled.tsv there (sequence-level distillation, Kim and Rush 2016), which first.yaml reads.
set -eu
[ $# -eq 2 ] || { echo "usage: $0 DATA DIRECTORY" >&2; exit 2; }
root=$(cd "$(dirname "$0")/../.." && pwd)
mkdir -p "$2"
gzip -dc "$1/multi30k/train.en.gz" >"$2/train.en"
"$root/ieum" translate --model translation-en-de --beam 5 <"$2/train.en" >"$2/train.de"
{ printf 'en\tde\n'; paste "$2/train.en" "$2/train.de"; } >"$2/distilled.tsv"
