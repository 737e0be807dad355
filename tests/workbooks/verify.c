/* Exit 0 when every workbook named is whole.
 *
 *     verify FILE...
 */
#include <jumelage/archive.h>
#include <stdio.h>

int main(int argc, char **argv)
{
    int failed = 0;
    for (int i = 1; i < argc; i++) {
        struct jm_error err = JM_ERROR_INIT;
        if (jm_archive_verify(argv[i], &err)) {
            fprintf(stderr, "%s: %s\n", argv[i], err.cause);
            failed = 1;
        }
    }
    return failed;
}
