/* Occurrences and reports as bytes. They come from a process that has read
 * anybody's file: what is unpacked is checked as if it were that file. Numbers
 * are in this machine's order: the bytes never leave it. */
#include <jumelage/intake.h>
#include <string.h>

#define OCCURRENCE_MARK 0x4f /* O */
#define REPORT_MARK 0x52     /* R */

/* ---- writing ---- */

static void put_number(struct jm_text *out, int64_t number)
{
    char bytes[sizeof number];
    memcpy(bytes, &number, sizeof number);
    jm_text_add_bytes(out, bytes, sizeof bytes);
}

static void put_text(struct jm_text *out, const char *text)
{
    size_t length = strlen(text);
    put_number(out, (int64_t)length);
    jm_text_add_bytes(out, text, length + 1);
}

void jm_occurrence_pack(struct jm_text *out,
                        const struct jm_occurrence *occurrence)
{
    jm_text_add_char(out, OCCURRENCE_MARK);
    put_text(out, occurrence->uid);
    put_text(out, occurrence->recurrence);
    put_text(out, occurrence->title);
    put_text(out, occurrence->location);
    put_text(out, occurrence->description);
    put_text(out, occurrence->url);
    put_text(out, occurrence->zone);
    put_number(out, occurrence->sequence);
    put_number(out, occurrence->all_day);
    put_number(out, occurrence->starts);
    put_number(out, occurrence->ends);
    put_number(out, occurrence->span.from);
    put_number(out, occurrence->span.until);
    put_number(out, occurrence->status);
    put_number(out, occurrence->busy);
}

void jm_intake_report_pack(struct jm_text *out,
                           const struct jm_intake_report *report)
{
    size_t kept = report->n_remarks < JM_INTAKE_REMARKS ? report->n_remarks
                                                        : JM_INTAKE_REMARKS;
    jm_text_add_char(out, REPORT_MARK);
    put_text(out, report->name);
    put_number(out, (int64_t)report->events);
    put_number(out, (int64_t)report->occurrences);
    put_number(out, (int64_t)report->skipped);
    put_number(out, (int64_t)report->n_remarks);
    for (size_t i = 0; i < kept; i++) {
        put_number(out, report->remarks[i].message);
        put_number(out, (int64_t)report->remarks[i].line);
        for (int j = 0; j < 3; j++)
            put_text(out, report->remarks[i].args[j]);
    }
}

/* ---- reading ---- */

/* What is left; `bad` stays set once something was not there. */
struct bytes {
    const char *at, *end;
    bool bad;
};

static int64_t get_number(struct bytes *bytes, int64_t least, int64_t most)
{
    int64_t number = 0;
    if (bytes->bad || bytes->end - bytes->at < (ptrdiff_t)sizeof number) {
        bytes->bad = true;
        return least;
    }
    memcpy(&number, bytes->at, sizeof number);
    bytes->at += sizeof number;
    bytes->bad = number < least || number > most;
    return bytes->bad ? least : number;
}

static bool is_text(const char *text, size_t length, bool one_line)
{
    return !memchr(text, '\0', length) && !text[length] &&
           jm_text_is_clean(text, length) &&
           !(one_line && memchr(text, '\n', length));
}

static const char *get_text(struct bytes *bytes, bool one_line)
{
    size_t length = (size_t)get_number(bytes, 0, INT32_MAX);
    const char *text = bytes->at;
    if (bytes->bad || (size_t)(bytes->end - bytes->at) <= length ||
        !is_text(text, length, one_line)) {
        bytes->bad = true;
        return "";
    }
    bytes->at += length + 1;
    return text;
}

static void get_mark(struct bytes *bytes, char mark)
{
    bytes->bad = bytes->at == bytes->end || *bytes->at != mark;
    if (!bytes->bad)
        bytes->at++;
}

static enum jm_status moved(const struct bytes *bytes, const char **cursor,
                            struct jm_error *err)
{
    if (bytes->bad)
        return jm_fail(err, JM_INVALID, "packed bytes", JM_SAY_INTAKE_PACKED,
                       NULL);
    *cursor = bytes->at;
    return JM_OK;
}

