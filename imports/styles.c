/* Which cells are dates: their formats. */
#include "sheets.h"
#include <stdlib.h>
#include <string.h>

#define MOST_FORMATS 65536
/* ECMA-376 part 1, 18.8.30: numbers below are built in. */
#define FIRST_CUSTOM 164

/* Formats that the file brings, which of them are dates. */
struct custom {
    uint32_t *ids; /* of those that are dates, and of those that are not */
    bool *is_date;
    size_t count, room;
};

struct reading {
    struct jm_formats *formats;
    struct custom custom;
    bool is_xfs; /* inside <cellXfs> */
};

/* ---- codes ---- */

/* Past what is not a code itself at `at`: a quoted text, an escaped or padding
 * character, a colour, condition or locale in brackets. Lengths of time, "[h]",
 * are codes. */
static const char *skip(const char *at)
{
    const char *end = NULL;
    if (*at == '"')
        end = strchr(at + 1, '"');
    else if (*at == '\\' || *at == '_' || *at == '*')
        end = at[1] ? at + 1 : NULL;
    else if (*at == '[' && !strchr("hHmMsS", at[1]))
        end = strchr(at, ']');
    else
        return at;
    return end ? end + 1 : at + strlen(at);
}

static bool is_length(const char *at)
{
    size_t letters = strspn(at + 1, "hHmMsS");
    return at[0] == '[' && letters > 0 && at[1 + letters] == ']';
}

bool jm_grid_format_is_date(const char *code)
{
    static const char general[] = "general";
    while (*code && *code != ';') {
        const char *after = skip(code);
        if (after != code) {
            code = after;
            continue;
        }
        size_t same = 0;
        while (general[same] && (code[same] | 0x20) == general[same])
            same++;
        if (!general[same]) {
            code += same;
            continue;
        }
        if (*code == '[' && !is_length(code)) { /* "[Magenta]" */
            const char *end = strchr(code, ']');
            code = end ? end + 1 : code + strlen(code);
            continue;
        }
        if (strchr("dDmMyYhHsS", *code))
            return true;
        code++;
    }
    return false;
}

static bool is_built_in_date(uint32_t id)
{
    return (id >= 14 && id <= 22) || (id >= 27 && id <= 36) ||
           (id >= 45 && id <= 47) || (id >= 50 && id <= 58);
}

/* ---- the part ---- */

static bool make_room(struct custom *custom)
{
    size_t room = custom->room ? custom->room * 2 : 32;
    uint32_t *ids = realloc(custom->ids, room * sizeof *ids);
    if (!ids)
        return false;
    custom->ids = ids;
    bool *dates = realloc(custom->is_date, room * sizeof *dates);
    if (!dates)
        return false;
    custom->is_date = dates;
    custom->room = room;
    return true;
}

static bool add_custom(struct custom *custom, uint32_t id, bool is_date)
{
    if (custom->count == custom->room && !make_room(custom))
        return false;
    custom->ids[custom->count] = id;
    custom->is_date[custom->count++] = is_date;
    return true;
}

/* The last one given for an id counts; a built-in number may be given anew. */
static bool find_is_date(const struct custom *custom, uint32_t id)
{
    for (size_t i = custom->count; i-- > 0;)
        if (custom->ids[i] == id)
            return custom->is_date[i];
    return id < FIRST_CUSTOM && is_built_in_date(id);
}

static bool add_format(struct jm_formats *formats, bool is_date)
{
    if (formats->count == formats->room) {
        size_t room = formats->room ? formats->room * 2 : 64;
        bool *all = realloc(formats->is_date, room * sizeof *all);
        if (!all)
            return false;
        formats->is_date = all;
        formats->room = room;
    }
    formats->is_date[formats->count++] = is_date;
    return true;
}

static uint32_t number_of(const XML_Char **attributes, const char *name)
{
    const char *text = jm_xml_attribute(attributes, name);
    unsigned long number = text ? strtoul(text, NULL, 10) : 0;
    return number > UINT32_MAX ? UINT32_MAX : (uint32_t)number;
}

static void on_start(struct jm_xml *xml, const char *name,
                     const XML_Char **attributes)
{
    struct reading *reading = xml->data;
    bool added = true;
    if (strcmp(name, "cellXfs") == 0) {
        reading->is_xfs = true;
    } else if (strcmp(name, "numFmt") == 0) {
        const char *code = jm_xml_attribute(attributes, "formatCode");
        added = add_custom(&reading->custom, number_of(attributes, "numFmtId"),
                           code && jm_grid_format_is_date(code));
    } else if (strcmp(name, "xf") == 0 && reading->is_xfs) {
        added = add_format(
            reading->formats,
            find_is_date(&reading->custom, number_of(attributes, "numFmtId")));
    }
    if (!added)
        jm_xml_stop(xml, jm_fail_memory(xml->err));
    else if (reading->formats->count > MOST_FORMATS ||
             reading->custom.count > 4096)
        jm_xml_fail(xml, "holds too many formats");
}

static void on_end(struct jm_xml *xml, const char *name)
{
    struct reading *reading = xml->data;
    if (strcmp(name, "cellXfs") == 0)
        reading->is_xfs = false;
}

enum jm_status jm_formats_read(struct jm_formats *formats,
                               struct jm_package *package, const char *part,
                               struct jm_error *err)
{
    static const struct jm_xml_hooks hooks = {on_start, on_end, NULL};
    struct reading reading = {.formats = formats};
    enum jm_status status = jm_xml_read(package, part, &hooks, &reading, err);
    free(reading.custom.ids);
    free(reading.custom.is_date);
    return status;
}

void jm_formats_clear(struct jm_formats *formats)
{
    free(formats->is_date);
    *formats = (struct jm_formats){.count = 0};
}
