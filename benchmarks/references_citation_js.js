// Read a .bib file with citation-js and print how many CSL items it has: node references_citation_js.js MODULES FILE
'use strict'

const { readFileSync } = require('node:fs')
const { join } = require('node:path')

const [modules, file] = process.argv.slice(2)
const { Cite, logger } = require(join(modules, '@citation-js', 'core'))
require(join(modules, '@citation-js', 'plugin-bibtex'))
if (logger) logger.level = 'silent'

console.log(new Cite(readFileSync(file, 'utf8'), { generateGraph: false }).data.length)
