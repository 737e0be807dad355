/* Lists of events by (from, UID), that can follow edits. */
#ifndef JM_LISTS_H
#define JM_LISTS_H

#include "index.h"

/* Where memory may run out, false and nothing changed. Taking needs the row
 * with which the event was put. */
void jm_events_take(struct jm_events_room *events, const struct jm_plan *plan,
                    uint32_t event);
bool jm_events_put(struct jm_events_room *events, const struct jm_plan *plan,
                   uint32_t event);

/* Pushing leaves the order to jm_frames_sort(). */
bool jm_frames_push(struct jm_frame_list *frames, const struct jm_plan *plan,
                    uint32_t event);
enum jm_status jm_frames_sort(struct jm_frame_list *frames,
                              const struct jm_plan *plan, struct jm_error *err);
void jm_frames_take(struct jm_frame_list *frames, const struct jm_plan *plan,
                    uint32_t event);
bool jm_frames_put(struct jm_frame_list *frames, const struct jm_plan *plan,
                   uint32_t event);

void jm_index_clear_programmes(struct jm_index *index);

#endif
