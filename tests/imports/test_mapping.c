/* Headers: which columns of sheets as people keep them are which fields, and
 * which rows come of the lines below. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>

#include <cmocka.h>
#include <jumelage/mapping.h>
#include <string.h>

static const struct {
    const char *sheet;  /* as CSV */
    const char *wanted; /* "noun:row field field ..." or the message's name */
} cases[] = {
    {"Début;Fin;Durée;Activité;일정;Lieu;Interlocuteurs;Logistique\n",
     "event:1 starts ends length title_fr title_ko place contacts_fr "
     "logistics_fr"},
    {"Début · 시작;Fin · 종료;Activité;일정\n",
     "event:1 starts ends title_fr title_ko"},
    {"\"시작\nDébut\";\"종료\nFin\";일정;Activité\n",
     "event:1 starts ends title_ko title_fr"},
    {"Start;End;Activity;Place;Logistics\n",
     "event:1 starts ends title_en place logistics_en"},
    {"Programme de visite\nSuwon à Tours\nDate;Horaire;Intitulé\n",
     "event:3 day hours title_fr"},
    {"NOM;Prénom;Fonction;Courriel\n",
     "person:1 family_name given_name function_fr email"},
    {"Équivalent;NOM\n", "person:1 equivalent_fr family_name"},
    {"Equivalent;Family name\n", "person:1 equivalent_en family_name"},
    {"성명;직위;이메일\n", "person:1 name_ko function_ko email"},
    {"Délégation;NOM;Prénom\n",
     "member:1 delegation person.family_name person.given_name"},
    {"Départ;Arrivée;Mode;Durée\n", "travel:1 origin destination mode minutes"},
    {"Lieu;Ville;Places\n", "venue:1 name_fr collectivity seats"},
    {"지자체;시작;종료;사유\n", "busy:1 collectivity starts ends title"},
    {"Collectivité;Année;Question;Choix;Thème\n",
     "answer:1 collectivity year kind choice theme"},
    {"NOM;Prénom;Couleur\n", "person:1 family_name given_name ?"},
    {"NOM;NOM;Prénom\n", "person:1 family_name ? given_name"},
    {"n’importe quoi;rien\n", "MAPPING_NO_HEADER"},
    {"Note;Source\n", "MAPPING_AMBIGUOUS"},
};

static void add_mapping(struct jm_text *out, const struct jm_mapping *mapping)
{
    char word[64];
    jm_text_addf(out, "%s:%d", mapping->noun->name,
                 (int)mapping->header_row + 1);
    for (size_t i = 0; i < mapping->count; i++) {
        int use = mapping->columns[i].use;
        jm_text_addf(
            out, " %s",
            use == JM_USE_UNKNOWN
                ? "?"
                : jm_mapping_use_word(mapping->noun, use, word, sizeof word));
    }
}

static void test_headers(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct jm_page page = JM_PAGE_INIT;
        struct jm_mapping mapping;
        struct jm_mapping_wish wish = {.noun = NULL};
        struct jm_error err = JM_ERROR_INIT;
        struct jm_text got = JM_TEXT_INIT;
        assert_int_equal(jm_page_of_csv(&page, "a.csv", cases[i].sheet,
                                        strlen(cases[i].sheet), &err),
                         JM_OK);
        if (jm_mapping_guess(&mapping, &page, &wish, &err))
            jm_text_add(&got, jm_message_name(err.message));
        else
            add_mapping(&got, &mapping);
        assert_string_equal(jm_text_get(&got), cases[i].wanted);
        jm_mapping_clear(&mapping);
        jm_page_clear(&page);
        jm_text_clear(&got);
    }
}

/* The plan has Tours, its town hall, and a coach. */
static const char *find(void *data, enum jm_noun_id noun, int field,
                        const char *text)
{
    (void)data;
    if (field >= 0)
        return strcmp(text, "officiels") == 0 ? "officiels" : NULL;
    if (noun == JM_NOUN_COLLECTIVITY && strcmp(text, "Tours") == 0)
        return "fr-tours";
    if (noun == JM_NOUN_VENUE && strcmp(text, "Hôtel de ville") == 0)
        return "vn-hdv";
    if (noun == JM_NOUN_VEHICLE && strcmp(text, "Autocar") == 0)
        return "ve-1";
    return NULL;
}

