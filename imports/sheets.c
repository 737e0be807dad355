/* Opening a workbook: what the file is, and where its sheets are. */
#include "sheets.h"
#include <stdlib.h>
#include <string.h>

#define MOST_SHEETS 1000

#define ROOT_RELS "_rels/.rels"
#define OPEN_DOCUMENT "mimetype"

/* ---- what it is ---- */

static bool begins(const char *bytes, size_t length, const char *with,
                   size_t size)
{
    return length >= size && memcmp(bytes, with, size) == 0;
}

/* The names of an OLE container's streams are in UTF-16. */
static bool has_stream(const char *bytes, size_t length, const char *name)
{
    size_t size = strlen(name);
    for (size_t i = 0; i + 2 * size <= length; i++) {
        size_t same = 0;
        while (same < size && bytes[i + 2 * same] == name[same] &&
               !bytes[i + 2 * same + 1])
            same++;
        if (same == size)
            return true;
    }
    return false;
}

enum jm_sheets_kind jm_sheets_sniff(const char *bytes, size_t length)
{
    static const struct {
        const char *with;
        size_t size;
        enum jm_sheets_kind kind;
    } marks[] = {
        {"PK\3\4", 4, JM_SHEETS_XLSX},        {"PK\5\6", 4, JM_SHEETS_XLSX},
        {"\x09\x08", 2, JM_SHEETS_OLD}, /* BIFF without OLE */
        {"%PDF-", 5, JM_SHEETS_OTHER},        {"\x89PNG", 4, JM_SHEETS_OTHER},
        {"\xFF\xD8\xFF", 3, JM_SHEETS_OTHER}, {"\x1F\x8B", 2, JM_SHEETS_OTHER}};
    if (begins(bytes, length, "\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1", 8))
        return has_stream(bytes, length, "EncryptedPackage")
                   ? JM_SHEETS_ENCRYPTED
                   : JM_SHEETS_OLD;
    for (size_t i = 0; i < sizeof marks / sizeof *marks; i++)
        if (begins(bytes, length, marks[i].with, marks[i].size))
            return marks[i].kind;
    return JM_SHEETS_TEXT;
}

/* ---- relationships ---- */

/* What relationships of one part are looked for. */
struct relations {
    const char *base;      /* the folder of the part, "xl/" or "" */
    const char *wanted[4]; /* ends of types; NULL ends the list */
    char *found[4];        /* their parts, NULL where there is none */
    bool wants_sheets;
    char *(*target)[2]; /* ids and parts of all sheets */
    size_t count, room;
};

static bool ends_in(const char *text, const char *end)
{
    size_t length = strlen(text), tail = strlen(end);
    return length >= tail && strcmp(text + length - tail, end) == 0;
}

/* The part that a target names: from the root, or from the folder of who names
 * it. NULL for what leads out of it, or is no name. */
static char *resolve(const char *base, const char *target)
{
    struct jm_text path = JM_TEXT_INIT;
    if (strstr(target, "..") || strchr(target, ':') || strchr(target, '\\'))
        return NULL;
    if (*target != '/')
        jm_text_add(&path, base);
    while (*target == '/' || strncmp(target, "./", 2) == 0)
        target += *target == '/' ? 1 : 2;
    jm_text_add(&path, target);
    return jm_text_take(&path);
}

/* The part, NULL for one that is not to be followed, is taken over. */
static bool keep_target(struct relations *relations, const char *id, char *part)
{
    if (relations->count == relations->room) {
        size_t room = relations->room ? relations->room * 2 : 16;
        void *more =
            realloc(relations->target, room * sizeof *relations->target);
        if (!more) {
            free(part);
            return false;
        }
        relations->target = more;
        relations->room = room;
    }
    char *copy = strdup(id);
    if (!copy) {
        free(part);
        return false;
    }
    relations->target[relations->count][0] = copy;
    relations->target[relations->count++][1] = part;
    return true;
}

static void on_relation(struct jm_xml *xml, const char *name,
                        const XML_Char **attributes)
{
    struct relations *relations = xml->data;
    const char *type = jm_xml_attribute(attributes, "Type");
    const char *target = jm_xml_attribute(attributes, "Target");
    const char *mode = jm_xml_attribute(attributes, "TargetMode");
    const char *id = jm_xml_attribute(attributes, "Id");
    if (strcmp(name, "Relationship") != 0 || !type || !target || !id ||
        (mode && strcmp(mode, "External") == 0))
        return;
    for (size_t i = 0; relations->wanted[i]; i++)
        if (ends_in(type, relations->wanted[i]) && !relations->found[i])
            relations->found[i] = resolve(relations->base, target);
    if (!relations->wants_sheets || !ends_in(type, "/worksheet"))
        return;
    if (relations->count > MOST_SHEETS)
        jm_xml_fail(xml, "names too many sheets");
    else if (!keep_target(relations, id, resolve(relations->base, target)))
        jm_xml_stop(xml, jm_fail_memory(xml->err));
}

