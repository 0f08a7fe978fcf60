/* What the program calls itself in what it writes for other programs. */
#ifndef STYRDOK_BIN_COMMAND_VERSION_H
#define STYRDOK_BIN_COMMAND_VERSION_H

#define STYRDOK_VERSION "0.1.0"
#define STYRDOK_ADDRESS "https://example.com/styrdok.git" /* publiccode.yml's url; tests/formats.sh compares */

#endif
