/* Words, numbers and names as people write them. */
#include <jumelage/typed.h>
#include <stdlib.h>
#include <string.h>

int jm_typed_bool(const char *text)
{
    static const char *const yes[] = {"oui", "o",  "yes",  "y",  "vrai", "true",
                                      "x",   "1",  "예",   "네", "ok",   "v",
                                      "○",   "유", "있음", "참"};
    static const char *const no[] = {"non",   "n",    "no",     "faux",
                                     "false", "0",    "아니오", "아니요",
                                     "무",    "없음", "거짓"};
    if (strstr(text, "✓") || strstr(text, "✔") || strcmp(text, "○") == 0 ||
        strstr(text, "☑") || strcmp(text, "O") == 0)
        return 1;
    if (strcmp(text, "-") == 0 || strcmp(text, "–") == 0 ||
        strcmp(text, "✗") == 0 || strcmp(text, "☐") == 0)
        return 0;
    for (size_t i = 0; i < sizeof yes / sizeof *yes; i++)
        if (jm_typed_same(text, yes[i]))
            return 1;
    for (size_t i = 0; i < sizeof no / sizeof *no; i++)
        if (jm_typed_same(text, no[i]))
            return 0;
    return -1;
}

/* What people write for what choices.def calls otherwise. */
static const struct {
    enum jm_set set;
    int value;
    const char *word;
} others[] = {{JM_SET_civility, JM_CIVILITY_M, "Monsieur"},
              {JM_SET_civility, JM_CIVILITY_M, "Mr."},
              {JM_SET_civility, JM_CIVILITY_MME, "Madame"},
              {JM_SET_civility, JM_CIVILITY_MME, "Mrs"},
              {JM_SET_civility, JM_CIVILITY_MME, "Miss"},
              {JM_SET_civility, JM_CIVILITY_MME, "Mlle"},
              {JM_SET_collectivity_kind, JM_KIND_COMMUNE, "municipalité"},
              {JM_SET_event_status, JM_CONFIRMED, "confirmée"},
              {JM_SET_event_status, JM_CANCELLED, "annulée"},
              {JM_SET_event_status, JM_CANCELLED, "canceled"},
              {JM_SET_travel_mode, JM_MODE_COACH, "bus"},
              {JM_SET_travel_mode, JM_MODE_COACH, "car"},
              {JM_SET_travel_mode, JM_MODE_TRAIN, "TGV"},
              {JM_SET_travel_mode, JM_MODE_TRAIN, "KTX"},
              {JM_SET_travel_mode, JM_MODE_METRO, "RER"}};

static bool is_called(enum jm_set set, int value, const char *text)
{
    for (int lang = 0; lang < JM_LANGS; lang++)
        if (jm_typed_same(text, jm_choice_name(set, value, (enum jm_lang)lang)))
            return true;
    return false;
}

int jm_typed_choice(enum jm_set set, const char *text)
{
    int found = -1;
    for (int i = 0; i < jm_choice_count(set); i++)
        if (jm_typed_same(text, jm_choice_word(set, i)))
            return i;
    for (int i = 0; i < jm_choice_count(set); i++)
        if (is_called(set, i, text))
            found = found == -1 ? i : JM_TYPED_EITHER;
    if (found != -1)
        return found;
    for (size_t i = 0; i < sizeof others / sizeof *others; i++)
        if (others[i].set == set && jm_typed_same(text, others[i].word))
            return others[i].value;
    return -1;
}

/* Spaces of any width that set thousands apart. */
static size_t space_at(const char *at)
{
    if (*at == ' ' || *at == '\'')
        return 1;
    if (strncmp(at, "\u00A0", 2) == 0)
        return 2;
    if (strncmp(at, "\u202F", 3) == 0 || strncmp(at, "\u2009", 3) == 0)
        return 3;
    return 0;
}

bool jm_typed_number(const char *text, double *number)
{
    char plain[64];
    size_t length = 0;
    while (*text) {
        size_t space = space_at(text);
        if (length + 1 == sizeof plain)
            return false;
        if (space)
            text += space;
        else if (strncmp(text, "−", 3) == 0)
            plain[length++] = '-', text += 3;
        else if (*text == ',')
            plain[length++] = '.', text++;
        else
            plain[length++] = *text++;
    }
    plain[length] = '\0';
    char *end = NULL;
    if (!length || plain[strspn(plain, "0123456789.+-")])
        return false;
    *number = strtod(plain, &end);
    return !*end;
}

/* ---- languages ---- */

static const struct {
    const char *tag;
    const char *names[6];
} languages[] = {{"fr", {"fr", "français", "French", "프랑스어", "불어"}},
                 {"en", {"en", "anglais", "English", "영어"}},
                 {"ko", {"ko", "coréen", "Korean", "한국어", "kr"}},
                 {"de", {"de", "allemand", "German", "독일어"}},
                 {"es", {"es", "espagnol", "Spanish", "스페인어"}},
                 {"it", {"it", "italien", "Italian", "이탈리아어"}},
                 {"ja", {"ja", "japonais", "Japanese", "일본어"}},
                 {"zh", {"zh", "chinois", "Chinese", "중국어"}},
                 {"ru", {"ru", "russe", "Russian", "러시아어"}},
                 {"pt", {"pt", "portugais", "Portuguese", "포르투갈어"}},
                 {"ar", {"ar", "arabe", "Arabic", "아랍어"}}};

