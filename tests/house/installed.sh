#!/usr/bin/env bash
# Uses what was installed under a root, as somebody who only has that would: the
# program, the manual, the library through pkg-config.
set -euo pipefail
root=$1
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

prefix=$(cd "$root" && find . -name jumelage -path '*/bin/*' -printf '%h\n')
prefix=$(cd "$root/$prefix/.." && pwd)

"$prefix/bin/jumelage" --plan "$work/plan.db" init --sample >/dev/null
for lang in '' fr ko; do
    page=$prefix/share/man/${lang:+$lang/}man1/jumelage.1
    warnings=$(LC_ALL=C.UTF-8 MANROFFSEQ='' man --warnings -E UTF-8 -l "$page" \
        2>&1 >/dev/null | grep -v "can't set the locale" || true)
    [ -z "$warnings" ] || {
        echo "$page: $warnings"
        exit 1
    }
done

cat >"$work/uses.c" <<'C'
#include <jumelage/rule.h>
#include <jumelage/store.h>
#include <stdio.h>

int main(int argc, char **argv)
{
    struct jm_store *store = NULL;
    struct jm_plan_maker *maker = NULL;
    struct jm_plan *plan = NULL;
    struct jm_check_scope scope = JM_CHECK_EVERYTHING;
    struct jm_findings findings = JM_FINDINGS_INIT;
    if (argc != 2 ||
        jm_store_open(&store, argv[1], JM_STORE_READ, NULL) ||
        jm_plan_maker_new(&maker, NULL) ||
        jm_store_load(store, maker, NULL) ||
        jm_plan_seal(&plan, maker, 0, NULL) ||
        jm_check_run(&findings, plan, &scope, NULL))
        return 1;
    printf("%zu findings\n", findings.count);
    jm_findings_clear(&findings);
    jm_plan_free(plan);
    jm_store_free(store);
    return 0;
}
C
pkgconfig=$(dirname "$(find "$prefix" -name jumelage.pc)")
flags=$(PKG_CONFIG_PATH=$pkgconfig pkg-config --define-prefix --cflags --libs \
    --static jumelage)
# shellcheck disable=SC2086
cc -std=c17 "$work/uses.c" $flags -o "$work/uses"
"$work/uses" "$work/plan.db" | grep -q ' findings$'
echo "installed: the program, three manual pages and the library work"
