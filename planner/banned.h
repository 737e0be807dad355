/* Functions that this project does not call. Forced into every file by the
 * build. */
#ifndef JM_BANNED_H
#define JM_BANNED_H

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#pragma GCC poison strcpy strcat strncpy strncat sprintf vsprintf strtok
#pragma GCC poison atoi atol atoll atof gets rand srand
#pragma GCC poison localtime gmtime ctime asctime localtime_r gmtime_r ctime_r
#pragma GCC poison mktime strftime setenv putenv

#endif
