/* What the plans of plans.h hold. */
#ifndef JM_TESTS_TABLES_H
#define JM_TESTS_TABLES_H

#include <jumelage/plan.h>

enum { TOURS, PARIS, SUWON, ISSY, GURO, CDG, ICN, GUMI, DEMO_PLACES };

static const struct demo_place {
    const char *id, *fr, *en, *ko, *country;
    enum jm_collectivity_kind kind;
} demo_places[DEMO_PLACES] = {
    [TOURS] = {"fr-tours", "Tours", "Tours", "투르", "FR", JM_KIND_COMMUNE},
    [PARIS] = {"fr-paris", "Paris", "Paris", "파리", "FR", JM_KIND_COMMUNE},
    [SUWON] = {"kr-suwon", "Suwon", "Suwon", "수원", "KR", JM_KIND_CITY},
    [ISSY] = {"fr-issy", "Issy-les-Moulineaux", "Issy-les-Moulineaux",
              "이시레물리노", "FR", JM_KIND_COMMUNE},
    [GURO] = {"kr-guro", "Guro-gu", "Guro District", "구로구", "KR",
              JM_KIND_DISTRICT},
    [CDG] = {"fr-cdg", "Aéroport Paris-Charles-de-Gaulle",
             "Paris Charles de Gaulle Airport", "파리 샤를드골 공항", "FR",
             JM_KIND_GATEWAY},
    [ICN] = {"kr-icn", "Aéroport de Séoul-Incheon", "Seoul Incheon Airport",
             "인천국제공항", "KR", JM_KIND_GATEWAY},
    [GUMI] = {"kr-gumi", "Gumi", "Gumi", "구미", "KR", JM_KIND_CITY}};

enum {
    HALL,
    FAIR,
    LOIRE,
    PLANT,
    HOTEL,
    EMBASSY,
    ISSY_HALL,
    FIVES,
    DEMO_VENUES
};

static const struct demo_venue {
    const char *id, *fr, *en, *ko;
    int place;
} demo_venues[DEMO_VENUES] = {
    [HALL] = {"v-hall", "Hôtel de ville, salle Anatole-France",
              "Town hall, Anatole France room", "투르 시청 아나톨 프랑스 홀",
              TOURS},
    [FAIR] = {"v-fair", "Parc des expositions, grand hall",
              "Exhibition centre, main hall", "박람회장 대전시관", TOURS},
    [LOIRE] = {"v-loire", "Quai de la Loire", "Loire quay", "루아르 강변",
               TOURS},
    [PLANT] = {"v-plant", "Écoquartier Monconseil", "Monconseil eco-district",
               "몽콩세유 친환경 지구", TOURS},
    [HOTEL] = {"v-hotel", "Hôtel de l’Univers", "Hôtel de l’Univers", NULL,
               TOURS},
    [EMBASSY] = {"v-embassy", "Ambassade de la République de Corée",
                 "Embassy of the Republic of Korea", "주프랑스 대한민국 대사관",
                 PARIS},
    [ISSY_HALL] = {"v-issy", "Hôtel de ville", "Town hall", "시청", ISSY},
    [FIVES] = {"v-fives", "Salle de commandement de la police municipale",
               "Municipal police control room", NULL, ISSY}};

struct demo_event {
    enum jm_event_kind kind;
    enum jm_event_status status;
    const char *from, *until; /* a date alone: all day, `until` included */
    int place, venue, to;     /* -1: none */
    const char *track, *fr, *en, *ko;
    const char *who, *who_ko, *how, *how_ko;
    enum { PLAIN = 0, TO_CONFIRM, CALL } mark; /* a call: in Paris time */
};

