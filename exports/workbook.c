/* Writing a workbook's file, and what may go wrong with it. */
#include <errno.h>
#include <fcntl.h>
#include <jumelage/workbook.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "feed_code.h"
#include "parts.h"
#include <assert.h>
#include <jumelage/words.h>

/* libxlsxwriter takes 0 for now: entries of the archive bear this date too. */
#define YEAR_1980 315532800

static enum jm_status cannot_write(const char *path, int code,
                                   struct jm_error *err)
{
    enum jm_status status = code == ENOSPC || code == EIO || code == EMFILE ||
                                    code == ENFILE || code == EDQUOT
                                ? JM_FAILED
                                : JM_REFUSED;
    return jm_fail(err, status, strerror(code),
                   status == JM_FAILED ? JM_SAY_SHEET_FAILED
                                       : JM_SAY_SHEET_REFUSED,
                   path, NULL);
}

/* Makes the file, so that a path that cannot be written is known, and named,
 * before libxlsxwriter prints about it. */
static enum jm_status touch(const char *path, struct jm_error *err)
{
    struct stat stat;
    int file = open(path, O_WRONLY | O_CREAT | O_CLOEXEC | O_NOCTTY, 0666);
    if (file < 0)
        return cannot_write(path, errno, err);
    bool regular = fstat(file, &stat) == 0 && S_ISREG(stat.st_mode);
    close(file);
    return regular ? JM_OK : cannot_write(path, ENODEV, err);
}

/* Title, subject, languages and a fixed date; no author, for authors are
 * people. */
static void set_properties(struct jm_book *book)
{
    struct jm_text dates = JM_TEXT_INIT, title = JM_TEXT_INIT,
                   languages = JM_TEXT_INIT;
    const struct jm_workbook *how = book->how;
    jm_text_add(&title, book->title.first);
    if (*book->name.first)
        jm_text_addf(&title, " – %s", book->name.first);
    if (book->first_day != JM_DAY_NONE)
        jm_words_days(&dates, how->first, book->first_day, book->last_day);
    const char *whole = jm_book_keep(book, &title);
    lxw_doc_properties properties = {
        .title = jm_arena_copy(&book->arena, jm_book_clean(book, whole, 255)),
        .subject = jm_arena_copy(&book->arena, jm_text_get(&dates)),
        .author = jm_arena_copy(&book->arena, ""),
        .created = how->created > 0 ? how->created : YEAR_1980};
    jm_text_addf(&languages, "%s, %s", jm_lang_tag(how->first),
                 jm_lang_tag(how->second));
    workbook_set_properties(book->file, &properties);
    workbook_set_custom_property_string(book->file, "Language",
                                        jm_text_get(&languages));
    jm_text_clear(&dates);
    jm_text_clear(&languages);
}

/* Ends book->file whatever happens. */
static enum jm_status save(struct jm_book *book, const char *path,
                           struct jm_error *err)
{
    if (book->failed) {
        lxw_workbook_free(book->file);
        return jm_fail(err, JM_FAILED, "libxlsxwriter refused a cell",
                       JM_SAY_SHEET_FAILED, path, NULL);
    }
    lxw_error error = workbook_close(book->file);
    if (error)
        return jm_fail(err, JM_FAILED, lxw_strerror(error), JM_SAY_SHEET_FAILED,
                       path, NULL);
    return JM_OK;
}

/* The sheets of each kind, in their order. */
typedef void agenda_sheet(struct jm_book *book, const struct jm_agenda *agenda);
typedef void plan_sheet(struct jm_book *book);

#define SHEETS 11

static const struct kind {
    enum jm_reader reader;
    enum jm_message title;
    agenda_sheet *of_agenda[SHEETS + 1]; /* NULL ends them */
    plan_sheet *of_plan[SHEETS + 1];
} kinds[JM_BOOKS] = {
    [JM_BOOK_ITINERARY] = {JM_FOR_GUESTS,
                           JM_SAY_PROGRAMME_TITLE,
                           {jm_programme_write, jm_members_write,
                            jm_contacts_write, jm_places_write},
                           {NULL}},
    [JM_BOOK_INTERNAL] = {JM_FOR_PROTOCOL,
                          JM_SAY_INTERNAL_TITLE,
                          {jm_programme_write, jm_members_write,
                           jm_contacts_write, jm_places_write, jm_minutes_write,
                           jm_transport_write, jm_interpreters_write,
                           jm_nights_write, jm_meals_write, jm_alerts_write,
                           jm_versions_write},
                          {NULL}},
    [JM_BOOK_ROOMING] = {JM_FOR_HOTEL,
                         JM_SAY_ROOMING_TITLE,
                         {jm_rooming_write},
                         {NULL}},
    [JM_BOOK_YEAR] = {JM_FOR_PLANNERS,
                      JM_SAY_YEAR_TITLE,
                      {NULL},
                      {jm_year_write, jm_events_write, jm_conflicts_write,
                       jm_load_write}},
    [JM_BOOK_HOST] = {JM_FOR_HOST,
                      JM_SAY_HOST_TITLE,
                      {NULL},
                      {jm_events_write, jm_visits_write, jm_conflicts_write}},
    [JM_BOOK_TEMPLATE] = {
        JM_FOR_FILLERS, JM_SAY_TEMPLATE_TITLE, {NULL}, {jm_templates_write}}};