static const struct {
    const char *sheet;
    /* of each row "field=value field=value|", then "!A1 MESSAGE" */
    const char *wanted;
} sheets[] = {
    {"Début;Fin;Activité\n2026-03-17 9h30;10h45;Visite\n",
     "title_fr=Visite starts=2026-03-17T09:30 ends=2026-03-17T10:45|"},
    {"Horaire;Activité\nmardi 17 mars 2026;\n9h30-10h45;Visite\n"
     "mercredi 18 mars;\n14h;Départ\n",
     "title_fr=Visite starts=2026-03-17T09:30 ends=2026-03-17T10:45|"
     "title_fr=Départ starts=2026-03-18T14:00 ends=2026-03-18T14:00|"},
    {"Visite de 2026\nHoraire;Activité\n17 mars;\n9h;Visite\n",
     "title_fr=Visite starts=2026-03-17T09:00 ends=2026-03-17T09:00|"},
    {"Date;Début;Fin;Activité\n17/03/2026;22h;1h;Nuit\n",
     "title_fr=Nuit starts=2026-03-17T22:00 ends=2026-03-18T01:00|"},
    {"Date;Début;Durée;Activité\n17/03/2026;23h30;1 h 30;Nuit\n;9h;;Suite\n",
     "title_fr=Nuit starts=2026-03-17T23:30 ends=2026-03-18T01:00|"
     "title_fr=Suite starts=2026-03-17T09:00 ends=2026-03-17T09:00|"},
    {"Date;Activité\n17/03/2026;Fête\n",
     "title_fr=Fête starts=2026-03-17 ends=2026-03-17|"},
    {"Date;Heure;Activité;Lieu\n17/03/2026;9h;\"officiels\nVisite\";"
     "\"Hôtel de ville\n시청\"\n",
     "title_fr=Visite starts=2026-03-17T09:00 ends=2026-03-17T09:00 "
     "venue=vn-hdv track=officiels|"},
    {"Date;Heure;Activité;Lieu\n17/03/2026;9h;Trajet;Tours – Hôtel de ville\n",
     "title_fr=Trajet starts=2026-03-17T09:00 ends=2026-03-17T09:00 "
     "host=fr-tours to_venue=vn-hdv|"},
    {"Date;Heure;Activité;Logistique\n"
     "17/03/2026;9h;Trajet;\"Autocar · 12 places\n버스\"\n",
     "title_fr=Trajet starts=2026-03-17T09:00 ends=2026-03-17T09:00 "
     "logistics_fr=12 places logistics_ko=버스|"},
    {"Date;Heure;Activité;Lieu\n17/03/2026;9h;Visite;Lune\n"
     "31/02/2026;9h;Rien;\n17/03/2026;27h;Rien;\n",
     "!D2 CELL_UNKNOWN_PLACE !A3 CELL_NO_SUCH_DATE !B4 CELL_NO_SUCH_CLOCK"},
    {"Heure;Activité\n9h;Visite\n", "!A2 CELL_NO_DAY"},
    {"Début;Fin;Activité\n2026-03-17 9h;10h;Départ du vol AF267\n", ""},
    {"Prénom et nom;Fonction\nMme A. Dupont et M. B. Kim;Élus\n",
     "family_name=Dupont given_name=A. civility=mme function_fr=Élus|"
     "family_name=Kim given_name=B. civility=m function_fr=Élus|"},
    {"NOM;Prénom\nNOM;Prénom\nHAN;Dong-uk\n",
     "family_name=HAN given_name=Dong-uk|"},
    {"Départ;Arrivée;Mode;Durée\nTours;Tours;TGV;1 h 30 - 2 h\n",
     "origin=fr-tours destination=fr-tours mode=train minutes_min=90 "
     "minutes_max=120|"},
    {"Lieu;Ville;Places\nSalle;Tours;80 personnes\nSalle;Lune;beaucoup\n",
     "collectivity=fr-tours name_fr=Salle seats=80|"
     "!B3 CELL_UNKNOWN !C3 CELL_NOT_NUMBER"},
};