static const struct demo_event demo_suwon[] = {
    {JM_STAY, JM_CONFIRMED, "2023-05-04", "2023-05-08", TOURS, -1, -1, NULL,
     "Accueil de la délégation de Suwon", NULL, NULL, NULL, NULL, NULL, NULL,
     PLAIN},
    {JM_LODGING, JM_CONFIRMED, "2023-05-04", "2023-05-07", TOURS, HOTEL, -1,
     NULL, "Nuit à l’hôtel de l’Univers", "Night at the Hôtel de l’Univers",
     "호텔 드 뤼니베르 숙박", NULL, NULL, "Petit-déjeuner de 6 h 30 à 9 h 30",
     "조식 06:30~09:30", PLAIN},
    {JM_TRANSFER, JM_CONFIRMED, "2023-05-04T20:15", "2023-05-04T23:00", CDG, -1,
     TOURS, NULL, "Trajet vers Tours, panier-repas à bord",
     "Coach to Tours, packed supper on board", "투르 이동(차내 도시락)",
     "Mme Morvan, protocole", "의전 담당 모르방", NULL, NULL, PLAIN},
    {JM_MEETING, JM_CONFIRMED, "2023-05-05T09:30", "2023-05-05T10:15", TOURS,
     HALL, -1, NULL, "Visite de courtoisie au maire de Tours",
     "Courtesy call on the Mayor of Tours", "투르 시장 예방",
     "Le maire de Tours\nL’adjointe aux relations internationales",
     "투르 시장\n국제교류 담당 부시장", "Interprétation consécutive",
     "순차 통역", PLAIN},
    {JM_MEETING, JM_CONFIRMED, "2023-05-05T10:30", "2023-05-05T12:00", TOURS,
     HALL, -1, NULL,
     "Séance de travail : gestion de l’eau, fortifications et tourisme durable",
     "Working session: water management, fortresses, sustainable tourism",
     "실무 회의: 물 관리, 성곽 보존과 지속 가능한 관광",
     "Direction de la transition écologique", "생태전환국",
     "Interprétation simultanée, 20 casques", "동시통역 수신기 20대", PLAIN},
    {JM_MEAL, JM_CONFIRMED, "2023-05-05T12:15", "2023-05-05T14:00", TOURS, HALL,
     -1, NULL, "Déjeuner offert par le maire", "Lunch hosted by the Mayor",
     "투르 시장 주최 오찬", "Le maire de Tours", "투르 시장",
     "Plan de table remis à l’entrée", "좌석 배치도 입구 배부", PLAIN},
    {JM_VISIT, JM_CONFIRMED, "2023-05-05T14:30", "2023-05-05T16:30", TOURS,
     PLANT, -1, "Élus · 의원단", "Visite de l’écoquartier Monconseil",
     "Visit of the Monconseil eco-district", "몽콩세유 친환경 지구 시찰",
     "Tours Habitat", "투르 주택공사", "Chaussures plates conseillées",
     "편한 신발 권장", PLAIN},
    {JM_VISIT, JM_CONFIRMED, "2023-05-05T14:30", "2023-05-05T17:00", TOURS,
     FAIR, -1, "Troupe · 시범단", "Répétition du spectacle d’arts martiaux",
     "Rehearsal of the martial-arts show", "무예 시범 공연 리허설",
     "Régie de la Foire", "박람회 무대 감독", "Scène centrale, tapis fournis",
     "중앙 무대, 매트 제공", PLAIN},
    {JM_MEAL, JM_OPTION, "2023-05-05T20:00", "2023-05-05T22:00", TOURS, -1, -1,
     NULL, "Dîner avec les entreprises de la filière agroalimentaire",
     "Dinner with companies of the food industry", "농식품 기업인 만찬",
     "CCI Touraine", "투렌 상공회의소", "Tenue de ville", "정장", PLAIN},
    {JM_FLAGSHIP, JM_CONFIRMED, "2023-05-05", "2023-05-14", TOURS, FAIR, -1,
     NULL, "Foire de Tours, la Corée à l’honneur",
     "Tours Fair, Korea guest of honour", "투르 박람회(한국 주빈국)", NULL,
     NULL, NULL, NULL, PLAIN},
    {JM_CEREMONY, JM_CONFIRMED, "2023-05-06T10:00", "2023-05-06T10:45", TOURS,
     FAIR, -1, NULL,
     "Inauguration officielle de la Foire, en présence de "
     "l’ambassadeur de la République de Corée",
     "Official opening of the Fair, with the Ambassador of Korea",
     "주프랑스 대한민국 대사 참석 박람회 개막식",
     "L’ambassadeur\nLa préfète d’Indre-et-Loire",
     "대사\n앵드르에루아르 도지사", "Discours : 3 min chacun", "축사 각 3분",
     PLAIN},
    {JM_CEREMONY, JM_CONFIRMED, "2023-05-06T11:00", "2023-05-06T11:45", TOURS,
     FAIR, -1, NULL,
     "Signature de la charte de jumelage, photo officielle, "
     "échange de cadeaux",
     "Signing of the twinning charter, official photo, gifts",
     "자매결연 협약 서명, 기념 촬영 및 선물 교환", "Les deux maires",
     "양 도시 시장", "2 exemplaires FR/KO, drapeaux, stylos",
     "협약서 한·불 각 2부, 국기, 펜", TO_CONFIRM},
    {JM_MEAL, JM_CONFIRMED, "2023-05-06T12:30", "2023-05-06T14:00", TOURS, FAIR,
     -1, NULL, "Cocktail déjeunatoire sur le stand de Suwon",
     "Buffet lunch on the Suwon stand", "수원시 홍보관 오찬", NULL, NULL, NULL,
     NULL, PLAIN},
    {JM_VISIT, JM_CANCELLED, "2023-05-06T15:00", "2023-05-06T16:30", TOURS,
     LOIRE, -1, NULL, "Promenade en bateau traditionnel sur la Loire",
     "Cruise on the Loire in a traditional boat", "루아르강 전통 배 유람",
     "Les bateliers", NULL, "Gilets fournis", NULL, PLAIN},
    {JM_CEREMONY, JM_CONFIRMED, "2023-05-06T17:00", "2023-05-06T18:00", TOURS,
     FAIR, -1, NULL, "Spectacle d’arts martiaux traditionnels de Suwon",
     "Show of Suwon’s traditional martial arts", "수원시립 무예 24기 시범 공연",
     NULL, NULL, "Ouvert au public", "일반 공개", PLAIN},
    {JM_TRANSFER, JM_CONFIRMED, "2023-05-08T08:30", "2023-05-08T09:45", TOURS,
     -1, PARIS, NULL, "Trajet Tours – Paris", "Tours – Paris", "투르–파리 이동",
     NULL, NULL, NULL, NULL, PLAIN},
    {JM_MEETING, JM_CONFIRMED, "2023-05-08T10:00", "2023-05-08T10:30", SUWON,
     -1, -1, NULL, "Visioconférence avec la mairie de Suwon",
     "Video call with Suwon City Hall", "수원시청 화상 회의", "Le vice-maire",
     "제1부시장", NULL, NULL, CALL},
    {JM_MEETING, JM_CONFIRMED, "2023-05-08T11:00", "2023-05-08T12:00", PARIS,
     EMBASSY, -1, NULL, "Entretien à l’ambassade", "Meeting at the Embassy",
     "대사관 방문", "L’ambassadeur", "대사", "Pièce d’identité demandée",
     "신분증 지참", PLAIN},
};

