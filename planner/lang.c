#include <jumelage/lang.h>
#include <stddef.h>
#include <string.h>

static const char *const tags[JM_LANGS] = {
    [JM_FR] = "fr", [JM_EN] = "en", [JM_KO] = "ko"};

const char *jm_lang_tag(enum jm_lang lang)
{
    return tags[lang];
}

bool jm_lang_parse(const char *text, enum jm_lang *lang)
{
    if (!text)
        return false;
    for (int i = 0; i < JM_LANGS; i++) {
        if (strncmp(text, tags[i], 2) != 0)
            continue;
        if (text[2] == '\0' || strchr("-_.@", text[2])) {
            *lang = (enum jm_lang)i;
            return true;
        }
    }
    return false;
}

const char *jm_lang_pick(const char *const texts[JM_LANGS], enum jm_lang lang)
{
    if (texts[lang] && *texts[lang])
        return texts[lang];
    for (int i = 0; i < JM_LANGS; i++)
        if (texts[i] && *texts[i])
            return texts[i];
    return "";
}
