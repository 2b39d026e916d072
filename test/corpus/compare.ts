// Compares what the analysis says of TensorFlow.js programs with what TensorFlow.js makes of them.
// `npm run corpus -- DIR`; README.md beside this file says what DIR holds.
import { readdirSync, readFileSync } from 'node:fs'
import { basename, join, resolve } from 'node:path'
import type { Dimension } from '../../builder/dimension'
import type { Analysis, LayerInstance } from '../../server/analysis'
import { diagnostics } from '../../server/features/diagnostics'
import { nodeFileSystem } from '../../server/files/nodeFileSystem'
import { Workspace } from '../../server/workspace'

interface OracleLayer {
  readonly line: number
  readonly column: number
  readonly file: string
  readonly class: string
  readonly name: string
  /** With the batch axis; null where the layer was never applied. */
  readonly outputShape: readonly (number | null)[] | null
  /** What of the output shape does not depend on the arguments; `?` elsewhere. */
  readonly outputShapeInvariant?: readonly (number | null | '?')[]
  readonly trainableParams: number
  readonly nonTrainableParams: number
  /** The fields that other arguments of the function change. */
  readonly dependsOnArgs?: readonly string[]
}

interface OracleError {
  readonly message: string
  readonly line?: number
}

interface Oracle {
  readonly entry: string
  readonly models: readonly { readonly name: string; readonly needsArgs: boolean; readonly layers: OracleLayer[] }[]
  readonly looseLayers?: readonly OracleLayer[]
  readonly calls: readonly { readonly error?: OracleError | null }[]
  readonly loadError?: OracleError
}

interface Row {
  readonly program: string
  layers: number
  found: number
  shapes: number
  parameters: number
  readonly complaints: string[]
}

const folder = resolve(process.argv[2] ?? '.')
const cases = readdirSync(folder).filter(name => name.endsWith('.json'))
if (cases.length === 0) {
  console.error(`${folder} holds no comparison: see test/corpus/README.md for what belongs there`)
  process.exit(2)
}
const rows = cases.sort().map(name => compare(basename(name, '.json')))
for (const { complaints, program } of rows) for (const complaint of complaints) console.log(`${program}: ${complaint}`)
console.log('\n| program | layers | found | shapes equal | parameters equal | errors |')
console.log('|---|---|---|---|---|---|')
for (const { program, layers, found, shapes, parameters, complaints } of rows) {
  const errors = complaints.filter(complaint => complaint.startsWith('error')).length
  console.log(`| ${program} | ${layers} | ${found} | ${shapes} | ${parameters} | ${errors || 'as expected'} |`)
}
const total = (of: (row: Row) => number) => rows.reduce((sum, row) => sum + of(row), 0)
console.log(
  `| all | ${total(row => row.layers)} | ${total(row => row.found)} | ${total(row => row.shapes)} | ${total(row => row.parameters)} | |`,
)
process.exit(rows.some(({ complaints }) => complaints.length > 0) ? 1 : 0)

