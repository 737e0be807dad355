/* Writing a workbook's file, and what may go wrong with it. */
#include <errno.h>
#include <fcntl.h>
#include <jumelage/workbook.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

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

static void set_properties(struct jm_book *book)
{
    struct jm_text dates = JM_TEXT_INIT, languages = JM_TEXT_INIT;
    const struct jm_workbook *how = book->how;
    const char *name =
        jm_book_twin(book, book->plan->delegations[book->delegation].name)
            .first;
    jm_words_days(&dates, how->first, book->first_day, book->last_day);
    const char *title =
        jm_book_say(book, how->first, JM_SAY_DOCUMENT_TITLE, name, NULL);
    lxw_doc_properties properties = {
        .title = jm_arena_copy(&book->arena, jm_book_clean(book, title, 255)),
        .subject = jm_arena_copy(&book->arena, jm_text_get(&dates)),
        .author = jm_arena_copy(&book->arena, "Jumelage"),
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

static enum jm_status write_book(struct jm_book *book, const char *path,
                                 const struct jm_agenda *agenda,
                                 struct jm_error *err)
{
    book->first_day = agenda->first_day;
    book->last_day = agenda->last_day;
    book->file = workbook_new(path);
    if (!book->file)
        return jm_fail_memory(err);
    set_properties(book);
    jm_programme_write(book, agenda);
    jm_members_write(book, agenda);
    return save(book, path, err);
}

enum jm_status jm_workbook_itinerary(const char *path,
                                     const struct jm_plan *plan,
                                     uint32_t delegation,
                                     const struct jm_workbook *workbook,
                                     struct jm_error *err)
{
    struct jm_book book = {
        .plan = plan, .how = workbook, .delegation = delegation};
    struct jm_agenda agenda;
    assert(workbook->first != workbook->second && workbook->version);
    enum jm_status status = jm_agenda_gather(&agenda, plan, delegation, err);
    if (status)
        return status;
    if (!agenda.has_hours)
        status = jm_fail(err, JM_INVALID, "no event with hours",
                         JM_SAY_ITINERARY_EMPTY,
                         plan->delegations[delegation].id, NULL);
    if (!status)
        status = touch(path, err);
    if (!status) {
        status = write_book(&book, path, &agenda, err);
        if (status)
            unlink(path);
    }
    free(book.formats);
    jm_arena_clear(&book.arena);
    jm_agenda_clear(&agenda);
    return status;
}
