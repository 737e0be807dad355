/* Parts as a stream of elements. */
#include "package.h"
#include <string.h>

#define CHUNK 16384
#define DEEPEST 64
/* One tag or character run that expat has to see whole before it tells of it:
 * it looks at all of it again with every chunk. */
#define LONGEST_TOKEN ((XML_Index)1 << 19)

static const char *local(const char *name)
{
    const char *colon = strchr(name, ':');
    return colon ? colon + 1 : name;
}

const char *jm_xml_attribute(const XML_Char **attributes, const char *name)
{
    for (; attributes[0]; attributes += 2)
        if (strcmp(local(attributes[0]), name) == 0)
            return attributes[1];
    return NULL;
}

const char *jm_xml_prefixed(const XML_Char **attributes, const char *name)
{
    for (; attributes[0]; attributes += 2)
        if (strchr(attributes[0], ':') &&
            strcmp(local(attributes[0]), name) == 0)
            return attributes[1];
    return NULL;
}

void jm_xml_stop(struct jm_xml *xml, enum jm_status status)
{
    if (!xml->status)
        xml->status = status;
    XML_StopParser(xml->parser, XML_FALSE);
}

void jm_xml_fail(struct jm_xml *xml, const char *why)
{
    if (xml->status)
        return;
    jm_xml_stop(xml, jm_package_fail(xml->unpacking.package, xml->err,
                                     xml->unpacking.name, why));
}

void jm_xml_pause(struct jm_xml *xml)
{
    if (!xml->status)
        XML_StopParser(xml->parser, XML_TRUE);
}

static void XMLCALL on_doctype(void *data, const XML_Char *name,
                               const XML_Char *system, const XML_Char *public,
                               int has_subset)
{
    (void)name, (void)system, (void)public, (void)has_subset;
    jm_xml_fail(data, "holds a DOCTYPE");
}

static void XMLCALL on_start(void *data, const XML_Char *name,
                             const XML_Char **attributes)
{
    struct jm_xml *xml = data;
    if (xml->status)
        return;
    if (++xml->depth > DEEPEST)
        jm_xml_fail(xml, "nests too deep");
    else if (xml->hooks->start)
        xml->hooks->start(xml, local(name), attributes);
}

static void XMLCALL on_end(void *data, const XML_Char *name)
{
    struct jm_xml *xml = data;
    if (xml->status)
        return;
    xml->depth--;
    if (xml->hooks->end)
        xml->hooks->end(xml, local(name));
}

static void XMLCALL on_text(void *data, const XML_Char *bytes, int length)
{
    struct jm_xml *xml = data;
    if (!xml->status)
        xml->hooks->text(xml, bytes, (size_t)length);
}

enum jm_status jm_xml_open(struct jm_xml *xml, struct jm_package *package,
                           const char *name, const struct jm_xml_hooks *hooks,
                           void *data, struct jm_error *err)
{
    *xml = (struct jm_xml){.hooks = hooks, .data = data};
    enum jm_status status =
        jm_unpacking_open(&xml->unpacking, package, name, err);
    if (status)
        return status;
    xml->parser = XML_ParserCreate(NULL);
    if (!xml->parser)
        return jm_fail_memory(err);
    XML_SetUserData(xml->parser, xml);
    XML_SetStartDoctypeDeclHandler(xml->parser, on_doctype);
    XML_SetElementHandler(xml->parser, on_start, on_end);
    if (hooks->text)
        XML_SetCharacterDataHandler(xml->parser, on_text);
    return JM_OK;
}

void jm_xml_close(struct jm_xml *xml)
{
    if (xml->parser)
        XML_ParserFree(xml->parser);
    jm_unpacking_close(&xml->unpacking);
    xml->parser = NULL;
}

static enum jm_status fail_syntax(struct jm_xml *xml)
{
    struct jm_text why = JM_TEXT_INIT;
    if (xml->status)
        return xml->status;
    jm_text_addf(&why, "%s in line %lu",
                 XML_ErrorString(XML_GetErrorCode(xml->parser)),
                 (unsigned long)XML_GetCurrentLineNumber(xml->parser));
    xml->status = jm_package_fail(xml->unpacking.package, xml->err,
                                  xml->unpacking.name, jm_text_get(&why));
    jm_text_clear(&why);
    return xml->status;
}

static bool is_token_long(const struct jm_xml *xml)
{
    XML_Index at = XML_GetCurrentByteIndex(xml->parser);
    return (XML_Index)xml->unpacking.count - (at < 0 ? 0 : at) > LONGEST_TOKEN;
}

static enum jm_status feed(struct jm_xml *xml)
{
    size_t got = 0;
    if (is_token_long(xml))
        return jm_package_fail(xml->unpacking.package, xml->err,
                               xml->unpacking.name, "holds an endless tag");
    void *bytes = XML_GetBuffer(xml->parser, CHUNK);
    if (!bytes)
        return jm_fail_memory(xml->err);
    enum jm_status status =
        jm_unpacking_read(&xml->unpacking, bytes, CHUNK, &got, xml->err);
    if (status)
        return status;
    xml->is_over = got == 0;
    enum XML_Status parsed =
        XML_ParseBuffer(xml->parser, (int)got, xml->is_over);
    if (parsed == XML_STATUS_ERROR)
        return fail_syntax(xml);
    xml->is_paused = parsed == XML_STATUS_SUSPENDED;
    return JM_OK;
}

static enum jm_status resume(struct jm_xml *xml)
{
    enum XML_Status parsed = XML_ResumeParser(xml->parser);
    if (parsed == XML_STATUS_ERROR)
        return fail_syntax(xml);
    xml->is_paused = parsed == XML_STATUS_SUSPENDED;
    return JM_OK;
}

enum jm_status jm_xml_step(struct jm_xml *xml, struct jm_error *err)
{
    xml->err = err;
    do {
        if (!xml->status && xml->is_paused)
            xml->status = resume(xml);
        else if (!xml->status && xml->is_over)
            return JM_END;
        else if (!xml->status)
            xml->status = feed(xml);
    } while (!xml->status && !xml->is_paused);
    return xml->status;
}

enum jm_status jm_xml_read(struct jm_package *package, const char *name,
                           const struct jm_xml_hooks *hooks, void *data,
                           struct jm_error *err)
{
    struct jm_xml xml;
    enum jm_status status = jm_xml_open(&xml, package, name, hooks, data, err);
    while (!status)
        status = jm_xml_step(&xml, err);
    jm_xml_close(&xml);
    return status == JM_END ? JM_OK : status;
}
