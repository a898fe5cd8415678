#!/bin/sh
# Spoken digits (Jakobovski's Free Spoken Digit Dataset, CC BY-SA 4.0): unpacks the recordings and
# writes lists. As the data set says, takes 0 to 4 of each speaker and digit test; 5 and 6 are dev.
#
#   sh prepare.sh free_spoken_digits.zip DIR
#
# DIR gets wav/, train.tsv, dev.tsv, test.tsv, and for each speaker X loso/X.train.tsv (takes 0 to 4
# and 7 on of the others), loso/X.dev.tsv (their takes 5 and 6) and loso/X.test.tsv (all of X).
set -eu
mkdir -p "$2/wav" "$2/loso"
unzip -q -o -j "$1" '*.wav' -d "$2/wav"
cd "$2"
rm -f ./*.tsv loso/*.tsv
speakers=$(ls wav | cut -d_ -f2 | sort -u)
for list in train dev test; do printf 'file\tlabel\n' >$list.tsv; done
for s in $speakers; do
  for list in train dev test; do printf 'file\tlabel\n' >loso/$s.$list.tsv; done
done
for name in $(ls wav); do
  base=${name%.wav}
  label=${base%%_*}
  take=${base##*_}
  speaker=${base#*_}
  speaker=${speaker%_*}
  if [ "$take" -lt 5 ]; then list=test; elif [ "$take" -lt 7 ]; then list=dev; else list=train; fi
  printf 'wav/%s\t%s\n' "$name" "$label" >>$list.tsv
  for s in $speakers; do
    to=$([ "$list" = dev ] && echo dev || echo train)
    [ "$s" != "$speaker" ] || to=test
    printf '../wav/%s\t%s\n' "$name" "$label" >>loso/$s.$to.tsv
  done
done
