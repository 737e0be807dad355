#!/bin/bash
# With no room left in the temporary folder, libxlsxwriter writes a truncated
# sheet and says that all went well: whatever is left behind must be refused by
# the verifier, or be the very file that is written with room enough.
#
#     full-disk.sh DEMO VERIFY FOLDER     FOLDER holds the whole files
set -u
demo=$1 verify=$2 whole=$3
folder=$(mktemp -d) || exit 1
trap 'rm -rf "$folder"' EXIT
refused=0
for blocks in 1 2 4 8 12 16 24 32 40 48 64; do
    (trap '' XFSZ && ulimit -f "$blocks" && "$demo" "$folder") >/dev/null 2>&1
    for file in "$folder"/*.xlsx; do
        [ -e "$file" ] || continue
        if ! "$verify" "$file" 2>/dev/null; then
            refused=$((refused + 1))
        elif ! cmp -s "$file" "$whole/${file##*/}"; then
            echo "${file##*/}, $blocks kB: truncated, and not refused"
            exit 1
        fi
        rm -f "$file"
    done
done
echo "$refused truncated workbooks refused"
[ "$refused" -gt 0 ]
