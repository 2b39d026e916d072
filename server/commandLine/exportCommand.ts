import { ExportError } from '../export/step'
import { targets } from '../export/targets'
import { toOnnx } from '../export/toOnnx'
import { readArguments, UsageError } from './commandArguments'
import type { Terminal } from './commandLine'
import { engineResult, tellWeights, type WeightReport, weightsPath } from './engineJob'
import { type NamedModel, namedModel } from './namedModels'
import { absolute } from './sourceFiles'

/** How the weights of each library are written beside its program. */
const WEIGHTS = {
  keras: { format: 'safetensors', ending: 'safetensors' },
  pytorch: { format: 'safetensors', ending: 'safetensors' },
  tfjs: { format: 'tfjs', ending: 'json' },
} as const

/** Random weights follow from it. */
const SEED = 0

/**
 * `convolens export`: writes a network as a program for another library, and its weights beside it, or as an ONNX model, which
 * holds both. Returns the exit status.
 */
export function exportCommand(args: readonly string[], terminal: Terminal): number {
  const { paths, options } = readArguments(args, { '--to': true, '--out': true, '--weights': true, '--json': false })
  if (paths.length !== 1)
    throw new UsageError(`export writes one model, not ${paths.length}; try convolens export --help`)
  const to = options.get('--to')?.at(-1)
  const words = [...Object.keys(targets), 'onnx']
  if (to === undefined || !words.includes(to)) {
    throw new UsageError(`--to is ${words.join(' or ')}${to === undefined ? '' : `, not ${to}`}`)
  }
  const out = options.get('--out')?.at(-1)
  const asked = options.get('--weights')?.at(-1)
  if (out === undefined && (to === 'onnx' || asked !== undefined || options.has('--json'))) {
    const why = to === 'onnx' ? 'an ONNX model is no text' : 'weights are written beside the program'
    throw new UsageError(`name a file with --out: ${why}`)
  }
  const model = namedModel(paths[0], terminal)
  const target = to as keyof typeof targets | 'onnx'
  if (out === undefined) {
    terminal.print(written(() => targets[target as keyof typeof targets].write(model.graph)).trimEnd())
    return 0
  }
  const weights = weightsPath(model, asked, terminal)
  const done =
    target === 'onnx' ? writeOnnx(model, weights, out, terminal) : writeProgram(model, target, weights, out, terminal)
  if (options.has('--json')) terminal.print(JSON.stringify(done, null, 2))
  return 0
}

interface Done {
  /** As they were named, or stand beside what was. */
  readonly written: readonly string[]
  readonly weights?: WeightReport
}

function writeOnnx({ graph }: NamedModel, weights: string | undefined, out: string, terminal: Terminal): Done {
  const model = written(() => toOnnx(graph))
  const path = absolute(out, terminal)
  const job = { kind: 'weights', format: 'onnx', graph, model, weights, seed: SEED, out: path }
  const { report } = engineResult<{ report?: WeightReport }>(job, terminal)
  tellWeights(graph, report, terminal)
  return { written: [out], ...(report ? { weights: report } : {}) }
}

function writeProgram(
  { graph }: NamedModel,
  target: keyof typeof targets,
  weights: string | undefined,
  out: string,
  terminal: Terminal,
): Done {
  const program = written(() => targets[target].write(graph))
  const done: string[] = [out]
  let report: WeightReport | undefined
  if (weights !== undefined) {
    const { format, ending } = WEIGHTS[target]
    const beside = `${out.replace(/\.\w+$/, '')}.${ending}`
    const job = { kind: 'weights', format, graph, weights, seed: SEED, out: absolute(beside, terminal) }
    const answer = engineResult<{ report?: WeightReport }>(job, terminal)
    report = answer.report
    tellWeights(graph, report, terminal)
    done.push(beside, ...(format === 'tfjs' ? [beside.replace(/json$/, 'bin')] : []))
  }
  try {
    terminal.writeFile(out, program)
  } catch (error) {
    throw new UsageError(`${out} cannot be written: ${(error as Error).message}`)
  }
  return { written: done, ...(report ? { weights: report } : {}) }
}

function written<Text>(write: () => Text): Text {
  try {
    return write()
  } catch (error) {
    if (error instanceof ExportError) throw new UsageError(error.message)
    throw error
  }
}
