// The findings that danger-plugin-lint-report reads from a report in Checkstyle's form on standard input, as JSON.
const { scanXmlReport } = require('danger-plugin-lint-report')

const found = []
scanXmlReport(null, require('fs').readFileSync(0, 'utf8'), process.cwd(), false, (violation) => found.push(violation)).then(
	() => console.log(JSON.stringify(found)),
)
