/* A workbook's container, read through to the last byte. */
#include <expat.h>
#include <jumelage/archive.h>
#include <stdlib.h>
#include <string.h>
#include <zip.h>

#define MOST_ENTRIES 4096
#define MOST_ENTRY_BYTES (UINT64_C(256) << 20)
#define MOST_BYTES (UINT64_C(1) << 30)

#define TYPES "[Content_Types].xml"
#define BOOK "xl/workbook.xml"
#define SHEETS "xl/worksheets/"

struct archive {
    const char *path;
    zip_t *zip;
    uint64_t unpacked; /* bytes, of all entries so far */
    bool sheet;        /* one was seen */
    struct jm_error *err;
};

/* What one .xml entry is checked for while its bytes pass. */
struct document {
    struct archive *archive;
    XML_Parser parser;
    bool is_types;    /* it lists the parts that must be there */
    char refused[96]; /* why, "" while all is well */
};

static enum jm_status damaged(const struct archive *archive, const char *entry,
                              const char *why)
{
    struct jm_text cause = JM_TEXT_INIT;
    jm_text_addf(&cause, "%s: %s", entry, why);
    jm_fail(archive->err, JM_FAILED, jm_text_get(&cause),
            JM_SAY_ARCHIVE_DAMAGED, archive->path, NULL);
    jm_text_clear(&cause);
    return JM_FAILED;
}

static void refuse(struct document *document, const char *why)
{
    jm_text_copy(document->refused, sizeof document->refused, why);
    XML_StopParser(document->parser, XML_FALSE);
}

static void XMLCALL on_doctype(void *data, const XML_Char *name,
                               const XML_Char *system, const XML_Char *public,
                               int has_subset)
{
    (void)name, (void)system, (void)public, (void)has_subset;
    refuse(data, "holds a DOCTYPE");
}

/* <Override PartName="/xl/styles.xml" .../>: that part must be there. */
static void XMLCALL on_element(void *data, const XML_Char *name,
                               const XML_Char **attributes)
{
    struct document *document = data;
    if (!document->is_types || strcmp(name, "Override") != 0)
        return;
    for (; attributes[0]; attributes += 2) {
        const char *part = attributes[1];
        if (strcmp(attributes[0], "PartName") != 0)
            continue;
        part += *part == '/';
        if (zip_name_locate(document->archive->zip, part, 0) < 0) {
            struct jm_text why = JM_TEXT_INIT;
            jm_text_addf(&why, "lists %s, which is not there", part);
            refuse(document, jm_text_get(&why));
            jm_text_clear(&why);
        }
    }
}

static enum jm_status open_document(struct document *document,
                                    struct archive *archive, const char *name)
{
    *document = (struct document){.archive = archive};
    document->is_types = strcmp(name, TYPES) == 0;
    document->parser = XML_ParserCreate(NULL);
    if (!document->parser)
        return jm_fail_memory(archive->err);
    XML_SetUserData(document->parser, document);
    XML_SetStartDoctypeDeclHandler(document->parser, on_doctype);
    XML_SetStartElementHandler(document->parser, on_element);
    return JM_OK;
}

/* length 0 says that it was the last of it. */
static enum jm_status parse(struct document *document, const char *name,
                            const char *bytes, int length)
{
    if (XML_Parse(document->parser, bytes, length, length == 0))
        return JM_OK;
    if (document->refused[0])
        return damaged(document->archive, name, document->refused);
    struct jm_text why = JM_TEXT_INIT;
    jm_text_addf(&why, "%s in line %lu",
                 XML_ErrorString(XML_GetErrorCode(document->parser)),
                 (unsigned long)XML_GetCurrentLineNumber(document->parser));
    damaged(document->archive, name, jm_text_get(&why));
    jm_text_clear(&why);
    return JM_FAILED;
}

static bool ends_in(const char *name, const char *end)
{
    size_t length = strlen(name), tail = strlen(end);
    return length >= tail && jm_text_same_word(name + length - tail, end);
}

/* Bytes are counted as they come out: what the directory says of an entry's
 * size is only compared with them, by libzip, as is the checksum. */