static const char *tag_of(const char *name)
{
    for (size_t i = 0; i < sizeof languages / sizeof *languages; i++)
        for (size_t j = 0; j < 6 && languages[i].names[j]; j++)
            if (jm_typed_same(name, languages[i].names[j]))
                return languages[i].tag;
    return NULL;
}

bool jm_typed_languages(struct jm_text *out, const char *text)
{
    struct jm_text name = JM_TEXT_INIT, tags = JM_TEXT_INIT;
    bool is_known = true;
    while (*text && is_known) {
        size_t length = strcspn(text, ",;/ \n+&");
        jm_text_reset(&name);
        jm_text_add_bytes(&name, text, length);
        const char *tag = tag_of(jm_text_get(&name));
        bool is_word = length && !jm_typed_same(jm_text_get(&name), "et") &&
                       !jm_typed_same(jm_text_get(&name), "and") &&
                       strcmp(jm_text_get(&name), "·") != 0;
        is_known = tag || !is_word;
        if (tag && tags.length)
            jm_text_add_char(&tags, ' ');
        if (tag)
            jm_text_add(&tags, tag);
        text += length;
        text += *text != '\0';
    }
    if (is_known)
        jm_text_add(out, jm_text_get(&tags));
    jm_text_clear(&name);
    jm_text_clear(&tags);
    return is_known;
}

/* ---- people ---- */

/* The length of what sets people apart at `at`, 0 for none. */
static size_t between(const char *at)
{
    static const char *const marks[] = {";",   "\n",  " et ", " and ", " & ",
                                        " / ", " + ", " · ",  " 및 ",  "、"};
    for (size_t i = 0; i < sizeof marks / sizeof *marks; i++)
        if (strncmp(at, marks[i], strlen(marks[i])) == 0)
            return strlen(marks[i]);
    return 0;
}

static void add_trimmed(struct jm_text *out, const char *from, const char *to)
{
    while (from < to && (*from == ' ' || *from == ','))
        from++;
    while (to > from && (to[-1] == ' ' || to[-1] == ','))
        to--;
    jm_text_add_bytes(out, from, (size_t)(to - from));
}

bool jm_typed_next_person(const char **cursor, struct jm_text *person)
{
    jm_text_reset(person);
    while (**cursor && !person->length) {
        const char *from = *cursor, *at = from;
        while (*at && !between(at))
            at++;
        add_trimmed(person, from, at);
        *cursor = at + between(at);
    }
    return person->length > 0;
}

static bool is_hangul(const char *word)
{
    unsigned char c = (unsigned char)*word;
    return c >= 0xEA && c <= 0xED;
}

/* "DUPONT", "LE", "O’NEIL": at least two letters, none of them small. */
static bool is_capital(const char *word, size_t length)
{
    const char *end = word + length;
    size_t letters = 0;
    while (word < end) {
        uint32_t code = jm_text_next(&word, end);
        bool is_small =
            (code >= 'a' && code <= 'z') || (code >= 0xDF && code <= 0xFF);
        if (is_small)
            return false;
        letters += (code >= 'A' && code <= 'Z') || (code >= 0xC0);
    }
    return letters > 1;
}

static void add_word(struct jm_text *out, const char *word, size_t length)
{
    if (out->length)
        jm_text_add_char(out, ' ');
    jm_text_add_bytes(out, word, length);
}

static int civility_of(const char *word, size_t length)
{
    struct jm_text text = JM_TEXT_INIT;
    jm_text_add_bytes(&text, word, length);
    int civility = is_hangul(word)
                       ? -1
                       : jm_typed_choice(JM_SET_civility, jm_text_get(&text));
    jm_text_clear(&text);
    return civility;
}

/* The last word of those given becomes the family name, where none stood in
 * capitals. */
static void take_last(struct jm_typed_name *name)
{
    const char *given = jm_text_get(&name->given);
    const char *space = strrchr(given, ' ');
    if (name->family.length || !name->given.length)
        return;
    jm_text_add(&name->family, space ? space + 1 : given);
    name->given.length = space ? (size_t)(space - given) : 0;
    name->given.bytes[name->given.length] = '\0';
}

void jm_typed_name(struct jm_typed_name *name, const char *text)
{
    *name =
        (struct jm_typed_name){-1, JM_TEXT_INIT, JM_TEXT_INIT, JM_TEXT_INIT};
    bool is_first = true;
    while (*text) {
        size_t length = strcspn(text, " (),");
        int civility = is_first && length ? civility_of(text, length) : -1;
        if (civility >= 0)
            name->civility = civility;
        else if (length && is_hangul(text))
            add_word(&name->korean, text, length);
        else if (length && is_capital(text, length))
            add_word(&name->family, text, length);
        else if (length)
            add_word(&name->given, text, length);
        is_first &= !length;
        text += length;
        text += *text != '\0';
    }
    take_last(name);
}

void jm_typed_name_clear(struct jm_typed_name *name)
{
    jm_text_clear(&name->given);
    jm_text_clear(&name->family);
    jm_text_clear(&name->korean);
}
