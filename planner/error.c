#include <jumelage/error.h>
#include <jumelage/nouns.h>
#include <stdarg.h>
#include <string.h>

enum jm_status jm_fail(struct jm_error *err, enum jm_status status,
                       const char *cause, enum jm_message message, ...)
{
    if (!err || err->status)
        return status;
    err->status = status;
    err->message = message;
    jm_text_copy(err->cause, sizeof err->cause, cause ? cause : "");
    va_list args;
    va_start(args, message);
    const char *arg;
    for (int i = 0; i < JM_ERROR_ARGS && (arg = va_arg(args, const char *));
         i++)
        jm_text_copy(err->args[i], sizeof err->args[i], arg);
    va_end(args);
    return status;
}

enum jm_status jm_fail_memory(struct jm_error *err)
{
    return jm_fail(err, JM_FAILED, "malloc returned NULL", JM_SAY_NO_MEMORY,
                   NULL);
}

enum jm_status jm_error_at(struct jm_error *err, const char *file,
                           unsigned long line)
{
    if (err->place[0])
        return err->status;
    struct jm_text place = JM_TEXT_INIT;
    jm_text_add(&place, file);
    if (line) {
        jm_text_add_char(&place, ':');
        jm_text_add_int(&place, (int64_t)line);
    }
    jm_text_copy(err->place, sizeof err->place, jm_text_get(&place));
    jm_text_clear(&place);
    return err->status;
}

void jm_error_clear(struct jm_error *err)
{
    memset(err, 0, sizeof *err);
}

void jm_error_say(const struct jm_error *err, enum jm_lang lang,
                  struct jm_text *out)
{
    const char *args[JM_ERROR_ARGS];
    for (int i = 0; i < JM_ERROR_ARGS; i++) {
        const struct jm_noun *noun =
            err->args[i][0] == '@' ? jm_noun_find(err->args[i] + 1) : NULL;
        args[i] = noun ? noun->label[lang] : err->args[i];
    }
    if (err->place[0]) {
        jm_text_add(out, err->place);
        jm_text_add(out, lang == JM_FR ? "\u00a0: " : ": ");
    }
    jm_say_args(out, lang, err->message, args, JM_ERROR_ARGS);
}