static enum jm_status unpack(struct archive *archive, zip_file_t *file,
                             const char *name, struct document *document)
{
    char bytes[16384];
    uint64_t count = 0;
    for (;;) {
        zip_int64_t got = zip_fread(file, bytes, sizeof bytes);
        if (got < 0)
            return damaged(archive, name, zip_file_strerror(file));
        if (got == 0)
            break;
        count += (uint64_t)got;
        archive->unpacked += (uint64_t)got;
        if (count > MOST_ENTRY_BYTES || archive->unpacked > MOST_BYTES)
            return damaged(archive, name, "unpacks to too much");
        enum jm_status status =
            document ? parse(document, name, bytes, (int)got) : JM_OK;
        if (status)
            return status;
    }
    return document ? parse(document, name, bytes, 0) : JM_OK;
}

static enum jm_status check_entry(struct archive *archive, uint64_t index,
                                  const char *name)
{
    struct document document = {0};
    bool is_xml = ends_in(name, ".xml") || ends_in(name, ".rels");
    enum jm_status status = JM_OK;
    zip_file_t *file = zip_fopen_index(archive->zip, index, 0);
    if (!file)
        return damaged(archive, name, zip_strerror(archive->zip));
    if (is_xml)
        status = open_document(&document, archive, name);
    if (!status)
        status = unpack(archive, file, name, is_xml ? &document : NULL);
    if (document.parser)
        XML_ParserFree(document.parser);
    zip_fclose(file);
    archive->sheet |= strncmp(name, SHEETS, strlen(SHEETS)) == 0 && is_xml;
    return status;
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
static enum jm_status check_names(const struct archive *archive,
                                  const char **names, size_t count)
{
    qsort(names, count, sizeof *names, compare_names);
    for (size_t i = 0; i < count; i++) {
        if (!is_safe(names[i]))
            return damaged(archive, names[i], "is no name for a part");
        if (i && compare_names(&names[i - 1], &names[i]) == 0)
            return damaged(archive, names[i], "is there twice");
    }
    return JM_OK;
}

static enum jm_status check_entries(struct archive *archive)
{
    zip_int64_t count = zip_get_num_entries(archive->zip, 0);
    enum jm_status status = JM_OK;
    if (count <= 0 || count > MOST_ENTRIES)
        return damaged(archive, TYPES, "is not there");
    const char **names = calloc((size_t)count, sizeof *names);
    if (!names)
        return jm_fail_memory(archive->err);
    for (zip_int64_t i = 0; i < count && !status; i++) {
        names[i] = zip_get_name(archive->zip, (zip_uint64_t)i, 0);
        if (!names[i])
            status = damaged(archive, "?", zip_strerror(archive->zip));
    }
    if (!status)
        status = check_names(archive, names, (size_t)count);
    free(names);
    for (zip_int64_t i = 0; i < count && !status; i++)
        status = check_entry(archive, (zip_uint64_t)i,
                             zip_get_name(archive->zip, (zip_uint64_t)i, 0));
    return status;
}

static enum jm_status check_parts(const struct archive *archive)
{
    static const char *const needed[] = {TYPES, "_rels/.rels", BOOK,
                                         "xl/_rels/workbook.xml.rels"};
    for (size_t i = 0; i < sizeof needed / sizeof *needed; i++)
        if (zip_name_locate(archive->zip, needed[i], 0) < 0)
            return damaged(archive, needed[i], "is not there");
    if (!archive->sheet)
        return damaged(archive, SHEETS, "has no sheet");
    return JM_OK;
}

enum jm_status jm_archive_verify(const char *path, struct jm_error *err)
{
    struct archive archive = {.path = path, .err = err};
    int code = 0;
    archive.zip = zip_open(path, ZIP_RDONLY | ZIP_CHECKCONS, &code);
    if (!archive.zip) {
        zip_error_t error;
        zip_error_init_with_code(&error, code);
        enum jm_status status =
            damaged(&archive, path, zip_error_strerror(&error));
        zip_error_fini(&error);
        return status;
    }
    enum jm_status status = check_entries(&archive);
    if (!status)
        status = check_parts(&archive);
    zip_discard(archive.zip);
    return status;
}
