import { buildGraph, nameNodes } from '../../../builder/model'
import type { LayerNode } from '../../../builder/node'
import { isProblem } from '../../../builder/problem'
import type { Training } from '../../analysis'
import type { Evaluation } from '../../evaluate/evaluation'
import type { CallSite } from '../../evaluate/host'
import { ArrayValue, HostValue, Unknown, type Value } from '../../evaluate/values'
import type { RecordedModel } from '../recording'
import { checkContainer, layersBehind, usesBehind } from './container'
import type { Outcome } from './inference'
import type { Program } from './program'
import type { Application, LayerState } from './state'
import { SymbolicTensor } from './symbolicTensor'
import { TfjsError } from './tfjsError'
import { type InitialState, type Join, native, TfjsLayer } from './tfjsLayer'
import { trainingOf, unknownTrainingWord } from './training'

export interface ModelState extends LayerState {
  readonly layers: readonly TfjsLayer[]
  readonly inputs: readonly SymbolicTensor[]
  readonly outputs: readonly SymbolicTensor[]
  /** Why there may be more layers, or fewer. */
  readonly uncertain?: Unknown
  readonly training?: Training
}

/** A model of tfjs-layers in the user's program, which is a layer itself. */
export abstract class TfjsModel extends TfjsLayer {
  declare state: ModelState

  override merge(a: unknown, b: unknown, join: Join): unknown {
    const [x, y] = [a as ModelState, b as ModelState]
    const state = super.merge(a, b, join) as ModelState
    const same = x.layers.length === y.layers.length && x.layers.every((layer, index) => layer === y.layers[index])
    if (same && x.outputs === y.outputs) return state
    const reason = new Unknown('the layers differ between branches')
    return {
      ...state,
      layers: [...new Set([...x.layers, ...y.layers])],
      inputs: x.inputs.length > 0 ? x.inputs : y.inputs,
      outputs: joinOutputs(x.outputs, y.outputs, join) ?? [this.program.unknownTensor(reason.reason)],
      uncertain: reason,
    } satisfies ModelState
  }

  override get(name: string, context: Evaluation, receiver: Value): Value | undefined {
    const { layers, inputs, outputs, uncertain } = this.state
    switch (name) {
      case 'layers': {
        const list = new ArrayValue(layers.map(layer => layer.value))
        list.contentsUnknown = uncertain
        return list
      }
      case 'inputs':
        return new ArrayValue(inputs.map(tensor => new HostValue(tensor)))
      case 'outputs':
        return new ArrayValue(outputs.map(tensor => new HostValue(tensor)))
      case 'input':
      case 'output': {
        const tensors = this.get(`${name}s`, context, receiver) as ArrayValue
        return tensors.elements.length === 1 ? tensors.elements[0] : tensors
      }
      case 'getLayer':
        return native((args, site) => this.getLayer(args, site))
      case 'summary':
      case 'build':
        return native((_, site) => {
          this.complete(site)
          return undefined
        })
      case 'compile':
        return native((args, site, context) => this.compile(args, site, context))
      case 'predict':
      case 'predictOnBatch':
      case 'evaluate':
      case 'evaluateDataset':
      case 'fit':
      case 'fitDataset':
      case 'trainOnBatch':
      case 'save':
      case 'toJSON':
      case 'loadWeights':
        return native((args, site, context) => this.program.outside(`model.${name}`, args, site, context))
      case 'outputShape':
      case 'inputShape': {
        const tensors = name === 'outputShape' ? outputs : inputs
        const shapes = tensors.map(tensor => tensor.get('shape'))
        return shapes.length === 1 ? shapes[0] : new ArrayValue(shapes)
      }
      case 'optimizer':
      case 'loss':
      case 'metrics':
      case 'history':
      case 'stopTraining':
        return new Unknown(`the model's ${name} is not followed`)
      default:
        return super.get(name, context, receiver)
    }
  }

  override setTrainable(trainable: boolean | Unknown, context: Evaluation): void {
    for (const layer of this.state.layers) layer.freeze(trainable, context)
    this.write(context, { trainable })
  }

  override freeze(): void {}

