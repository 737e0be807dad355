#include "city.h"
#include <string.h>
#include <unicode/udat.h>
#include <unicode/ustring.h>

#define LONGEST_CITY 128

/* "VVV" is the exemplar city (Unicode Technical Standard #35 part 4). */
static void city_of(char out[LONGEST_CITY], enum jm_lang lang, const char *zone,
                    UErrorCode *code)
{
    static const UChar pattern[] = {'V', 'V', 'V', 0};
    UChar name[LONGEST_CITY], city[LONGEST_CITY];
    *out = '\0';
    u_strFromUTF8(name, LONGEST_CITY, NULL, zone, -1, code);
    UDateFormat *format =
        udat_open(UDAT_PATTERN, UDAT_PATTERN, jm_lang_tag(lang), name, -1,
                  pattern, -1, code);
    udat_format(format, 0, city, LONGEST_CITY, NULL, code);
    u_strToUTF8(out, LONGEST_CITY, NULL, city, -1, code);
    udat_close(format);
}

/* For zones newer than ICU's data it says "unknown city". */
static bool is_known(const char *city, enum jm_lang lang, UErrorCode *code)
{
    char unknown[LONGEST_CITY];
    city_of(unknown, lang, "Etc/Unknown", code);
    return U_SUCCESS(*code) && strcmp(city, unknown) != 0;
}

void jm_city_add(struct jm_text *out, enum jm_lang lang, const char *zone)
{
    char city[LONGEST_CITY];
    UErrorCode code = U_ZERO_ERROR;
    city_of(city, lang, zone, &code);
    if (U_SUCCESS(code) && is_known(city, lang, &code)) {
        jm_text_add(out, city);
        return;
    }
    const char *slash = strrchr(zone, '/');
    for (const char *at = slash ? slash + 1 : zone; *at; at++)
        jm_text_add_char(out, *at == '_' ? ' ' : *at);
}