static const struct demo_event demo_small[] = {
    {JM_MEETING, JM_CONFIRMED, "2023-06-21T10:00", "2023-06-21T11:30", ISSY,
     ISSY_HALL, -1, NULL, "Accueil par le maire et visite de l’hôtel de ville",
     "Welcome by the Mayor and visit of the town hall",
     "시장 환영 및 시청 방문", "Le maire", "시장", NULL, NULL, PLAIN},
    {JM_VISIT, JM_CONFIRMED, "2023-06-21T14:00", "2023-06-21T15:30", ISSY,
     FIVES, -1, NULL, "Vidéoprotection et sécurité urbaine",
     "Video protection and urban safety", "영상 관제와 도시 안전", NULL, NULL,
     "Pas de photo dans la salle", "실내 촬영 금지", PLAIN},
    {JM_TRANSFER, JM_IDEA, "2023-06-21T16:00", "2023-06-21T16:30", ISSY, -1,
     PARIS, NULL, "Retour à l’hôtel", NULL, "호텔 이동", NULL, NULL, NULL, NULL,
     PLAIN},
};

/* What people type, or paste from elsewhere. */
static const struct demo_event demo_hostile[] = {
    {JM_MEETING, JM_CONFIRMED, "2023-05-05T09:00", "2023-05-05T10:00", TOURS,
     -1, -1, "=HYPERLINK(\"http://x\")", "=cmd|' /C calc'!A0", "+1+1",
     "@SUM(1)", "-2+3", NULL, "\t=1+1", NULL, PLAIN},
    {JM_MEETING, JM_CONFIRMED, "2023-05-05T10:00", "2023-05-05T11:00", TOURS,
     -1, -1, NULL, "Pages & <balises> \"guillemets\" 'apostrophes' ]]>", NULL,
     "\u1112\u1161\u11ab\u1100\u1173\u11af jamo", NULL, NULL, "Deux\r\nlignes",
     NULL, PLAIN},
    {JM_MEETING, JM_CONFIRMED, "2023-05-05T11:00", "2023-05-05T12:00", TOURS,
     -1, -1, NULL, "Code _x0041_ et _x000D_ tels quels", NULL,
     "\U0001F1EB\U0001F1F7\U0001F1F0\U0001F1F7 깃발", NULL, NULL, NULL, NULL,
     PLAIN},
    {JM_MEETING, JM_CONFIRMED, "2023-05-05T12:00", "2023-05-05T12:00", TOURS,
     -1, -1, NULL, "Un\001deux\033[31m\177trois\xff\xc3(quatre", NULL, NULL,
     NULL, NULL, NULL, NULL, PLAIN},
    {JM_MEETING, JM_IDEA, "2023-05-05T23:00", "2023-05-07T01:30", TOURS, -1, -1,
     NULL,
     "Donaudampfschifffahrtsgesellschaftskapitänsmützenständerhersteller-"
     "vereinigungsversammlungssaalbelegungsplanungskommission",
     NULL,
     "가나다라마바사아자차카타파하가나다라마바사아자차카타파하가나다라마바",
     NULL, NULL, NULL, NULL, PLAIN},
};