  override write(context: Evaluation, changes: Partial<ModelState>): void {
    super.write(context, changes)
  }

  protected override countParams(): Value {
    const sizes = this.allLayers().map(layer => layer.parameterCount())
    const unknown = sizes.find(size => size instanceof Unknown)
    return unknown ?? this.state.uncertain ?? sizes.reduce((a, b) => Number(a) + Number(b), 0)
  }

  override parameterCount(): Value {
    return this.countParams()
  }

  /** Every layer that holds weights, those of nested models among them. */
  private allLayers(): readonly TfjsLayer[] {
    const all = this.state.layers.flatMap(layer => (layer instanceof TfjsModel ? layer.allLayers() : [layer]))
    return [...new Set(all)]
  }

  /** The checks that tfjs-layers makes before a model is used. */
  protected complete(_site: CallSite): void {}

  private compile([config]: Value[], site: CallSite, context: Evaluation): Value {
    this.complete(site)
    // Where the model is not built, the program never comes here.
    if (this.state.outputs.some(({ isBroken }) => isBroken)) return undefined
    const unknown = unknownTrainingWord(config, site)
    if (unknown) this.program.mistake(unknown.error, unknown.node ?? site.nameNode, site)
    const training = trainingOf(config, site)
    if (training) this.write(context, { training })
    return undefined
  }

  private getLayer([which, index]: Value[], site: CallSite): Value {
    const { layers, uncertain } = this.state
    const at = typeof which === 'number' ? which : index
    const wanted = which ?? at
    if (wanted instanceof Unknown) return wanted
    const found = typeof at === 'number' ? layers[at] : layers.find(({ state }) => state.name === which)
    if (found) return found.value
    if (uncertain) return uncertain
    if (typeof wanted !== 'number' && typeof wanted !== 'string') return new Unknown('which layer it is is not known')
    const names = layers.map(({ state }) => state.name).join(', ')
    const error =
      typeof at === 'number'
        ? new TfjsError(
            `Was asked to retrieve layer at index ${at}, but model only has ${layers.length} layer(s).`,
            `the model has ${layers.length} layers, counted from 0; there is no layer ${at}`,
            undefined,
            'unknown-layer',
          )
        : new TfjsError(
            `No such layer: ${String(which)}`,
            `the model has no layer ${String(which)}; it has ${names}`,
            undefined,
            'unknown-layer',
          )
    this.program.mistake(error, site.argumentNodes[0] ?? site.nameNode, site)
    return new Unknown(error.plainer, site.node)
  }

  /** A model that is applied computes what its layers do, without their checks: `Container.computeOutputShape`. */
  override applyTo(inputs: readonly SymbolicTensor[], site: CallSite, context: Evaluation): readonly SymbolicTensor[] {
    const { program } = this
    const use = this.state.applications.length
    const isBroken = this.isBroken || inputs.some(tensor => tensor.isBroken)
    const outcome = this.checkUse(inputs)
    if (outcome && !isBroken) program.mistake(outcome, site.nameNode, site, this.state.name)
    const inner = this.replay(inputs, site)
    const outputs = inner.map(
      tensor =>
        new SymbolicTensor(
          tensor.node,
          tensor.output,
          tensor.shape,
          this,
          use,
          program.nulls,
          isBroken || outcome !== undefined,
        ),
    )
    this.write(context, { built: true, applications: [...this.state.applications, { inputs, outputs }] })
    return outputs
  }

  protected checkUse(inputs: readonly SymbolicTensor[]): TfjsError | undefined {
    const wanted = this.state.inputs.length
    if (wanted === inputs.length || this.state.uncertain) return undefined
    return new TfjsError(
      `Invalid inputShape argument: model has ${wanted} tensor inputs.`,
      `the model takes ${wanted} ${wanted === 1 ? 'tensor' : 'tensors'}, not ${inputs.length}`,
      undefined,
      'wrong-inputs',
    )
  }

