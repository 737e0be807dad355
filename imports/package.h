/* A ZIP archive of XML parts (ECMA-376 part 2), read without believing it. */
#ifndef JM_IMPORTS_PACKAGE_H
#define JM_IMPORTS_PACKAGE_H

#include <expat.h>
#include <jumelage/error.h>
#include <stdbool.h>
#include <stdint.h>
#include <zip.h>

struct jm_package {
    const char *name; /* of the file, lent */
    zip_t *zip;
    uint64_t unpacked;       /* bytes, of all entries so far */
    enum jm_message damaged; /* what is said of it: {1} is the name */
    enum jm_status status;   /* and as what it fails */
};

/* Opens the archive at `name`, or the bytes where there are some (lent until it
 * is closed), and looks at its names. package->damaged and ->status are set by
 * the caller. */
enum jm_status jm_package_open(struct jm_package *package, const char *bytes,
                               size_t length, struct jm_error *err);
void jm_package_close(struct jm_package *package);

/* Says that it is damaged; "entry: why" is the cause. */
enum jm_status jm_package_fail(const struct jm_package *package,
                               struct jm_error *err, const char *entry,
                               const char *why);

/* True when there is a part of that name, whatever its case. */
bool jm_package_has(const struct jm_package *package, const char *name);

/* Bytes of an entry, counted as they come out: what the directory says of its
 * size is only compared with them, by libzip, as is the checksum. */
struct jm_unpacking {
    struct jm_package *package;
    const char *name; /* of the entry */
    zip_file_t *file;
    uint64_t packed, count; /* bytes that lie in the file, that came out */
};
enum jm_status jm_unpacking_open(struct jm_unpacking *unpacking,
                                 struct jm_package *package, const char *name,
                                 struct jm_error *err);
/* *got is 0 after the last byte. */
enum jm_status jm_unpacking_read(struct jm_unpacking *unpacking, void *bytes,
                                 size_t room, size_t *got,
                                 struct jm_error *err);
void jm_unpacking_close(struct jm_unpacking *unpacking);

/* ---- XML ---- */

struct jm_xml;

/* Names come without their prefix. Any of them may be NULL. */
struct jm_xml_hooks {
    void (*start)(struct jm_xml *xml, const char *name,
                  const XML_Char **attributes);
    void (*end)(struct jm_xml *xml, const char *name);
    void (*text)(struct jm_xml *xml, const char *bytes, size_t length);
};

/* One part being read. */
struct jm_xml {
    struct jm_unpacking unpacking;
    const struct jm_xml_hooks *hooks;
    void *data; /* of who reads */
    XML_Parser parser;
    struct jm_error *err; /* while a step runs */
    enum jm_status status;
    unsigned depth;
    bool is_paused, is_over;
};

/* The name is lent until jm_xml_close(), which is called after a failure
 * too. */
enum jm_status jm_xml_open(struct jm_xml *xml, struct jm_package *package,
                           const char *name, const struct jm_xml_hooks *hooks,
                           void *data, struct jm_error *err);
/* Reads on until a hook pauses (JM_OK) or to the last byte (JM_END). */
enum jm_status jm_xml_step(struct jm_xml *xml, struct jm_error *err);
void jm_xml_close(struct jm_xml *xml);

/* Opens, reads all of it and closes. */
enum jm_status jm_xml_read(struct jm_package *package, const char *name,
                           const struct jm_xml_hooks *hooks, void *data,
                           struct jm_error *err);

/* For hooks: lets the step end here, or fail. */
void jm_xml_pause(struct jm_xml *xml);
void jm_xml_fail(struct jm_xml *xml, const char *why);
void jm_xml_stop(struct jm_xml *xml, enum jm_status status);

/* The value of an attribute by its name, the prefix not counting; or NULL. */
const char *jm_xml_attribute(const XML_Char **attributes, const char *name);
/* The same of one that has a prefix: "id" is r:id. */
const char *jm_xml_prefixed(const XML_Char **attributes, const char *name);

#endif
