/* The system's zones by name: the list is read once, a zone when it is first
 * asked for. */
#include "grow.h"
#include "tzif.h"
#include "zoneinfo.h"
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define LONGEST_ZONE_FILE ((size_t)64 << 10)
#define LONGEST_LIST ((size_t)1 << 20)

struct entry {
    const char *name; /* in jm_zones.list */
    bool is_link;
    bool tried;
    struct jm_shifts shifts;
    struct jm_zone zone; /* count is 0 until read, or when it cannot be */
};

struct jm_zones {
    char *folder;
    char *list; /* tzdata.zi, its names ended by NUL */
    struct entry *entries;
    size_t count, room;
};

/* The whole file, with a NUL after it; NULL when it cannot be read or is too
 * long. The caller frees it. */
static char *read_file(const char *path, size_t most, size_t *length)
{
    FILE *file = fopen(path, "rb");
    if (!file)
        return NULL;
    char *bytes = malloc(most + 1);
    *length = bytes ? fread(bytes, 1, most + 1, file) : 0;
    bool bad = !bytes || ferror(file) || *length > most;
    fclose(file);
    if (bad) {
        free(bytes);
        return NULL;
    }
    bytes[*length] = '\0';
    return bytes;
}

static char *read_in_folder(const struct jm_zones *zones, const char *name,
                            size_t most, size_t *length)
{
    struct jm_text path = JM_TEXT_INIT;
    jm_text_addf(&path, "%s/%s", zones->folder, name);
    char *bytes =
        path.failed ? NULL : read_file(jm_text_get(&path), most, length);
    jm_text_clear(&path);
    return bytes;
}

static bool add_entry(struct jm_zones *zones, const char *name, bool is_link)
{
    struct entry *entries =
        jm_grown(zones->entries, zones->count, &zones->room, sizeof *entries);
    if (!entries)
        return false;
    zones->entries = entries;
    zones->entries[zones->count++] =
        (struct entry){.name = name, .is_link = is_link};
    return true;
}

/* "Z Europe/Paris 0:9:21 - LMT ..." and "L Asia/Seoul ROK": what zic calls its
 * short form. Other lines are rules. */
static bool read_line(struct jm_zones *zones, char *line)
{
    bool is_link = *line == 'L';
    if ((*line != 'Z' && !is_link) || line[1] != ' ')
        return true;
    char *name = line + 2;
    if (is_link) {
        name += strcspn(name, " ");
        name += strspn(name, " ");
    }
    name[strcspn(name, " \r")] = '\0';
    return !*name || add_entry(zones, name, is_link);
}

static int compare_entries(const void *a, const void *b)
{
    const struct entry *x = a, *y = b;
    return strcmp(x->name, y->name);
}

static enum jm_status read_list(struct jm_zones *zones, struct jm_error *err)
{
    size_t length = 0;
    zones->list = read_in_folder(zones, "tzdata.zi", LONGEST_LIST, &length);
    if (!zones->list)
        return jm_fail(err, JM_FAILED, "tzdata.zi cannot be read",
                       JM_SAY_ZONES_MISSING, zones->folder, NULL);
    for (char *line = zones->list; line;) {
        char *end = strchr(line, '\n');
        if (end)
            *end++ = '\0';
        if (!read_line(zones, line))
            return jm_fail_memory(err);
        line = end;
    }
    if (!zones->count)
        return jm_fail(err, JM_FAILED, "tzdata.zi names no zone",
                       JM_SAY_ZONES_MISSING, zones->folder, NULL);
    qsort(zones->entries, zones->count, sizeof *zones->entries,
          compare_entries);
    return JM_OK;
}

enum jm_status jm_zones_open(struct jm_zones **out, const char *folder,
                             struct jm_error *err)
{
    *out = NULL;
    struct jm_zones *zones = calloc(1, sizeof *zones);
    if (zones)
        zones->folder = strdup(folder);
    enum jm_status status =
        zones && zones->folder ? read_list(zones, err) : jm_fail_memory(err);
    if (status) {
        jm_zones_free(zones);
        return status;
    }
    *out = zones;
    return JM_OK;
}

