/* Runs a fuzz target over the files of folders: replay FOLDER... */
#include "fuzz.h"
#include <dirent.h>
#include <stdio.h>
#include <stdlib.h>

#define MOST_BYTES ((size_t)4 << 20)

/* False when it cannot be read. */
static int replay(const char *folder, const char *name)
{
    char path[1024];
    snprintf(path, sizeof path, "%s/%s", folder, name);
    FILE *file = fopen(path, "rb");
    uint8_t *bytes = malloc(MOST_BYTES);
    if (!file || !bytes) {
        perror(path);
        exit(1);
    }
    size_t count = fread(bytes, 1, MOST_BYTES, file);
    int good = !ferror(file);
    fclose(file);
    /* exactly as long as it is: a read past it is seen */
    uint8_t *exact = realloc(bytes, count ? count : 1);
    printf("%s\n", path);
    fflush(stdout);
    good = good && exact && LLVMFuzzerTestOneInput(exact, count) == 0;
    free(exact);
    return good;
}

int main(int argc, char **argv)
{
    int files = 0;
    for (int i = 1; i < argc; i++) {
        DIR *folder = opendir(argv[i]);
        if (!folder) {
            perror(argv[i]);
            return 1;
        }
        const struct dirent *entry;
        while ((entry = readdir(folder)))
            if (entry->d_name[0] != '.') {
                files++;
                if (!replay(argv[i], entry->d_name))
                    return 1;
            }
        closedir(folder);
    }
    return files ? 0 : 1;
}