static void clear_relations(struct relations *relations)
{
    for (size_t i = 0; i < 4; i++)
        free(relations->found[i]);
    for (size_t i = 0; i < relations->count; i++) {
        free(relations->target[i][0]);
        free(relations->target[i][1]);
    }
    free(relations->target);
}

static enum jm_status read_relations(struct relations *relations,
                                     struct jm_package *package,
                                     const char *part, struct jm_error *err)
{
    static const struct jm_xml_hooks hooks = {.start = on_relation};
    return jm_xml_read(package, part, &hooks, relations, err);
}

/* ---- the workbook ---- */

struct reading {
    struct jm_sheets *sheets;
    struct relations *relations;
};

static const char *part_of(const struct relations *relations, const char *id)
{
    for (size_t i = 0; id && i < relations->count; i++)
        if (strcmp(relations->target[i][0], id) == 0)
            return relations->target[i][1];
    return NULL;
}

static bool add_tab(struct jm_sheets *sheets, const char *name,
                    const char *part, bool is_hidden)
{
    struct jm_sheet_tab *tabs =
        realloc(sheets->tabs, (sheets->n_tabs + 1) * sizeof *tabs);
    if (!tabs)
        return false;
    sheets->tabs = tabs;
    struct jm_sheet_tab *tab = &tabs[sheets->n_tabs++];
    *tab = (struct jm_sheet_tab){strdup(name), strdup(part), is_hidden};
    return tab->name && tab->part;
}

static bool is_on(const char *value)
{
    return value && (strcmp(value, "1") == 0 || strcmp(value, "true") == 0);
}

static void on_book(struct jm_xml *xml, const char *name,
                    const XML_Char **attributes)
{
    struct reading *reading = xml->data;
    if (strcmp(name, "workbookPr") == 0)
        reading->sheets->is_1904 =
            is_on(jm_xml_attribute(attributes, "date1904"));
    if (strcmp(name, "sheet") != 0)
        return;
    const char *title = jm_xml_attribute(attributes, "name");
    const char *state = jm_xml_attribute(attributes, "state");
    const char *part =
        part_of(reading->relations, jm_xml_prefixed(attributes, "id"));
    if (!title || !part)
        return; /* a chart, or a sheet that lies elsewhere */
    if (reading->sheets->n_tabs == MOST_SHEETS)
        jm_xml_fail(xml, "has too many sheets");
    else if (!add_tab(reading->sheets, title, part,
                      state && strcmp(state, "visible") != 0))
        jm_xml_stop(xml, jm_fail_memory(xml->err));
}

/* "xl/workbook.xml": "xl/" and "xl/_rels/workbook.xml.rels". */
static void name_relations(const char *part, struct jm_text *folder,
                           struct jm_text *rels)
{
    const char *slash = strrchr(part, '/');
    size_t length = slash ? (size_t)(slash - part) + 1 : 0;
    jm_text_add_bytes(folder, part, length);
    jm_text_add_bytes(rels, part, length);
    jm_text_addf(rels, "_rels/%s.rels", part + length);
}

static enum jm_status read_book(struct jm_sheets *sheets, const char *part,
                                struct jm_error *err)
{
    static const struct jm_xml_hooks hooks = {.start = on_book};
    struct jm_text folder = JM_TEXT_INIT, rels = JM_TEXT_INIT;
    name_relations(part, &folder, &rels);
    struct relations relations = {.base = jm_text_get(&folder),
                                  .wanted = {"/sharedStrings", "/styles"},
                                  .wants_sheets = true};
    struct reading reading = {sheets, &relations};
    enum jm_status status =
        read_relations(&relations, &sheets->package, jm_text_get(&rels), err);
    if (!status)
        status = jm_xml_read(&sheets->package, part, &hooks, &reading, err);
    if (!status && !sheets->n_tabs)
        status = jm_package_fail(&sheets->package, err, part, "has no sheet");
    sheets->strings_part = relations.found[0];
    sheets->styles_part = relations.found[1];
    relations.found[0] = relations.found[1] = NULL;
    clear_relations(&relations);
    jm_text_clear(&folder);
    jm_text_clear(&rels);
    return status;
}

