/* A workbook's container, read through to the last byte. */
#include "package.h"
#include <jumelage/archive.h>
#include <string.h>

#define TYPES "[Content_Types].xml"
#define BOOK "xl/workbook.xml"
#define SHEETS "xl/worksheets/"

/* <Override PartName="/xl/styles.xml" .../>: that part must be there. */
static void on_override(struct jm_xml *xml, const char *name,
                        const XML_Char **attributes)
{
    const char *part = jm_xml_attribute(attributes, "PartName");
    if (!part || strcmp(name, "Override") != 0)
        return;
    part += *part == '/';
    if (zip_name_locate(xml->unpacking.package->zip, part, 0) >= 0)
        return;
    struct jm_text why = JM_TEXT_INIT;
    jm_text_addf(&why, "lists %s, which is not there", part);
    jm_xml_fail(xml, jm_text_get(&why));
    jm_text_clear(&why);
}

static bool ends_in(const char *name, const char *end)
{
    size_t length = strlen(name), tail = strlen(end);
    return length >= tail && jm_text_same_word(name + length - tail, end);
}

static enum jm_status read_through(struct jm_package *package, const char *name,
                                   struct jm_error *err)
{
    char bytes[16384];
    size_t got = 0;
    struct jm_unpacking unpacking;
    enum jm_status status = jm_unpacking_open(&unpacking, package, name, err);
    do {
        if (!status)
            status =
                jm_unpacking_read(&unpacking, bytes, sizeof bytes, &got, err);
    } while (!status && got);
    jm_unpacking_close(&unpacking);
    return status;
}

/* *sheet becomes true when it is one. */
static enum jm_status check_entry(struct jm_package *package, const char *name,
                                  bool *sheet, struct jm_error *err)
{
    static const struct jm_xml_hooks types = {.start = on_override};
    static const struct jm_xml_hooks plain = {.start = NULL};
    if (!ends_in(name, ".xml") && !ends_in(name, ".rels"))
        return read_through(package, name, err);
    *sheet |= strncmp(name, SHEETS, strlen(SHEETS)) == 0;
    return jm_xml_read(package, name,
                       strcmp(name, TYPES) == 0 ? &types : &plain, NULL, err);
}

static enum jm_status check_parts(const struct jm_package *package, bool sheet,
                                  struct jm_error *err)
{
    static const char *const needed[] = {TYPES, "_rels/.rels", BOOK,
                                         "xl/_rels/workbook.xml.rels"};
    for (size_t i = 0; i < sizeof needed / sizeof *needed; i++)
        if (zip_name_locate(package->zip, needed[i], 0) < 0)
            return jm_package_fail(package, err, needed[i], "is not there");
    return sheet ? JM_OK
                 : jm_package_fail(package, err, SHEETS, "has no sheet");
}

enum jm_status jm_archive_verify(const char *path, struct jm_error *err)
{
    struct jm_package package = {
        .name = path, .damaged = JM_SAY_ARCHIVE_DAMAGED, .status = JM_FAILED};
    bool sheet = false;
    enum jm_status status = jm_package_open(&package, NULL, 0, err);
    zip_int64_t count = status ? 0 : zip_get_num_entries(package.zip, 0);
    for (zip_int64_t i = 0; i < count && !status; i++)
        status =
            check_entry(&package, zip_get_name(package.zip, (zip_uint64_t)i, 0),
                        &sheet, err);
    if (!status)
        status = check_parts(&package, sheet, err);
    jm_package_close(&package);
    return status;
}
