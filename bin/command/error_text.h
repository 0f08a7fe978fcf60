/* Failures in words. */
#ifndef STYRDOK_BIN_COMMAND_ERROR_TEXT_H
#define STYRDOK_BIN_COMMAND_ERROR_TEXT_H

#include "registry/base/error.h"
#include "registry/base/language.h"

/* Tells an error on standard error. */
void tell_error(const struct error *error, enum language language);

#endif
