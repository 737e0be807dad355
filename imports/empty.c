typedef int jm_empty;
