// Writes docs/rules.md, docs/rules/ and the schema of the project's file from the rules' doc comments, docs/layers.md and
// docs/layers/ from the layers', docs/blocks.md and docs/explanations.md from theirs, and docs/zoo.md from the zoo: npm run docs. With --check it only tells what is stale.
import { mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { rules } from '../server/rules/index'
import { blocksPage } from './blockDocumentation'
import { configurationSchema } from './configurationSchema'
import { explanationsPage } from './explanationDocumentation'
import { documentedLayers, layerPage, layerTable } from './layerDocumentation'
import { rulePage, ruleTable } from './ruleDocumentation'
import { zooPage } from './zooDocumentation'

const docs = new URL('../docs/', import.meta.url)
mkdirSync(new URL('rules/', docs), { recursive: true })
mkdirSync(new URL('layers/', docs), { recursive: true })
mkdirSync(new URL('../schemas/', docs), { recursive: true })
const pages = new Map([
  ['rules.md', ruleTable(rules)],
  ['../schemas/convolens.config.schema.json', configurationSchema(rules)],
  ['zoo.md', zooPage()],
  ['layers.md', layerTable()],
  ['blocks.md', blocksPage()],
  ['explanations.md', explanationsPage()],
  ...documentedLayers.map(layer => [`layers/${layer.kind}.md`, layerPage(layer)] as const),
  ...rules.map(rule => [`rules/${rule.id}.md`, rulePage(rule)] as const),
])
const stale = [...pages].filter(([path, text]) => read(path) !== text).map(([path]) => path)
const extra = ['rules', 'layers']
  .flatMap(folder => readdirSync(new URL(`${folder}/`, docs)).map(name => `${folder}/${name}`))
  .filter(path => !pages.has(path))

if (process.argv.includes('--check')) {
  for (const path of [...stale, ...extra]) console.error(`docs/${path} is not current; run npm run docs`)
  process.exitCode = stale.length + extra.length > 0 ? 1 : 0
} else {
  for (const path of stale) writeFileSync(new URL(path, docs), pages.get(path)!)
  for (const path of extra) rmSync(new URL(path, docs))
}

function read(path: string): string | undefined {
  try {
    return readFileSync(new URL(path, docs), 'utf8')
  } catch {
    return undefined
  }
}
