/* What stands before Word and PDF are converted, and behind: the directory of a zip file, and the boxes of words that pdftotext
 * tells. The input is looked at as both. */
#include "registry/base/error.h"
#include "registry/port/convert/convert_internal.h"
#include "tests/fuzz/invariants.h"

static void check_zip(struct str bytes)
{
	struct error error = {0}, again = {0};
	int result = convert_zip_check(bytes, "x.docx", &error);

	require(result == 0 || result == -1);
	require(result == 0 || error.kind == ERROR_DAMAGED || error.kind == ERROR_CONVERT_LIMIT ||
	        error.kind == ERROR_FORMAT || error.kind == ERROR_ENCRYPTED);
	require(convert_zip_check(bytes, "x.docx", &again) == result && again.kind == error.kind);
	(void)convert_kind_of(bytes, STR("x"));
	(void)convert_kind_of(bytes, bytes);
}

static void read_boxes(struct str bytes)
{
	size_t size = 0;
	char *text = convert_pdf_text(bytes, &size);

	require(text && text[size] == '\0');
	(void)convert_text_clean(text, size, '\f');
	require_text((struct str){text, size});
	for (size_t i = 0; i < size; i++)
		require((unsigned char)text[i] >= ' ' || strchr("\n\t\f", text[i]));
	free(text);
}

static void squeeze(struct str bytes)
{
	struct str text = text_copy(bytes);
	bool readable = convert_text_clean((char *)text.at, text.n, '\n');
	size_t n = 0;

	require_text(text);
	require(!readable || text.n);
	n = convert_text_squeeze((char *)text.at, text.n);
	require(n <= text.n);
	require_text((struct str){text.at, n});
	require(convert_text_squeeze((char *)text.at, n) == n); /* what is squeezed stays as it is */
	text_free(text);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct str bytes = text_copy((struct str){(const char *)data, size});

	check_zip(bytes);
	read_boxes(bytes);
	squeeze(bytes);
	text_free(bytes);
	return 0;
}
