#include "bin/command/error_text.h"

#include "bin/write/terminal.h"

#include <stdio.h>

static const struct bilingual error_texts[] = {
	[ERROR_NONE] = {"unknown error", "okänt fel"},
	[ERROR_NO_REPOSITORY] = {"'%s' is not a git repository", "”%s” är inte ett git-repo"},
	[ERROR_REPOSITORY] = {"the git repository '%s' cannot be read", "git-repot ”%s” kan inte läsas"},
	[ERROR_OWNER] = {"the git repository '%s' belongs to someone else; if you trust it: git config --global --add "
                         "safe.directory '%1$s'",
                         "git-repot ”%s” tillhör någon annan; om du litar på det: git config --global --add "
                         "safe.directory '%1$s'"},
	[ERROR_SHA256] =
		{"the git repository '%s' names its objects by SHA-256, which styrdok cannot read; it needs one of "
                 "git's "
                 "usual kind (SHA-1)",
                 "git-repot ”%s” namnger sina objekt med SHA-256, vilket styrdok inte kan läsa; det behöver vara "
                 "av gits vanliga slag (SHA-1)"},
	[ERROR_UNKNOWN_REVISION] = {"'%s' is neither a revision of this repository nor a date",
                                    "”%s” är varken en version i detta git-repo eller ett datum"},
	[ERROR_TOO_EARLY] = {"'%s' is before the register's first version",
                             "”%s” ligger före registrets första version"},
	[ERROR_UNRELATED] =
		{"'%s' has no history in common with the revision that is checked, so it cannot be determined what the "
                 "change is",
                 "”%s” har ingen historik gemensam med den version som granskas, så det går inte att avgöra vad "
                 "ändringen är"},
	[ERROR_SHALLOW] =
		{"the repository is a shallow clone, so '%s' cannot be found; fetch all of it: git fetch "
                 "--unshallow (in "
                 "GitHub Actions: fetch-depth: 0; in GitLab CI: GIT_DEPTH: 0)",
                 "git-repot är en grund kopia (shallow clone), så ”%s” kan inte hittas; hämta hela: git fetch "
                 "--unshallow (i "
                 "GitHub Actions: fetch-depth: 0; i GitLab CI: GIT_DEPTH: 0)"},
	[ERROR_PARTIAL] =
		{"'%s' is a partial clone, and lacks objects; fetch all of them: git fetch --refetch --no-filter "
                 "(in GitHub Actions: without 'filter' and 'sparse-checkout')",
                 "”%s” är en ofullständig kopia (partial clone) som saknar objekt; hämta alla: git fetch "
                 "--refetch --no-filter (i GitHub Actions: utan ”filter” och ”sparse-checkout”)"},
	[ERROR_OBJECT] = {"'%s' cannot be read from the git repository", "”%s” kan inte läsas ur git-repot"},
	[ERROR_READ] = {"'%s' cannot be read", "”%s” kan inte läsas"},
	[ERROR_LINK] = {"'%s' leads through a symbolic link, which is not followed",
                        "”%s” leder genom en symbolisk länk, som inte följs"},
	[ERROR_NO_FOLDER] = {"there is no folder '%s'", "mappen ”%s” finns inte"},
	[ERROR_TOO_MANY] = {"there are more than %s files below the documents folder",
                            "det finns fler än %s filer i dokumentmappen"},
	[ERROR_TOO_MANY_COMMITS] =
		{"the push brings more than %s commits, which is more than is looked at; push them in parts",
                 "det som skickas har fler än %s versioner (commits), vilket är fler än som granskas; skicka dem "
                 "i delar"},
	[ERROR_TOO_MUCH] =
		{"the push is more than is judged at a time (%s), and is refused; push it in parts",
                 "det som skickas är mer än vad som granskas på en gång (%s) och tas inte emot; skicka det i delar"},
	[ERROR_CONFIG] = {"'%s' cannot be used", "”%s” kan inte användas"},
	[ERROR_NO_PATH] = {"there is nothing named '%s' in the register", "inget heter ”%s” i registret"},
	[ERROR_NO_FILE] = {"there is no file or folder '%s'", "det finns ingen fil eller mapp ”%s”"},
	[ERROR_NOT_REGULAR] = {"'%s' is not a regular file", "”%s” är inte en vanlig fil"},
	[ERROR_PATH_OUTSIDE] = {"'%s' is outside the register", "”%s” ligger utanför registret"},
	[ERROR_THREAD] = {"no thread can be started%s", "ingen tråd kan startas%s"},
	[ERROR_NO_CONVERTER] = {"'%s' needs a program that is not installed (on Debian: apt install pandoc for Word, "
                                "poppler-utils for PDF)",
                                "”%s” kräver ett program som inte är installerat (i Debian: apt install pandoc för "
                                "Word, poppler-utils för PDF)"},
	[ERROR_FORMAT] = {"'%s' has a format that cannot be read; save it as Word (.docx), PDF or Markdown",
                          "”%s” har ett format som inte kan läsas; spara om filen som Word (.docx), PDF eller "
                          "Markdown"},
	[ERROR_DAMAGED] = {"'%s' is damaged, or is not the kind of file that its name says",
                           "”%s” är skadad eller är inte den sorts fil som namnet säger"},
	[ERROR_ENCRYPTED] = {"'%s' is protected by a password; save it without one",
                             "”%s” är skyddad med lösenord; spara om filen utan lösenord"},
	[ERROR_ENTITIES] =
		{"'%s' holds XML that declares entities of its own, which are not read; save it anew in the word "
                 "processor",
                 "”%s” innehåller XML som deklarerar egna entiteter, vilka inte läses; spara om filen i "
                 "ordbehandlaren"},
	[ERROR_HAS_FRONT_MATTER] = {"'%s' has front matter already, and needs no import",
                                    "”%s” har redan metadata och behöver inte importeras"},
	[ERROR_NO_TEXT] =
		{"there is no text in '%s'; if it is a scanned image, it must be read by text recognition (OCR) "
                 "first",
                 "det finns ingen text i ”%s”; om den är en inskannad bild måste den textigenkännas (OCR) "
                 "först"},
	[ERROR_CONVERT_LIMIT] = {"'%s' is too large or takes too much work to read; limit exceeded",
                                 "”%s” är för stor eller kräver för mycket arbete att läsa; överskriden gräns"},
	[ERROR_SIGNATURE] =
		{"signatures cannot be verified: '%s' is not installed or does not work here (on Debian: apt "
                 "install openssh-client)",
                 "underskrifter kan inte kontrolleras: ”%s” är inte installerat eller fungerar inte här (i "
                 "Debian: apt install openssh-client)"},
	[ERROR_NOT_CONVERTED] = {"'%s' could not be converted to text", "”%s” kunde inte omvandlas till text"},
	[ERROR_WRITE] = {"'%s' cannot be written; no file was changed", "”%s” kan inte skrivas; ingen fil har ändrats"},
	[ERROR_WRITE_REST] = {"'%s' could not be changed, though others were; run the command again",
                              "”%s” kunde inte ändras, men andra filer har ändrats; kör kommandot igen"},
	[ERROR_READ_ONLY] = {"'%s' is write-protected; no file was changed",
                             "”%s” är skrivskyddad; ingen fil har ändrats"},
	[ERROR_CHANGED] =
		{"'%s' was changed by something else meanwhile; no file was changed here, run the command again",
                 "”%s” ändrades av något annat under tiden; ingen fil har ändrats här, kör kommandot igen"},
	[ERROR_THROUGH_LINK] = {"'%s' leads through a symbolic link and is not written; no file was changed",
                                "”%s” leder genom en symbolisk länk och skrivs inte; ingen fil har ändrats"},
	[ERROR_LARGE] = {"'%s' would be larger than may be read, and is not written; raise the limit in styrdok.yaml",
                         "”%s” skulle bli större än vad som får läsas och skrivs inte; höj gränsen i styrdok.yaml"},
	[ERROR_PATCH] = {"no patch can be made for '%s'", "ingen ändringsfil (patch) kan göras för ”%s”"},
};

void tell_error(const struct error *error, enum language language)
{
	fprintf(stderr, "styrdok: ");
	put_format(stderr, bilingual_in(error_texts[error->kind], language), error->subject);
	if (error->detail[0])
		put_format(stderr, ": %s", error->detail);
	fputc('\n', stderr);
}
