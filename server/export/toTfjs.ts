import type { Graph } from '../../builder/graph'
import { literalText } from '../source/literalText'
import { activationOf, ExportError, exportSteps, isFrozen, outputExpressions, type Step } from './step'
import { tfjsLayers } from './tfjsLayers'

/**
 * A network as a TypeScript program: `toTfjs(tf)` makes a LayersModel of TensorFlow.js that trains and saves, and `loadWeights`
 * reads weights into it.
 *
 * Throws {@link ExportError} for a layer that TensorFlow.js lacks, or a size that is no number.
 */
export function toTfjs(graph: Graph): string {
  const steps = exportSteps(graph, RESERVED)
  const inputs = graph.inputs.map(name => steps.find(({ layer }) => layer.name === name)!.name)
  const outputs = outputExpressions(graph, steps)
  const owned = steps.filter(({ weights, layer }) => weights.length > 0 && layer.weightsOf === undefined)
  const frozen = steps.filter(isFrozen).map(({ name }) => literalText(name))
  const made = `tf.model({ inputs: ${list(inputs)}, outputs: ${list(outputs)} })`
  return `import type * as tensorflow from '@tensorflow/tfjs'

/** ${graph.name.replaceAll('*/', '* /')}, written by Convolens: a model that trains and saves. */
export function toTfjs(tf: typeof tensorflow): tensorflow.LayersModel {
${steps
  .flatMap(linesOf)
  .map(line => `  ${line}`)
  .join('\n')}
${frozen.length === 0 ? `  return ${made}` : freezing(made, frozen)}
}

/** The layers with weights: their names in the file, and the weights in TensorFlow.js's order. */
const WEIGHTS: Record<string, { source: string; weights: string[] }> = {
${owned.map(weightLine).join('\n')}
}

/** Reads the weights that \`convolens export --out\` writes, from tf.io.http('….json') or a file handler of TensorFlow for Node. */
export async function loadWeights(
  tf: typeof tensorflow,
  model: tensorflow.LayersModel,
  from: tensorflow.io.IOHandler,
): Promise<void> {
  const { weightData, weightSpecs } = await from.load!()
  const tensors = tf.io.decodeWeights(weightData!, weightSpecs!)
  for (const [name, { source, weights }] of Object.entries(WEIGHTS)) {
    model.getLayer(name).setWeights(weights.map(weight => tensors[\`\${source}/\${weight}\`]))
  }
  tf.dispose(tensors)
}
`
}

function freezing(made: string, frozen: readonly string[]): string {
  return `  const model = ${made}
  for (const name of [${frozen.join(', ')}]) model.getLayer(name).trainable = false
  return model`
}

function linesOf(step: Step): string[] {
  const { kind, name, owner, isShared, layer } = step
  if (kind === 'input') {
    return [`const ${name} = tf.input({ shape: [${step.outputShapes[0].join(', ')}], name: '${name}' })`]
  }
  const activation = activationOf(step, '')
  const variable = activation ? `${name}_linear` : name
  const { make, input } = writerOf(step)(step)
  const lines = isShared && layer.weightsOf === undefined ? [`const ${owner}_layer = ${make}`] : []
  lines.push(`const ${variable} = ${isShared ? `${owner}_layer` : make}.apply(${input})${SYMBOLIC}`)
  if (activation) {
    const applied = writerOf(activation)({ ...activation, inputs: [variable], owner: `${name}_activation` })
    lines.push(`const ${name} = ${applied.make}.apply(${applied.input})${SYMBOLIC}`)
  }
  return lines
}

function weightLine({ name, layer, weights }: Step): string {
  const names = weights.map(weight => literalText(weight.name)).join(', ')
  return `  ${name}: { source: ${literalText(layer.name)}, weights: [${names}] },`
}

const SYMBOLIC = ' as tensorflow.SymbolicTensor'

function writerOf({ kind, layer }: Step) {
  if (Object.hasOwn(tfjsLayers, kind)) return tfjsLayers[kind]
  throw new ExportError(`${layer.name}: TensorFlow.js has no ${kind}`)
}

function list(names: readonly string[]): string {
  return names.length === 1 ? names[0] : `[${names.join(', ')}]`
}

/** Words that cannot name a variable, and the names that the program uses itself. */
const RESERVED: ReadonlySet<string> = new Set(
  `break case catch class const continue debugger default delete do else enum export extends false finally for function if import
  in instanceof new null return super switch this throw true try typeof var void while with let static yield await tf tensorflow
  toTfjs loadWeights WEIGHTS`.split(/\s+/),
)