function compare(program: string): Row {
  const { oracle } = JSON.parse(readFileSync(join(folder, `${program}.json`), 'utf8')) as { oracle: Oracle }
  const root = join(folder, program)
  const workspace = new Workspace(nodeFileSystem, [root], { milliseconds: 10_000, steps: 50_000_000 })
  const entry = workspace.analysisWithCallers(join(root, oracle.entry))
  const row: Row = { program, layers: 0, found: 0, shapes: 0, parameters: 0, complaints: [] }
  if (!entry) {
    row.complaints.push(`${oracle.entry} cannot be read`)
    return row
  }
  compareErrors(oracle, entry, row)
  const models = [...oracle.models, { name: 'loose', needsArgs: false, layers: [...(oracle.looseLayers ?? [])] }]
  for (const { name, needsArgs, layers } of models) {
    const used = new Set<LayerInstance>()
    for (const layer of layers) {
      row.layers += 1
      const own = workspace.analysisWithCallers(join(root, layer.file))
      const candidates = [
        ...instancesAt(entry, join(root, layer.file), layer),
        ...(own && own !== entry ? instancesAt(own, own.file, layer) : []),
      ]
      const free = candidates.filter(candidate => needsArgs || !used.has(candidate))
      const best =
        free.find(it => shapeEquals(layer, it) && parametersEqual(layer, it)) ??
        free.find(it => shapeEquals(layer, it)) ??
        free[0]
      const where = `${name}, ${layer.name} (${layer.class}) at ${layer.file}:${layer.line}:${layer.column}`
      if (!best) {
        row.complaints.push(`${where}: no layer found${candidates.length > 0 ? ' that is not taken' : ''}`)
        continue
      }
      used.add(best)
      row.found += 1
      if (shapeEquals(layer, best)) row.shapes += 1
      else
        row.complaints.push(
          `${where}: shape ${JSON.stringify(layer.outputShapeInvariant ?? layer.outputShape)}, here ${free.map(it => shown(it.layer.outputShapes[0])).join(' or ')}`,
        )
      if (parametersEqual(layer, best)) row.parameters += 1
      else {
        const { trainable, nonTrainable } = best.costs.parameters
        row.complaints.push(
          `${where}: parameters ${layer.trainableParams} + ${layer.nonTrainableParams}, here ${shown([trainable, nonTrainable])}`,
        )
      }
    }
  }
  return row
}

function instancesAt(analysis: Analysis, file: string, { line, column }: OracleLayer): LayerInstance[] {
  const source = analysis.files.get(file)
  if (!source || line > source.getLineStarts().length) return []
  const offset = source.getPositionOfLineAndCharacter(line - 1, column - 1)
  const all = [
    ...analysis.sites.flatMap(({ instances }) => instances),
    ...analysis.models.flatMap(({ instances }) => instances),
    ...analysis.loose,
  ]
  return [...new Set(all)].filter(
    ({ site }) => site.call.getSourceFile().fileName === file && site.nameSpan.start === offset,
  )
}

/** Where the shape is known whatever the arguments are, it must be known here, and be the same. */
function shapeEquals(
  { outputShape, outputShapeInvariant, dependsOnArgs }: OracleLayer,
  { layer }: LayerInstance,
): boolean {
  if (outputShape === null) return true
  const wanted = dependsOnArgs?.includes('outputShape') ? (outputShapeInvariant ?? []) : outputShape
  const [shape] = layer.outputShapes
  if (wanted.length === 0) return true
  return (
    shape.length === wanted.length - 1 &&
    wanted
      .slice(1)
      .every((size, axis) => size === '?' || (size === null ? typeof shape[axis] !== 'number' : shape[axis] === size))
  )
}

function parametersEqual(
  { trainableParams, nonTrainableParams, dependsOnArgs }: OracleLayer,
  { costs }: LayerInstance,
): boolean {
  if (dependsOnArgs?.includes('params')) return true
  const { trainable, nonTrainable } = costs.parameters
  return trainable === trainableParams && nonTrainable === nonTrainableParams
}

function compareErrors({ loadError, calls }: Oracle, entry: Analysis, { complaints }: Row): void {
  const expected = [loadError, ...calls.map(({ error }) => error)].filter(error => error != null)
  const found = diagnostics(entry).filter(({ severity }) => severity === 'error')
  const lineOf = (offset: number) => entry.sourceFile.getLineAndCharacterOfPosition(offset).line + 1
  for (const { message, line } of expected) {
    if (found.some(({ span }) => lineOf(span.start) <= line! && line! <= lineOf(span.end))) continue
    complaints.push(`error missing at line ${line}: ${message}`)
  }
  for (const { message, span, rule } of found) {
    if (expected.some(({ line }) => lineOf(span.start) <= line! && line! <= lineOf(span.end))) continue
    complaints.push(`error that TensorFlow.js does not throw, at line ${lineOf(span.start)}: ${message} (${rule})`)
  }
}

function shown(values: readonly Dimension[]): string {
  return `[${values.map(value => (typeof value === 'number' ? value : '?')).join(', ')}]`
}
