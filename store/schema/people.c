/* Version 1 of the schema: who comes, and what they work on together. */
#include "schema.h"
#include <stddef.h>

static const char person[] =
    "CREATE TABLE person ( -- anybody who is named in a plan\n"
    "    n INTEGER PRIMARY KEY, -- the row inside this file\n"
    "    id TEXT NOT NULL UNIQUE, -- its name for ever\n"
    "    version INTEGER NOT NULL DEFAULT 1, -- one more with each change\n"
    "    family_name TEXT NOT NULL, -- in Latin letters\n"
    "    given_name TEXT, -- in Latin letters\n"
    "    name_ko TEXT, -- the whole name in Hangul\n"
    "    civility TEXT -- form of address\n"
    "        CHECK (civility IN ('m', 'mme')),\n"
    "    function_fr TEXT, -- what they are, in French\n"
    "    function_en TEXT, -- what they are, in English\n"
    "    function_ko TEXT, -- what they are, in Korean\n"
    "    equivalent_fr TEXT, -- the like function in France, in French\n"
    "    equivalent_en TEXT, -- the like function, in English\n"
    "    equivalent_ko TEXT, -- the like function in Korea, in Korean\n"
    "    organisation INTEGER REFERENCES collectivity(n), -- whom they serve\n"
    "    rank INTEGER -- order of precedence, 1 comes first\n"
    "        CHECK (rank >= 0),\n"
    "    languages TEXT, -- BCP 47 tags, separated by spaces\n"
    "    role TEXT NOT NULL -- what they do in a stay\n"
    "        CHECK (role = 'official' OR role = 'member' OR\n"
    "            role = 'interpreter' OR role = 'driver' OR\n"
    "            role = 'liaison'),\n"
    "    email TEXT, -- personal data\n"
    "    phone TEXT, -- personal data\n"
    "    note TEXT -- what else is to be known\n"
    ") STRICT";

static const char delegation[] =
    "CREATE TABLE delegation ( -- a group that travels together\n"
    "    n INTEGER PRIMARY KEY, -- the row inside this file\n"
    "    id TEXT NOT NULL UNIQUE, -- its name for ever: 'guro-2026'\n"
    "    version INTEGER NOT NULL DEFAULT 1, -- one more with each change\n"
    "    name_fr TEXT NOT NULL, -- its French name\n"
    "    name_en TEXT, -- its English name\n"
    "    name_ko TEXT, -- its Korean name\n"
    "    origin INTEGER NOT NULL REFERENCES collectivity(n), -- whose it is\n"
    "    head INTEGER REFERENCES person(n), -- who leads it\n"
    "    size INTEGER -- people, where members are not all named\n"
    "        CHECK (size >= 0),\n"
    "    purpose_fr TEXT, -- why it comes, in French\n"
    "    purpose_en TEXT, -- why it comes, in English\n"
    "    purpose_ko TEXT, -- why it comes, in Korean\n"
    "    dates_imposed INTEGER NOT NULL -- 1: the guests set the dates\n"
    "        CHECK (dates_imposed IN (0, 1)),\n"
    "    note TEXT, -- what else is to be known\n"
    "    source TEXT -- where this was read\n"
    ") STRICT";

static const char flight[] =
    "CREATE TABLE flight ( -- a flight or a long train of a delegation\n"
    "    n INTEGER PRIMARY KEY, -- the row inside this file\n"
    "    id TEXT NOT NULL UNIQUE, -- delegation/direction/number\n"
    "    version INTEGER NOT NULL DEFAULT 1, -- one more with each change\n"
    "    delegation INTEGER NOT NULL REFERENCES delegation(n), -- who flies\n"
    "    direction TEXT NOT NULL -- there or back\n"
    "        CHECK (direction IN ('in', 'out')),\n"
    "    number TEXT NOT NULL, -- 'AF 267'\n"
    "    origin INTEGER NOT NULL REFERENCES collectivity(n), -- from\n"
    "    destination INTEGER NOT NULL REFERENCES collectivity(n), -- to\n"
    "    departs TEXT NOT NULL, -- wall time at the origin\n"
    "    departs_zone TEXT NOT NULL, -- IANA time zone of the origin\n"
    "    departs_utc INTEGER, -- the same, seconds since 1970 (UTC)\n"
    "    arrives TEXT NOT NULL, -- wall time at the destination\n"
    "    arrives_zone TEXT NOT NULL, -- IANA time zone of the destination\n"
    "    arrives_utc INTEGER, -- the same, seconds since 1970 (UTC)\n"
    "    note TEXT, -- what else is to be known\n"
    "    CHECK (departs_utc <= arrives_utc)\n"
    ") STRICT";

static const char member[] =
    "CREATE TABLE member ( -- a person in a delegation\n"
    "    n INTEGER PRIMARY KEY, -- the row inside this file\n"
    "    id TEXT NOT NULL UNIQUE, -- delegation/person\n"
    "    version INTEGER NOT NULL DEFAULT 1, -- one more with each change\n"
    "    delegation INTEGER NOT NULL REFERENCES delegation(n), -- which\n"
    "    person INTEGER NOT NULL REFERENCES person(n), -- who\n"
    "    position INTEGER -- place in the list, 1 comes first\n"
    "        CHECK (position >= 0),\n"
    "    track TEXT, -- which part of the group goes along\n"
    "    joins TEXT, -- wall time or day; none: from the start\n"
    "    leaves TEXT, -- wall time or last day; none: to the end\n"
    "    zone TEXT NOT NULL, -- IANA time zone of both\n"
    "    joins_utc INTEGER, -- the same, seconds since 1970 (UTC)\n"
    "    leaves_utc INTEGER, -- the same, seconds since 1970 (UTC)\n"
    "    room TEXT -- the room they sleep in\n"
    "        CHECK (room = 'single' OR room = 'double' OR\n"
    "            room = 'twin' OR room = 'family'),\n"
    "    meal TEXT, -- the choice, not its reason; personal data\n"
    "    mobility TEXT, -- the help they need; personal data\n"
    "    photo_permission INTEGER -- 1: signed\n"
    "        CHECK (photo_permission IN (0, 1)),\n"
    "    note TEXT, -- what else is to be known\n"
    "    CHECK (joins_utc <= leaves_utc)\n"
    ") STRICT";

