#pragma once
// Debian builds libxml2 with ICU, whose headers clash with the ICU inside Foundation's modules.
// Only a struct that we never touch (xmlCharEncodingHandler) loses two trailing fields by this.
#include <libxml/xmlversion.h>
#undef LIBXML_ICU_ENABLED
#include <libxml/parser.h>
#include <libxml/xmlreader.h>
