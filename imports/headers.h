/* The table of headers (headers.def) at run time. */
#ifndef JM_IMPORTS_HEADERS_H
#define JM_IMPORTS_HEADERS_H

#include <jumelage/nouns.h>
#include <stdbool.h>

/* The use of a column of that header; "Début · 시작" is read by its parts. */
int jm_header_use(const struct jm_noun *noun, const char *header);

/* The use of a stable word, a field's name or a header; false for none. */
bool jm_header_word(const struct jm_noun *noun, const char *word, int *use);

/* The sheet's name says that it holds rows of the noun. */
bool jm_header_is_sheet(const struct jm_noun *noun, const char *name);

/* What a title says an event is: enum jm_event_kind, -1 for nothing. */
int jm_header_kind(const char *title);

#endif