/* "", "20260317" or "20260317T083000Z". */
static bool is_recurrence(const char *text)
{
    static const char *const forms[] = {"", "00000000", "00000000T000000Z"};
    for (size_t i = 0; i < sizeof forms / sizeof *forms; i++) {
        size_t at = 0;
        for (; text[at] && forms[i][at]; at++)
            if (forms[i][at] == '0' ? text[at] < '0' || text[at] > '9'
                                    : text[at] != forms[i][at])
                break;
        if (!text[at] && !forms[i][at])
            return true;
    }
    return false;
}

static bool is_sound(const struct jm_occurrence *occurrence)
{
    bool is_midnights = occurrence->starts % JM_DAY_SECONDS == 0 &&
                        occurrence->ends % JM_DAY_SECONDS == 0 &&
                        occurrence->starts < occurrence->ends;
    return *occurrence->uid && *occurrence->zone &&
           is_recurrence(occurrence->recurrence) &&
           occurrence->span.from <= occurrence->span.until &&
           (!occurrence->all_day || is_midnights);
}

enum jm_status jm_occurrence_unpack(struct jm_occurrence *occurrence,
                                    const char **cursor, const char *end,
                                    struct jm_error *err)
{
    struct bytes bytes = {*cursor, end, false};
    const int64_t day = JM_DAY_SECONDS;
    if (*cursor == end)
        return JM_END;
    *occurrence = (struct jm_occurrence){0};
    get_mark(&bytes, OCCURRENCE_MARK);
    occurrence->uid = get_text(&bytes, true);
    occurrence->recurrence = get_text(&bytes, true);
    occurrence->title = get_text(&bytes, true);
    occurrence->location = get_text(&bytes, true);
    occurrence->description = get_text(&bytes, false);
    occurrence->url = get_text(&bytes, true);
    occurrence->zone = get_text(&bytes, true);
    occurrence->sequence = (int32_t)get_number(&bytes, 0, INT32_MAX);
    occurrence->all_day = get_number(&bytes, 0, 1);
    occurrence->starts = get_number(&bytes, -day, JM_UTC_MAX + day);
    occurrence->ends = get_number(&bytes, -day, JM_UTC_MAX + day);
    occurrence->span.from = get_number(&bytes, JM_UTC_MIN, JM_UTC_MAX);
    occurrence->span.until = get_number(&bytes, JM_UTC_MIN, JM_UTC_MAX);
    occurrence->status =
        (enum jm_event_status)get_number(&bytes, JM_OPTION, JM_CANCELLED);
    occurrence->busy =
        (enum jm_intake_busy)get_number(&bytes, JM_INTAKE_FREE, JM_INTAKE_BUSY);
    bytes.bad = bytes.bad || !is_sound(occurrence);
    return moved(&bytes, cursor, err);
}

static void get_remark(struct bytes *bytes, struct jm_intake_remark *remark)
{
    remark->message = (enum jm_message)get_number(bytes, 0, JM_MESSAGES - 1);
    remark->line = (unsigned long)get_number(bytes, 0, INT64_MAX);
    for (int i = 0; i < 3; i++)
        jm_text_copy(remark->args[i], sizeof remark->args[i],
                     get_text(bytes, true));
}

enum jm_status jm_intake_report_unpack(struct jm_intake_report *report,
                                       const char **cursor, const char *end,
                                       struct jm_error *err)
{
    struct bytes bytes = {*cursor, end, false};
    if (*cursor == end)
        return JM_END;
    memset(report, 0, sizeof *report);
    get_mark(&bytes, REPORT_MARK);
    jm_text_copy(report->name, sizeof report->name, get_text(&bytes, true));
    report->events = (size_t)get_number(&bytes, 0, INT64_MAX);
    report->occurrences = (size_t)get_number(&bytes, 0, INT64_MAX);
    report->skipped = (size_t)get_number(&bytes, 0, INT64_MAX);
    report->n_remarks = (size_t)get_number(&bytes, 0, INT64_MAX);
    for (size_t i = 0;
         !bytes.bad && i < report->n_remarks && i < JM_INTAKE_REMARKS; i++)
        get_remark(&bytes, &report->remarks[i]);
    return moved(&bytes, cursor, err);
}
