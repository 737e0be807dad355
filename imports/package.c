/* Archives and their parts. */
#include "package.h"
#include <stdlib.h>
#include <string.h>

#define MOST_ENTRIES 4096
#define MOST_ENTRY_BYTES (UINT64_C(256) << 20)
#define MOST_BYTES (UINT64_C(1) << 30)
/* Sheets pack 30 to 1 at most; deflate can do 1,000 to 1. */
#define MOST_RATIO 200
#define RATIO_COUNTS_FROM (UINT64_C(8) << 20)

#define TYPES "[Content_Types].xml"

enum jm_status jm_package_fail(const struct jm_package *package,
                               struct jm_error *err, const char *entry,
                               const char *why)
{
    struct jm_text cause = JM_TEXT_INIT;
    jm_text_addf(&cause, "%s: %s", entry, why);
    jm_fail(err, package->status, jm_text_get(&cause), package->damaged,
            package->name, NULL);
    jm_text_clear(&cause);
    return package->status;
}

static unsigned char lower(char c)
{
    return (unsigned char)(c >= 'A' && c <= 'Z' ? c - 'A' + 'a' : c);
}

/* Names of parts are the same whatever the case (ECMA-376 part 2, 6.3.5). */
static int compare_names(const void *a, const void *b)
{
    const char *x = *(const char *const *)a, *y = *(const char *const *)b;
    while (*x && lower(*x) == lower(*y))
        x++, y++;
    return lower(*x) - lower(*y);
}

static bool is_safe(const char *name)
{
    return *name && *name != '/' && !strchr(name, '\\') &&
           strncmp(name, "../", 3) != 0 && !strstr(name, "/../");
}

/* `names` is sorted on the way. */
static enum jm_status check_names(const struct jm_package *package,
                                  const char **names, size_t count,
                                  struct jm_error *err)
{
    qsort(names, count, sizeof *names, compare_names);
    for (size_t i = 0; i < count; i++) {
        if (!is_safe(names[i]))
            return jm_package_fail(package, err, names[i],
                                   "is no name for a part");
        if (i && compare_names(&names[i - 1], &names[i]) == 0)
            return jm_package_fail(package, err, names[i], "is there twice");
    }
    return JM_OK;
}

static enum jm_status check_entries(const struct jm_package *package,
                                    struct jm_error *err)
{
    zip_int64_t count = zip_get_num_entries(package->zip, 0);
    enum jm_status status = JM_OK;
    if (count <= 0 || count > MOST_ENTRIES)
        return jm_package_fail(package, err, TYPES, "is not there");
    const char **names = calloc((size_t)count, sizeof *names);
    if (!names)
        return jm_fail_memory(err);
    for (zip_int64_t i = 0; i < count && !status; i++) {
        names[i] = zip_get_name(package->zip, (zip_uint64_t)i, 0);
        if (!names[i])
            status =
                jm_package_fail(package, err, "?", zip_strerror(package->zip));
    }
    if (!status)
        status = check_names(package, names, (size_t)count, err);
    free(names);
    return status;
}

static zip_t *open_bytes(const char *bytes, size_t length, zip_error_t *error)
{
    zip_source_t *source = zip_source_buffer_create(bytes, length, 0, error);
    zip_t *zip =
        source ? zip_open_from_source(source, ZIP_RDONLY | ZIP_CHECKCONS, error)
               : NULL;
    if (source && !zip)
        zip_source_free(source);
    return zip;
}

enum jm_status jm_package_open(struct jm_package *package, const char *bytes,
                               size_t length, struct jm_error *err)
{
    zip_error_t error;
    int code = 0;
    enum jm_status status = JM_OK;
    zip_error_init(&error);
    if (bytes)
        package->zip = open_bytes(bytes, length, &error);
    else
        package->zip =
            zip_open(package->name, ZIP_RDONLY | ZIP_CHECKCONS, &code);
    if (!package->zip && !bytes)
        zip_error_set(&error, code, 0);
    if (!package->zip)
        status = jm_package_fail(package, err, package->name,
                                 zip_error_strerror(&error));
    else
        status = check_entries(package, err);
    zip_error_fini(&error);
    if (status)
        jm_package_close(package);
    return status;
}

void jm_package_close(struct jm_package *package)
{
    if (package->zip)
        zip_discard(package->zip);
    package->zip = NULL;
}

bool jm_package_has(const struct jm_package *package, const char *name)
{
    return zip_name_locate(package->zip, name, ZIP_FL_NOCASE) >= 0;
}

/* ---- bytes ---- */

enum jm_status jm_unpacking_open(struct jm_unpacking *unpacking,
                                 struct jm_package *package, const char *name,
                                 struct jm_error *err)
{
    zip_stat_t stat;
    *unpacking = (struct jm_unpacking){.package = package, .name = name};
    zip_int64_t index = zip_name_locate(package->zip, name, ZIP_FL_NOCASE);
    if (index < 0)
        return jm_package_fail(package, err, name, "is not there");
    if (zip_stat_index(package->zip, (zip_uint64_t)index, 0, &stat) == 0 &&
        stat.valid & ZIP_STAT_COMP_SIZE)
        unpacking->packed = stat.comp_size;
    unpacking->file = zip_fopen_index(package->zip, (zip_uint64_t)index, 0);
    return unpacking->file ? JM_OK
                           : jm_package_fail(package, err, name,
                                             zip_strerror(package->zip));
}

static bool is_too_much(const struct jm_unpacking *unpacking)
{
    return unpacking->count > MOST_ENTRY_BYTES ||
           unpacking->package->unpacked > MOST_BYTES ||
           (unpacking->count > RATIO_COUNTS_FROM &&
            unpacking->count / MOST_RATIO > unpacking->packed);
}

enum jm_status jm_unpacking_read(struct jm_unpacking *unpacking, void *bytes,
                                 size_t room, size_t *got, struct jm_error *err)
{
    zip_int64_t count = zip_fread(unpacking->file, bytes, room);
    *got = count < 0 ? 0 : (size_t)count;
    if (count < 0)
        return jm_package_fail(unpacking->package, err, unpacking->name,
                               zip_file_strerror(unpacking->file));
    unpacking->count += (uint64_t)count;
    unpacking->package->unpacked += (uint64_t)count;
    return is_too_much(unpacking)
               ? jm_package_fail(unpacking->package, err, unpacking->name,
                                 "unpacks to too much")
               : JM_OK;
}

void jm_unpacking_close(struct jm_unpacking *unpacking)
{
    if (unpacking->file)
        zip_fclose(unpacking->file);
    unpacking->file = NULL;
}