/* What the paper is, and of whom. */
static void name_book(struct jm_book *book)
{
    const struct jm_workbook *how = book->how;
    struct jm_text year = JM_TEXT_INIT;
    jm_text_add_int(&year, how->year);
    struct jm_twin number = {jm_book_keep(book, &year), ""};
    book->title = jm_book_say_twin(book, kinds[how->kind].title, &number, NULL);
    book->name = (struct jm_twin){"", ""};
    if (book->delegation != JM_NONE)
        book->name =
            jm_book_twin(book, book->plan->delegations[book->delegation].name);
    if (how->kind == JM_BOOK_HOST)
        book->name = jm_book_host(book, how->row);
    if (how->kind == JM_BOOK_YEAR)
        book->name = jm_book_say_twin(book, JM_SAY_YEAR_NAME, &number, NULL);
    if (how->kind == JM_BOOK_TEMPLATE)
        book->name = jm_book_say_twin(book, JM_SAY_TEMPLATE_NAME, NULL, NULL);
}

static bool prepare(struct jm_book *book, const struct jm_agenda *agenda)
{
    const struct jm_plan *plan = book->plan;
    book->lines = jm_arena_take(&book->arena, plan->n_events + (size_t)1,
                                sizeof *book->lines);
    book->spots = jm_arena_take(&book->arena, plan->n_venues + (size_t)1,
                                sizeof *book->spots);
    if (!book->lines || !book->spots)
        return false;
    name_book(book);
    if (agenda && book->reader != JM_FOR_HOTEL)
        jm_places_find(book, agenda);
    return true;
}

static enum jm_status write_book(struct jm_book *book, const char *path,
                                 const struct jm_agenda *agenda,
                                 struct jm_error *err)
{
    const struct kind *kind = &kinds[book->how->kind];
    if (agenda) {
        book->first_day = agenda->first_day;
        book->last_day = agenda->last_day;
    }
    book->file = workbook_new(path);
    if (!book->file || !prepare(book, agenda)) {
        lxw_workbook_free(book->file);
        return jm_fail_memory(err);
    }
    set_properties(book);
    for (int i = 0; kind->of_agenda[i]; i++)
        kind->of_agenda[i](book, agenda);
    for (int i = 0; kind->of_plan[i]; i++)
        kind->of_plan[i](book);
    return save(book, path, err);
}

/* Whether a code of the feed's address can be drawn. */
static enum jm_status check_feed(struct jm_book *book, struct jm_error *err)
{
    const char *url = book->how->feed_url;
    struct jm_text png = JM_TEXT_INIT;
    bool good = !url || (strncmp(url, "https://", 8) == 0 &&
                         jm_book_link(book, url) && jm_feed_code(&png, url));
    jm_text_clear(&png);
    return good ? JM_OK
                : jm_fail(err, JM_INVALID, "feed_url", JM_SAY_FEED_URL_BAD, url,
                          NULL);
}

/* The agenda of a delegation's workbook; has_hours is asked of itineraries. */
static enum jm_status gather(struct jm_book *book, struct jm_agenda *agenda,
                             struct jm_error *err)
{
    enum jm_status status =
        jm_agenda_gather(agenda, book->plan, book->delegation,
                         book->reader != JM_FOR_GUESTS, err);
    if (!status && !agenda->has_hours && book->reader != JM_FOR_HOTEL)
        status = jm_fail(err, JM_INVALID, "no event with hours",
                         JM_SAY_ITINERARY_EMPTY,
                         book->plan->delegations[book->delegation].id, NULL);
    return status;
}

enum jm_status jm_workbook_write(const char *path, const struct jm_plan *plan,
                                 const struct jm_workbook *workbook,
                                 struct jm_error *err)
{
    bool of_delegation = kinds[workbook->kind].of_agenda[0] != NULL;
    struct jm_book book = {.plan = plan,
                           .how = workbook,
                           .reader = kinds[workbook->kind].reader,
                           .delegation =
                               of_delegation ? workbook->row : JM_NONE,
                           .first_day = JM_DAY_NONE,
                           .last_day = JM_DAY_NONE};
    struct jm_agenda agenda = {.count = 0};
    assert(workbook->first != workbook->second && workbook->version);
    enum jm_status status = check_feed(&book, err);
    if (!status && of_delegation)
        status = gather(&book, &agenda, err);
    if (!status)
        status = touch(path, err);
    if (!status) {
        status = write_book(&book, path, of_delegation ? &agenda : NULL, err);
        if (status)
            unlink(path);
    }
    free(book.formats);
    jm_arena_clear(&book.arena);
    jm_agenda_clear(&agenda);
    return status;
}
