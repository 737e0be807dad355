/* How much room text takes in a cell. Excel grows a row only when a person
 * edits it and LibreOffice does not: every row's height is computed from this.
 *
 * Widths are in digits of the 11-point body font, Calibri, which is what Excel
 * counts a column's width in. They are those of Carlito, which has Calibri's
 * metrics; a Hangul syllable, drawn in another font, counts as two. Both are
 * rounded so that text never takes more lines than computed. */
#ifndef JM_EXPORTS_MEASURE_H
#define JM_EXPORTS_MEASURE_H

#include <stdbool.h>

/* The lines that text takes when wrapped in a cell `width` digits wide; at
 * least 1. size is in points. */
unsigned jm_measure_lines(const char *text, double width, double size,
                          bool bold);

/* Their height in points. Hangul and emoji make taller lines. */
double jm_measure_height(const char *text, double width, double size,
                         bool bold);

#endif
