#include "golden.h"
#include "cases.h"

static char *read_file(const char *path, size_t *length)
{
    FILE *file = fopen(path, "rb");
    if (!file)
        return NULL;
    fseek(file, 0, SEEK_END);
    long size = ftell(file);
    rewind(file);
    char *bytes = malloc((size_t)size + 1);
    assert_non_null(bytes);
    *length = fread(bytes, 1, (size_t)size, file);
    bytes[*length] = '\0';
    fclose(file);
    return bytes;
}

static void write_file(const char *path, const char *bytes, size_t length)
{
    FILE *file = fopen(path, "wb");
    assert_non_null(file);
    assert_int_equal(fwrite(bytes, 1, length, file), length);
    assert_int_equal(fclose(file), 0);
}

static void tell_difference(const char *name, const char *got,
                            const char *wanted)
{
    size_t line = 1, start = 0, i = 0;
    while (got[i] && got[i] == wanted[i])
        if (got[i++] == '\n') {
            line++;
            start = i;
        }
    fprintf(stderr, "golden/%s:%zu\n  got    %.*s\n  wanted %.*s\n", name, line,
            (int)strcspn(got + start, "\n"), got + start,
            (int)strcspn(wanted + start, "\n"), wanted + start);
}

void golden_check(const char *name, const char *bytes, size_t length)
{
    char path[1024];
    size_t wanted_length = 0;
    const char *mode = getenv("JM_GOLDEN");
    snprintf(path, sizeof path, "%s/golden/%s", JM_TESTS_DIR, name);
    if (mode && strcmp(mode, "write") == 0) {
        write_file(path, bytes, length);
        return;
    }
    char *wanted = read_file(path, &wanted_length);
    if (!wanted)
        fail_msg("golden/%s is not there", name);
    bool same = length == wanted_length && memcmp(bytes, wanted, length) == 0;
    if (!same)
        tell_difference(name, bytes, wanted);
    free(wanted);
    assert_true(same);
}
