import type { Application } from './state'
import type { SymbolicTensor } from './symbolicTensor'
import { TfjsError } from './tfjsError'
import type { TfjsLayer } from './tfjsLayer'

/** One use of a layer inside a model. */
interface Use {
  readonly layer: TfjsLayer
  readonly application: Application
}

/** Every use of a layer that the outputs rest on, inputs before what rests on them. */
export function usesBehind(outputs: readonly SymbolicTensor[]): readonly Use[] {
  const seen = new Map<Application, Use>()
  const ordered: Use[] = []
  const waiting = outputs.map(tensor => ({ tensor, next: 0 })).reverse()
  const begun = new Set<Application>()
  while (waiting.length > 0) {
    const top = waiting[waiting.length - 1]!
    const application = applicationOf(top.tensor)
    const input = application?.inputs[top.next]
    if (!application || seen.has(application) || (top.next === 0 && begun.has(application))) waiting.pop()
    else if (input) {
      begun.add(application)
      top.next += 1
      waiting.push({ tensor: input, next: 0 })
    } else {
      const use = { layer: top.tensor.layer, application }
      seen.set(application, use)
      ordered.push(use)
      waiting.pop()
    }
  }
  return ordered
}

export function applicationOf({ layer, use }: SymbolicTensor): Application | undefined {
  return layer.state.applications[use]
}

/** The layers of a functional model, in the order in which tfjs-layers lists them: from the inputs, by depth. */
export function layersBehind(outputs: readonly SymbolicTensor[]): readonly TfjsLayer[] {
  const uses = usesBehind(outputs)
  const place = new Map<TfjsLayer, number>()
  const depths = new Map<Application, number>()
  const layerDepths = new Map<TfjsLayer, number>()
  for (const tensor of outputs) visitOrder(tensor, place)
  for (const { layer, application } of [...uses].reverse()) {
    const depth = Math.max(depths.get(application) ?? 0, layerDepths.get(layer) ?? 0)
    layerDepths.set(layer, depth)
    depths.set(application, depth)
    for (const input of application.inputs) {
      const source = applicationOf(input)
      if (source) depths.set(source, Math.max(depth + 1, depths.get(source) ?? 0))
    }
  }
  return [...layerDepths.keys()].sort(
    (a, b) => layerDepths.get(b)! - layerDepths.get(a)! || place.get(a)! - place.get(b)!,
  )
}

/** Numbers the layers as a walk from the outputs backwards meets them. */
function visitOrder(output: SymbolicTensor, place: Map<TfjsLayer, number>): void {
  const waiting = [output]
  const seen = new Set<Application>()
  for (let tensor = waiting.pop(); tensor; tensor = waiting.pop()) {
    const application = applicationOf(tensor)
    if (!application || seen.has(application)) continue
    seen.add(application)
    if (!place.has(tensor.layer)) place.set(tensor.layer, place.size)
    waiting.push(...[...application.inputs].reverse())
  }
}

/** What `new LayersModel` of tfjs-layers checks. */
export function checkContainer(
  inputs: readonly SymbolicTensor[],
  outputs: readonly SymbolicTensor[],
  layers: readonly TfjsLayer[],
): void {
  if (new Set(inputs).size !== inputs.length) {
    throw new TfjsError(
      `The list of inputs passed to the model is redundant. All inputs should only appear once. Found: ${inputs.map(({ layer }) => layer.state.name)}`,
      'an input is given twice',
      'inputs',
      'invalid-argument',
    )
  }
  for (const [index, { layer, use }] of inputs.entries()) {
    if (layer.className === 'InputLayer' || layer.isUnknown) continue
    throw new TfjsError(
      use > 0
        ? 'input layer has >1 nodes'
        : `Input layers to a LayersModel must be InputLayer objects. Input ${index} (0-based) originates from layer type ${layer.className}.`,
      `the model's inputs must come from tf.input; input ${index} is the output of ${layer.state.name}`,
      'inputs',
      'not-an-input',
    )
  }
  const computable = new Set(inputs)
  for (const { layer, application } of usesBehind(outputs)) {
    const isSource = application.inputs.length === 0 && layer.className === 'InputLayer'
    const missing = [...application.inputs, ...(isSource ? application.outputs : [])].find(
      tensor => !computable.has(tensor) && !tensor.layer.isUnknown,
    )
    if (missing) {
      throw new TfjsError(
        `Graph disconnected: cannot obtain value for tensor ${missing.layer.state.name} at layer "${layer.state.name}".`,
        `the outputs rest on ${missing.layer.state.name}, which is not among the model's inputs`,
        undefined,
        'missing-input',
      )
    }
    for (const output of application.outputs) computable.add(output)
  }
  const names = layers.map(({ state }) => state.name)
  const twice = names.find((name, index) => names.indexOf(name) !== index)
  if (twice === undefined) return
  throw new TfjsError(
    `The name "${twice}" is used ${names.filter(name => name === twice).length} times in the model. All layer names should be unique.`,
    `two layers of the model are named ${twice}`,
    undefined,
    'duplicate-name',
  )
}