static void add_row(struct jm_text *out, const struct jm_row *row)
{
    /* times are written after the title: in the order of the table above */
    static const int first = JM_event_title_fr;
    bool is_event = row->noun->id == JM_NOUN_EVENT;
    bool has_any = false;
    for (int pass = is_event ? 0 : 1; pass < 2; pass++)
        for (int i = 0; i < row->noun->count; i++) {
            if (jm_row_is_null(row, i) ||
                (is_event && (i == first) != (pass == 0)))
                continue;
            jm_text_addf(out, "%s%s=", has_any ? " " : "",
                         row->noun->fields[i].name);
            jm_row_add_text(out, row, i);
            has_any = true;
        }
    jm_text_add_char(out, '|');
}

static void test_rows(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof sheets / sizeof *sheets; i++) {
        struct jm_page page = JM_PAGE_INIT;
        struct jm_mapping mapping;
        struct jm_mapping_wish wish = {.noun = NULL};
        struct jm_records records = JM_RECORDS_INIT;
        struct jm_reading reading = {.find = find};
        struct jm_error err = JM_ERROR_INIT;
        struct jm_text got = JM_TEXT_INIT;
        assert_int_equal(jm_page_of_csv(&page, "a", sheets[i].sheet,
                                        strlen(sheets[i].sheet), &err),
                         JM_OK);
        if (jm_mapping_guess(&mapping, &page, &wish, &err))
            fail_msg("%s: %s", sheets[i].sheet, jm_message_name(err.message));
        assert_int_equal(
            jm_records_read(&records, &page, &mapping, &reading, &err), JM_OK);
        for (size_t j = 0; j < records.count; j++)
            if (!records.all[j].is_bad)
                add_row(&got, &records.all[j].row);
        for (size_t j = 0; j < records.n_refused; j++)
            jm_text_addf(&got, "%s!%s %s", j ? " " : "",
                         records.refused[j].place + 2,
                         jm_message_name(records.refused[j].message));
        assert_string_equal(jm_text_get(&got), sheets[i].wanted);
        jm_records_clear(&records);
        jm_mapping_clear(&mapping);
        jm_page_clear(&page);
        jm_text_clear(&got);
    }
}

static void test_completing(void **state)
{
    struct jm_row row = JM_ROW_INIT;
    struct jm_error err = JM_ERROR_INIT;
    (void)state;
    jm_row_init(&row, jm_noun(JM_NOUN_EVENT), &err);
    jm_row_set_string(&row, JM_event_title_ko, "환영 오찬", &err);
    assert_int_equal(jm_record_complete(&row, &err), JM_OK);
    assert_string_equal(jm_row_string(&row, JM_event_title_fr), "환영 오찬");
    assert_string_equal(jm_row_string(&row, JM_event_kind), "meal");
    jm_row_init(&row, jm_noun(JM_NOUN_COLLECTIVITY), &err);
    jm_row_set_string(&row, JM_collectivity_name_en, "Suwon", &err);
    jm_row_set_string(&row, JM_collectivity_country, "KR", &err);
    assert_int_equal(jm_record_complete(&row, &err), JM_OK);
    assert_string_equal(jm_row_string(&row, JM_collectivity_name_fr), "Suwon");
    assert_string_equal(jm_row_string(&row, JM_collectivity_name_ko), "Suwon");
    assert_string_equal(jm_row_string(&row, JM_collectivity_zone),
                        "Asia/Seoul");
    jm_row_clear(&row);
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(test_headers),
                                       cmocka_unit_test(test_rows),
                                       cmocka_unit_test(test_completing)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
