# Writes OUT, a C file that holds the bytes of FILES: the sample season.
file(WRITE ${OUT} "/* Made of app/sample/*.csv by app/sample/embed.cmake. */\n"
     "#include \"sample.h\"\n\n")
set(table "")
set(number 0)
list(SORT FILES)
foreach(file ${FILES})
  get_filename_component(name ${file} NAME)
  file(READ ${file} bytes HEX)
  string(LENGTH "${bytes}" digits)
  math(EXPR length "${digits} / 2")
  string(REGEX REPLACE "([0-9a-f][0-9a-f])" "\\\\x\\1" bytes "${bytes}")
  string(REGEX REPLACE "((\\\\x[0-9a-f][0-9a-f])(\\\\x[0-9a-f][0-9a-f])?(\\\\x[0-9a-f][0-9a-f])?(\\\\x[0-9a-f][0-9a-f])?(\\\\x[0-9a-f][0-9a-f])?(\\\\x[0-9a-f][0-9a-f])?(\\\\x[0-9a-f][0-9a-f])?(\\\\x[0-9a-f][0-9a-f])?)" "\"\\1\"\n" bytes "${bytes}")
  file(APPEND ${OUT} "static const char file_${number}[] =\n${bytes};\n")
  string(APPEND table "    {\"${name}\", file_${number}, ${length}},\n")
  math(EXPR number "${number} + 1")
endforeach()
file(APPEND ${OUT} "\nconst struct jm_sample_file jm_sample_files[] = {\n"
     "${table}    {NULL, NULL, 0}};\n")