static const char *const demo_families[] = {"HAN",  "SEO",  "YOON", "KANG",
                                            "BAEK", "MOON", "AHN",  "SHIN"};
static const char *const demo_families_ko[] = {"한", "서", "윤", "강",
                                               "백", "문", "안", "신"};
static const char *const demo_given[] = {"Seo-jun", "Ha-eun", "Do-yun",
                                         "Ji-woo", "Min-ji"};
static const char *const demo_given_ko[] = {"서준", "하은", "도윤", "지우",
                                            "민지"};

static const struct demo_function {
    const char *fr, *en, *ko, *equivalent, *equivalent_ko;
} demo_functions[] = {
    {"Maire de Suwon", "Mayor of Suwon", "수원특례시장", "Maire", "시장"},
    {"Président du conseil municipal", "Chair of the City Council",
     "수원특례시의회 의장", "Premier adjoint au maire", "수석 부시장"},
    {"Présidente de la commission culture, sport et éducation",
     "Chair of the Culture, Sport and Education Committee",
     "문화체육교육위원회 위원장", "Adjointe à la culture", "문화 담당 부시장"},
    {"Directeur des relations internationales",
     "Director of International Relations", "국제교류과장",
     "Directeur de cabinet", NULL},
    {"Bureau des relations internationales", "International Relations Office",
     "국제교류과", "Service des relations internationales", NULL}};

#endif