static enum jm_status fail_kind(const struct jm_sheets *sheets,
                                struct jm_error *err, enum jm_message message)
{
    return jm_fail(err, JM_INVALID, sheets->name, message, sheets->name, NULL);
}

/* Why an archive without a workbook is none. */
static enum jm_status fail_no_book(const struct jm_sheets *sheets,
                                   struct jm_error *err)
{
    const struct jm_package *package = &sheets->package;
    if (jm_package_has(package, OPEN_DOCUMENT) &&
        jm_package_has(package, "META-INF/manifest.xml"))
        return fail_kind(sheets, err, JM_SAY_SHEETS_OPEN_DOCUMENT);
    return fail_kind(sheets, err, JM_SAY_SHEETS_NO_BOOK);
}

static enum jm_status find_book(struct jm_sheets *sheets, struct jm_error *err)
{
    struct relations relations = {.base = "", .wanted = {"/officeDocument"}};
    if (!jm_package_has(&sheets->package, ROOT_RELS))
        return fail_no_book(sheets, err);
    enum jm_status status =
        read_relations(&relations, &sheets->package, ROOT_RELS, err);
    const char *part = relations.found[0];
    if (!status && !part)
        status = fail_no_book(sheets, err);
    if (!status && part && ends_in(part, ".bin"))
        status = fail_kind(sheets, err, JM_SAY_SHEETS_BINARY);
    if (!status && part && (strstr(part, "word/") || strstr(part, "ppt/")))
        status = fail_no_book(sheets, err);
    if (!status && part)
        status = read_book(sheets, part, err);
    clear_relations(&relations);
    return status;
}

static enum jm_status read_formats(struct jm_sheets *sheets,
                                   struct jm_error *err)
{
    return sheets->styles_part &&
                   jm_package_has(&sheets->package, sheets->styles_part)
               ? jm_formats_read(&sheets->formats, &sheets->package,
                                 sheets->styles_part, err)
               : JM_OK;
}

static enum jm_status check_kind(const struct jm_sheets *sheets,
                                 const char *bytes, size_t length,
                                 struct jm_error *err)
{
    switch (jm_sheets_sniff(bytes, length)) {
    case JM_SHEETS_XLSX:
        return JM_OK;
    case JM_SHEETS_OLD:
        return fail_kind(sheets, err, JM_SAY_SHEETS_OLD);
    case JM_SHEETS_ENCRYPTED:
        return fail_kind(sheets, err, JM_SAY_SHEETS_ENCRYPTED);
    default:
        return fail_kind(sheets, err, JM_SAY_SHEETS_NO_BOOK);
    }
}

enum jm_status jm_sheets_open(struct jm_sheets **out, const char *name,
                              const char *bytes, size_t length,
                              struct jm_error *err)
{
    struct jm_sheets *sheets = calloc(1, sizeof *sheets);
    *out = NULL;
    if (!sheets)
        return jm_fail_memory(err);
    sheets->name = strdup(name);
    enum jm_status status = sheets->name ? JM_OK : jm_fail_memory(err);
    sheets->package = (struct jm_package){.name = sheets->name,
                                          .damaged = JM_SAY_SHEETS_DAMAGED,
                                          .status = JM_INVALID};
    if (!status)
        status = check_kind(sheets, bytes, length, err);
    if (!status)
        status = jm_package_open(&sheets->package, bytes, length, err);
    if (!status)
        status = find_book(sheets, err);
    if (!status)
        status = read_formats(sheets, err);
    if (!status)
        *out = sheets;
    else
        jm_sheets_free(sheets);
    return status;
}

void jm_sheets_free(struct jm_sheets *sheets)
{
    if (!sheets)
        return;
    for (size_t i = 0; i < sheets->n_tabs; i++) {
        free(sheets->tabs[i].name);
        free(sheets->tabs[i].part);
    }
    free(sheets->tabs);
    free(sheets->strings_part);
    free(sheets->styles_part);
    jm_strings_clear(&sheets->strings);
    jm_formats_clear(&sheets->formats);
    jm_package_close(&sheets->package);
    free(sheets->name);
    free(sheets);
}

size_t jm_sheets_count(const struct jm_sheets *sheets)
{
    return sheets->n_tabs;
}

const char *jm_sheets_name(const struct jm_sheets *sheets, size_t sheet)
{
    return sheets->tabs[sheet].name;
}

bool jm_sheets_is_hidden(const struct jm_sheets *sheets, size_t sheet)
{
    return sheets->tabs[sheet].is_hidden;
}
