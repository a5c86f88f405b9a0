#!/usr/bin/env bash
# Piece 3, nine minutes: the student over what the teacher wrote, its snapshots averaged, a minute on the genuine pairs. Comes back: fp16
# weights of `finish` (47 MB: four parts) and every log.
#
#   0:00 unpack (not where piece 2's WORK is still there)     0:30 train student, 6.5 minutes
#   7:05 average, finish, 1       8:20 pack          8:40 the end
source "$(dirname "$0")/common.sh"

[ -f "$WORK/packed/distilled/target.ids" ] || step unpack "$PACK"
step train --run student
step average
step train --run finish
step pack --run from3 --out "$OUT"
echo "== $SECONDS s"