enum jm_status jm_zones_new(struct jm_zones **out, struct jm_error *err)
{
    return jm_zones_open(out, "/usr/share/zoneinfo", err);
}

void jm_zones_free(struct jm_zones *zones)
{
    if (!zones)
        return;
    for (size_t i = 0; i < zones->count; i++)
        jm_shifts_clear(&zones->entries[i].shifts);
    free(zones->entries);
    free(zones->list);
    free(zones->folder);
    free(zones);
}

static struct entry *find(struct jm_zones *zones, const char *name)
{
    struct entry wanted = {.name = name};
    return bsearch(&wanted, zones->entries, zones->count,
                   sizeof *zones->entries, compare_entries);
}

static void load(struct jm_zones *zones, struct entry *entry)
{
    size_t length = 0;
    char *bytes =
        read_in_folder(zones, entry->name, LONGEST_ZONE_FILE, &length);
    entry->tried = true;
    if (bytes &&
        jm_tzif_read(&entry->shifts, (const unsigned char *)bytes, length))
        entry->zone = (struct jm_zone){entry->name, entry->shifts.all,
                                       entry->shifts.count, NULL};
    free(bytes);
}

const struct jm_zone *jm_zones_get(struct jm_zones *zones, const char *name)
{
    struct entry *entry = find(zones, name);
    if (!entry)
        return NULL;
    if (!entry->tried)
        load(zones, entry);
    return entry->zone.count ? &entry->zone : NULL;
}

const struct jm_zone *jm_zones_lookup(void *data, const char *name)
{
    return jm_zones_get(data, name);
}

uint64_t jm_zones_hash(const struct jm_zones *zones)
{
    uint64_t sum = 0; /* a sum does not know the order */
    for (size_t i = 0; i < zones->count; i++) {
        const struct jm_zone *zone = &zones->entries[i].zone;
        if (!zone->count)
            continue;
        uint64_t hash =
            jm_text_hash(JM_TEXT_HASH, zone->name, strlen(zone->name) + 1);
        for (size_t j = 0; j < zone->count; j++) {
            const struct jm_shift *shift = &zone->shifts[j];
            hash = jm_text_hash(hash, &shift->at, sizeof shift->at);
            hash = jm_text_hash(hash, &shift->offset, sizeof shift->offset);
        }
        sum += hash;
    }
    return sum;
}

/* ---- misspelt names ---- */

static const char *city_of(const char *name)
{
    const char *slash = strrchr(name, '/');
    return slash ? slash + 1 : name;
}

/* Blanks and hyphens are how people write the underscores of zone names. */
static void tidy(char *out, size_t room, const char *name)
{
    jm_text_copy(out, room, name);
    for (; *out; out++)
        if (*out == ' ' || *out == '-')
            *out = '_';
}

/* The area counts little: "Europe/Seoul" means Seoul. */
static unsigned cost_of(const struct entry *entry, const char *wanted)
{
    const char *city = city_of(wanted);
    size_t given = (size_t)(city - wanted);
    size_t area = (size_t)(city_of(entry->name) - entry->name);
    bool same_area = given == 0 ||
                     (given == area && strncmp(entry->name, wanted, area) == 0);
    return 4 * jm_text_distance(city, city_of(entry->name)) +
           (same_area ? 0 : 2u) + (entry->is_link ? 1u : 0);
}

const char *jm_zones_nearest(struct jm_zones *zones, const char *name)
{
    char wanted[64];
    tidy(wanted, sizeof wanted, name);
    /* one slip in four letters */
    unsigned least = 4 * ((unsigned)strlen(city_of(wanted)) / 4) + 4;
    const char *nearest = "";
    for (size_t i = 0; i < zones->count; i++) {
        const struct entry *entry = &zones->entries[i];
        unsigned cost = cost_of(entry, wanted);
        if (cost < least) {
            least = cost;
            nearest = entry->name;
        }
    }
    return nearest;
}
