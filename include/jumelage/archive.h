/* What a workbook's container must be: checked before a file that we wrote is
 * renamed into place (libxlsxwriter returns success when the disk is full). */
#ifndef JUMELAGE_ARCHIVE_H
#define JUMELAGE_ARCHIVE_H

#include <jumelage/error.h>

/* JM_OK when `path` is a whole ZIP archive (APPNOTE.TXT 6.3), every entry of it
 * unpacks with the right checksum, each .xml and .rels entry is well-formed XML
 * and the parts that a workbook needs are there. JM_FAILED otherwise; the cause
 * names the entry. */
enum jm_status jm_archive_verify(const char *path, struct jm_error *err);

#endif
