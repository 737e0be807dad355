# Writes OUT.S and OUT.c, which hold the bytes of FILES: the sample season.
set(code "/* Made of the CSV files in app/sample by app/sample/embed.cmake. */\n\
    .section .rodata\n")
set(source "/* Made of the CSV files in app/sample by app/sample/embed.cmake. */\n\
#include \"sample.h\"\n#include <stddef.h>\n\n")
set(table "")
set(number 0)
list(SORT FILES)
foreach(file ${FILES})
  get_filename_component(name ${file} NAME)
  file(SIZE ${file} length)
  string(APPEND code "    .global jm_sample_${number}\njm_sample_${number}:\n\
    .incbin \"${file}\"\n    .byte 0\n")
  string(APPEND source "extern const char jm_sample_${number}[];\n")
  string(APPEND table "    {\"${name}\", jm_sample_${number}, ${length}},\n")
  math(EXPR number "${number} + 1")
endforeach()
file(WRITE ${OUT}.S "${code}    .section .note.GNU-stack,\"\",@progbits\n")
file(WRITE ${OUT}.c "${source}\nconst struct jm_sample_file jm_sample_files[] = {\n"
     "${table}    {NULL, NULL, 0}};\n")