static const char project[] =
    "CREATE TABLE project ( -- what partners do together\n"
    "    n INTEGER PRIMARY KEY, -- the row inside this file\n"
    "    id TEXT NOT NULL UNIQUE, -- its name for ever\n"
    "    version INTEGER NOT NULL DEFAULT 1, -- one more with each change\n"
    "    title_fr TEXT NOT NULL, -- its French title\n"
    "    title_en TEXT, -- its English title\n"
    "    title_ko TEXT, -- its Korean title\n"
    "    collectivity INTEGER NOT NULL REFERENCES collectivity(n), -- whose\n"
    "    partner INTEGER REFERENCES collectivity(n), -- with whom\n"
    "    theme INTEGER REFERENCES theme(n), -- about what\n"
    "    status TEXT NOT NULL -- how far it is\n"
    "        CHECK (status = 'idea' OR status = 'running' OR\n"
    "            status = 'done'),\n"
    "    note TEXT, -- what else is to be known\n"
    "    source TEXT -- where this was read\n"
    ") STRICT";

static const char criterion[] =
    "CREATE TABLE criterion ( -- a criterion of the label\n"
    "    n INTEGER PRIMARY KEY, -- the row inside this file\n"
    "    id TEXT NOT NULL UNIQUE, -- edition/code\n"
    "    version INTEGER NOT NULL DEFAULT 1, -- one more with each change\n"
    "    edition INTEGER NOT NULL -- which edition of the criteria\n"
    "        CHECK (edition >= 1),\n"
    "    code TEXT NOT NULL, -- its number in the edition\n"
    "    kind TEXT NOT NULL -- what it decides\n"
    "        CHECK (kind = 'eligibility' OR kind = 'score' OR\n"
    "            kind = 'effect'),\n"
    "    text_fr TEXT NOT NULL, -- its French text\n"
    "    text_en TEXT, -- its English text\n"
    "    text_ko TEXT, -- its Korean text\n"
    "    scale TEXT, -- how it is scored\n"
    "    source TEXT -- where this was read\n"
    ") STRICT";

static const char label[] =
    "CREATE TABLE label ( -- a decision on a project's label\n"
    "    n INTEGER PRIMARY KEY, -- the row inside this file\n"
    "    id TEXT NOT NULL UNIQUE, -- project/decided_on\n"
    "    version INTEGER NOT NULL DEFAULT 1, -- one more with each change\n"
    "    project INTEGER NOT NULL REFERENCES project(n), -- on which\n"
    "    edition INTEGER NOT NULL -- the criteria it was taken under\n"
    "        CHECK (edition >= 1),\n"
    "    decision TEXT NOT NULL -- what was decided\n"
    "        CHECK (decision = 'granted' OR decision = 'refused' OR\n"
    "            decision = 'withdrawn'),\n"
    "    score INTEGER -- points\n"
    "        CHECK (score >= 0),\n"
    "    decided_on TEXT NOT NULL, -- the day of the decision\n"
    "    expires_on TEXT, -- its last day\n"
    "    reason TEXT, -- why\n"
    "    CHECK (decided_on <= expires_on)\n"
    ") STRICT";

static const char answer[] =
    "CREATE TABLE answer ( -- what a collectivity wishes for\n"
    "    n INTEGER PRIMARY KEY, -- the row inside this file\n"
    "    id TEXT NOT NULL UNIQUE, -- collectivity/year/kind/choice\n"
    "    version INTEGER NOT NULL DEFAULT 1, -- one more with each change\n"
    "    collectivity INTEGER NOT NULL REFERENCES collectivity(n), -- who\n"
    "    year INTEGER NOT NULL, -- the year of the consultation\n"
    "    kind TEXT NOT NULL -- the question\n"
    "        CHECK (kind IN ('theme', 'partner')),\n"
    "    choice INTEGER NOT NULL -- first, second or third choice\n"
    "        CHECK (choice BETWEEN 1 AND 3),\n"
    "    theme INTEGER REFERENCES theme(n), -- the theme chosen\n"
    "    partner INTEGER REFERENCES collectivity(n) -- the partner chosen\n"
    ") STRICT";

const char *const jm_schema_people[] = {person,
                                        JM_INDEX_SOME(person, organisation),
                                        delegation,
                                        JM_INDEX(delegation, origin),
                                        JM_INDEX_SOME(delegation, head),
                                        flight,
                                        JM_INDEX(flight, delegation),
                                        JM_INDEX(flight, origin),
                                        JM_INDEX(flight, destination),
                                        member,
                                        JM_INDEX(member, delegation),
                                        JM_INDEX(member, person),
                                        project,
                                        JM_INDEX(project, collectivity),
                                        JM_INDEX_SOME(project, partner),
                                        JM_INDEX_SOME(project, theme),
                                        criterion,
                                        label,
                                        JM_INDEX(label, project),
                                        answer,
                                        JM_INDEX(answer, collectivity),
                                        JM_INDEX_SOME(answer, theme),
                                        JM_INDEX_SOME(answer, partner),
                                        NULL};
