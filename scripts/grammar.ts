// Writes the names of all layer kinds into the injection grammar. Run after adding a layer: npm run grammar
import { readFileSync, writeFileSync } from 'node:fs'
import * as layers from '../builder/layers/index'

const file = new URL('../syntaxes/convolens.injection.tmLanguage.json', import.meta.url)
const names = Object.keys(layers).sort()
const grammar = JSON.parse(readFileSync(file, 'utf8'))
grammar.repository.layer.match = `(?<=\\.)(?:${names.join('|')})(?=\\s*\\()`
writeFileSync(file, `${JSON.stringify(grammar, null, 2)}\n`)