  /** Makes the model's layers once more, on other inputs. */
  replay(inputs: readonly SymbolicTensor[], site: CallSite): readonly SymbolicTensor[] {
    const { program } = this
    const made = new Map<SymbolicTensor, SymbolicTensor>()
    for (const [index, tensor] of this.state.inputs.entries()) {
      made.set(tensor, inputs[index] ?? program.unknownTensor('the model is given too few tensors'))
    }
    for (const { layer, application } of usesBehind(this.state.outputs)) {
      if (application.outputs.every(tensor => made.has(tensor))) continue
      const given = application.inputs.map(tensor => made.get(tensor) ?? tensor)
      if (application.inputs.length === 0) continue
      const outputs = layer.again(given, application, site)
      for (const [index, tensor] of application.outputs.entries()) made.set(tensor, outputs[index]!)
    }
    return this.state.outputs.map(tensor => made.get(tensor) ?? tensor)
  }

  override again(
    inputs: readonly SymbolicTensor[],
    _application: Application,
    site: CallSite,
  ): readonly SymbolicTensor[] {
    return this.replay(inputs, site)
  }

  protected override infer(): Omit<Outcome, 'built'> {
    return { shapes: this.state.outputs.map(({ shape }) => shape) }
  }

  /** The finished network; undefined where it has no layers. */
  record(): RecordedModel | undefined {
    const { name, inputs, outputs, training } = this.state
    if (outputs.length === 0) return undefined
    const nodes = nodesBehind(outputs)
    if (nodes.length === 0) return undefined
    const sources = nodes.filter(node => node.inputs.length === 0)
    const given = inputs.map(({ node }) => node).filter(node => sources.includes(node))
    const ordered = [...new Set([...given, ...sources])].map(node => ({ node, output: 0 }))
    makeNamesUnique(nodes)
    const built = buildGraph(name, ordered, outputs, {})
    if (isProblem(built)) return undefined
    return { ...built, site: this.site, ...(training ? { training } : {}) }
  }
}

/** Two layers of one name are told as a mistake; the graph needs them apart. */
function makeNamesUnique(nodes: readonly LayerNode[]): void {
  const layers = nodes.filter(({ fusedInto }) => !fusedInto)
  if (!isProblem(nameNodes(layers))) return
  const taken = new Set(layers.map(({ name }) => name))
  const seen = new Set<string>()
  for (const node of layers) {
    if (node.name === undefined || node.weightsOf) continue
    if (!seen.has(node.name)) {
      seen.add(node.name)
      continue
    }
    let count = 2
    while (taken.has(`${node.name}_${count}`)) count += 1
    const name = `${node.name}_${count}`
    taken.add(name)
    ;(node as { name?: string }).name = name
  }
}

function nodesBehind(outputs: readonly SymbolicTensor[]): readonly LayerNode[] {
  const reached = new Set<LayerNode>()
  const waiting = outputs.map(({ node }) => node)
  for (let node = waiting.pop(); node; node = waiting.pop()) {
    if (reached.has(node)) continue
    reached.add(node)
    waiting.push(...node.inputs.map(input => input.node))
  }
  return [...reached].sort((a, b) => a.serial - b.serial)
}

function joinOutputs(
  a: readonly SymbolicTensor[],
  b: readonly SymbolicTensor[],
  join: Join,
): readonly SymbolicTensor[] | undefined {
  if (a.length === 0) return b
  if (b.length === 0) return a
  if (a.length !== b.length) return undefined
  const joined = a.map((tensor, index) => join(new HostValue(tensor), new HostValue(b[index]!)))
  const tensors = joined.flatMap(value =>
    value instanceof HostValue && value.object instanceof SymbolicTensor ? [value.object] : [],
  )
  return tensors.length === a.length ? tensors : undefined
}

/** `tf.model({ inputs, outputs })`. */
export class FunctionalModel extends TfjsModel {
  constructor(
    program: Program,
    site: CallSite,
    name: string,
    inputs: readonly SymbolicTensor[],
    outputs: readonly SymbolicTensor[],
  ) {
    const layers = layersBehind(outputs)
    super('Model', [], program, site, { name, built: true, layers, inputs, outputs } as InitialState)
    if (outputs.some(({ isBroken }) => isBroken)) return
    try {
      checkContainer(inputs, outputs, layers)
    } catch (error) {
      if (!(error instanceof TfjsError)) throw error
      program.mistake(error, site.nameNode, site)
    }
  }
}
