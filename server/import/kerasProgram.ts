import { byClassName } from '../dialects/tfjs/layerClasses'
import { literalText } from '../source/literalText'
import { changedOptions, keptShapes, type Replacement, withNumber } from './kerasOnly'

/** A file holds no model that can be written as a program; the message says what is in the way. */
export class ImportError extends Error {}

type Json = Readonly<Record<string, unknown>>

interface SavedLayer {
  readonly class_name: string
  readonly name?: string
  readonly config: Json
  readonly inbound_nodes?: readonly unknown[]
  readonly build_config?: Json | null
}

/** A tensor as saved models name it: the layer, its node, the output. */
type Source = readonly [layer: string, node: number, output: number]

/** A program and what of it stands for layers that only Keras has, by their names. */
export interface KerasProgram {
  readonly program: string
  readonly replacements: ReadonlyMap<string, Replacement>
}

/**
 * The TensorFlow.js program that makes the network a saved model describes: the text of a `model.json` of TensorFlow.js, or
 * Keras's own description. How weights start and are regularised is left out, since they come from the file; models within
 * models are written layer by layer.
 *
 * Throws {@link ImportError} for other files, and for layers that neither TensorFlow.js nor the builder has.
 */
export function kerasProgram(text: string): KerasProgram {
  const writer = new Writer()
  writer.write(topology(text))
  return { program: `${writer.lines.join('\n')}\n`, replacements: writer.replacements }
}

function topology(text: string): SavedLayer {
  let json: Json
  try {
    json = JSON.parse(text)
  } catch {
    throw new ImportError('the file is no JSON; give model.json of TensorFlow.js, or config.json of a .keras archive')
  }
  const found = (json?.modelTopology ?? json) as Json
  const model = (found?.model_config ?? found) as SavedLayer
  if (typeof model?.class_name === 'string' && typeof model.config === 'object') return model
  const isGraph = json?.format === 'graph-model'
  throw new ImportError(
    isGraph ? 'graph models have no layers; save a layers model' : 'the file describes no layers model',
  )
}

const MODELS = new Set(['Sequential', 'Functional', 'Model'])

/** Writes one use of a layer or model, and gives the tensors that come out. */
type Apply = (inputs: readonly string[]) => readonly string[]

class Writer {
  readonly lines = ["import * as tf from '@tensorflow/tfjs'"]
  readonly replacements = new Map<string, Replacement>()
  private count = 0

  write(model: SavedLayer): void {
    const { inputs, apply } = this.model(model)
    const tensors = inputs.map(({ shape, name }) => this.input(shape, name))
    const name = typeof model.config.name === 'string' ? `, name: ${literalText(model.config.name)}` : ''
    const ends = `inputs: [${tensors.join(', ')}], outputs: [${apply(tensors).join(', ')}]`
    this.lines.push(`const model = tf.model({ ${ends}${name} })`)
  }

  /** A model's inputs, and how it is applied; its layers are made once, with the first use. */
  private model(saved: SavedLayer): { inputs: readonly Input[]; apply: Apply } {
    const { class_name: className, config } = saved
    if (className === 'Sequential') return this.sequential(config)
    if (MODELS.has(className)) return this.functional(config)
    throw new ImportError(`${className} is no kind of model that can be read; save a functional or sequential one`)
  }

  private sequential(config: Json): { inputs: readonly Input[]; apply: Apply } {
    const saved = [...((config.layers ?? config) as readonly SavedLayer[])]
    const shape = saved.length > 0 ? inputShape(saved[0]) : undefined
    if (shape === undefined) throw new ImportError('the model has no input shape; build it before saving')
    if (saved[0].class_name === 'InputLayer') saved.shift()
    const layers = saved.map(layer => this.layer(layer))
    const apply: Apply = inputs => layers.reduce((tensors, layer) => layer(tensors), inputs)
    return { inputs: [{ shape }], apply }
  }

  private functional(config: Json): { inputs: readonly Input[]; apply: Apply } {
    const saved = config.layers as readonly SavedLayer[]
    const made = new Map<string, Apply>()
    const sources = endsOf(config.input_layers).map(([name]) => name)
    const inputs = sources.map(name => {
      const layer = saved.find(candidate => nameOf(candidate) === name)
      const shape = layer && inputShape(layer)
      if (shape === undefined) throw new ImportError(`${name} has no shape`)
      return { name, shape }
    })
    const apply: Apply = given => {
      const tensors = new Map(sources.map((name, index) => [`${name}/0`, [given[index]] as readonly string[]]))
      const waiting = saved
        .filter(layer => !sources.includes(nameOf(layer)))
        .flatMap(layer => nodesOf(layer).map((reads, node) => ({ layer, reads, node })))
      while (waiting.length > 0) {
        const next = waiting.findIndex(({ reads }) => reads.every(read => tensors.has(read.slice(0, 2).join('/'))))
        if (next < 0) throw new ImportError(`${nameOf(waiting[0].layer)} reads a layer that the file does not describe`)
        const [{ layer, reads, node }] = waiting.splice(next, 1)
        const name = nameOf(layer)
        if (!made.has(name)) made.set(name, this.layer(layer))
        tensors.set(`${name}/${node}`, made.get(name)!(reads.map(read => outputOf(read, tensors))))
      }
      return endsOf(config.output_layers).map(end => outputOf(end, tensors))
    }
    return { inputs, apply }
  }

  private layer(saved: SavedLayer): Apply {
    const { class_name: className, config } = saved
    if (MODELS.has(className)) return this.model(saved).apply
    const name = nameOf(saved)
    const kept =
      operationWithNumber(saved) ?? (Object.hasOwn(keptShapes, className) ? keptShapes[className](config) : undefined)
    if (typeof kept === 'string') throw new ImportError(`${name}: ${kept} cannot be read`)
    if (kept) {
      this.replacements.set(name, kept)
      return this.made('activation', { name, activation: 'linear' })
    }
    // Nothing is computed.
    if (className === 'Activation' && config.activation === 'linear') return inputs => inputs
    // Inception-ResNet's own: its first input and a part of its second.
    if (className === 'CustomScaleLayer') {
      const part = `${name}/scaled`
      this.replacements.set(part, { kind: 'scaleBy', options: { factor: config.scale } })
      const [scale, add] = [this.made('activation', { name: part, activation: 'linear' }), this.made('add', { name })]
      return ([first, second]) => add([first, ...scale([second])])
    }
    const known = byClassName.get(className)
    if (known === undefined || known.functions.length === 0) {
      throw new ImportError(`${name}: layers of the class ${className} cannot be read`)
    }
    const changed = changedOptions(className, config)
    if (changed) this.replacements.set(name, changed)
    const isOther = changed?.options.activation !== undefined
    const given = settings(isOther ? { ...config, activation: 'linear' } : config)
    const apply = this.made(known.functions[0], given)
    if (!/^Global\w+2D$/.test(className) || config.keepdims !== true) return apply
    const channels = inputSizes(saved)?.at(-1)
    if (typeof channels !== 'number') {
      throw new ImportError(`${name}: the file does not tell how many channels it pools; save it again with Keras 3`)
    }
    const spread = this.made('reshape', { targetShape: [1, 1, channels] })
    return inputs => spread(apply(inputs))
  }

  private made(kind: string, options: Json): Apply {
    const layer = `layer${(this.count += 1)}`
    this.lines.push(`const ${layer} = tf.layers.${kind}(${literalText(options)})`)
    return inputs => {
      const tensor = `tensor${(this.count += 1)}`
      const given = inputs.length === 1 ? inputs[0] : `[${inputs.join(', ')}]`
      this.lines.push(`const ${tensor} = ${layer}.apply(${given})`)
      return [tensor]
    }
  }

  private input(shape: readonly unknown[], name: string | undefined): string {
    const variable = `tensor${(this.count += 1)}`
    this.lines.push(`const ${variable} = tf.input(${literalText({ shape, ...(name ? { name } : {}) })})`)
    return variable
  }
}

interface Input {
  readonly shape: readonly unknown[]
  readonly name?: string
}

/** What of Keras's own operations is one between a tensor and a number. */
function operationWithNumber({ class_name: operation, inbound_nodes: nodes = [] }: SavedLayer) {
  const { args } = (nodes[0] ?? {}) as { args?: unknown }
  return Array.isArray(args) ? withNumber(operation, args) : undefined
}

/** The shape of what a layer takes, with images first, where Keras 3 wrote it down. */
function inputSizes({ inbound_nodes: nodes = [], build_config: built }: SavedLayer): readonly unknown[] | undefined {
  if (Array.isArray(built?.input_shape)) return built.input_shape
  let found: readonly unknown[] | undefined
  const walk = (value: unknown): void => {
    if (found || typeof value !== 'object' || value === null) return
    const { shape, keras_history: history } = value as Json
    if (history !== undefined && Array.isArray(shape)) found = shape
    else for (const part of Object.values(value)) walk(part)
  }
  walk(nodes)
  return found
}

/** For every use of a layer, the tensors it reads. */
function nodesOf({ class_name: className, inbound_nodes: nodes = [] }: SavedLayer): Source[][] {
  return className === 'InputLayer' ? [[]] : nodes.map(sourcesIn)
}

/** Finds the tensors in a node, as Keras 2 and TensorFlow.js write them, or Keras 3. */
function sourcesIn(node: unknown): Source[] {
  if (Array.isArray(node)) return isSource(node) ? [[node[0], node[1], node[2]]] : node.flatMap(sourcesIn)
  if (typeof node !== 'object' || node === null) return []
  const history = (node as { config?: { keras_history?: unknown } }).config?.keras_history
  return history === undefined ? Object.values(node).flatMap(sourcesIn) : sourcesIn(history)
}

function endsOf(ends: unknown): Source[] {
  return sourcesIn(ends)
}

function isSource(node: readonly unknown[]): node is [string, number, number] {
  return typeof node[0] === 'string' && typeof node[1] === 'number' && typeof node[2] === 'number'
}

function outputOf([layer, node, output]: Source, tensors: ReadonlyMap<string, readonly string[]>): string {
  const made = tensors.get(`${layer}/${node}`)
  if (made === undefined) throw new ImportError(`the file does not describe ${layer}`)
  return made[output] ?? `${made[0]}[${output}]`
}

function nameOf({ name, config }: SavedLayer): string {
  return name ?? String(config.name)
}

function inputShape({ class_name: className, config }: SavedLayer): readonly unknown[] | undefined {
  if (className === 'Sequential') return inputShape((config.layers as readonly SavedLayer[])[0])
  const shape = config.batch_input_shape ?? config.batch_shape
  return Array.isArray(shape) ? shape.slice(1) : undefined
}

/** What decides neither shapes nor what a trained network computes. */
const LEFT_OUT =
  /initializer|regularizer|constraint|^(dtype|trainable|batch_input_shape|batch_shape|sparse|ragged|seed|build_config|renorm|fused|synchronized|autocast|virtual_batch_size|lora_\w+|quantization_\w+|optional|keepdims|groups)$/

function settings(config: Json): Json {
  const entries = Object.entries(config).filter(([name, value]) => !LEFT_OUT.test(name) && value !== null)
  return Object.fromEntries(
    entries.map(([name, value]) => {
      if (name === 'negative_slope' && !('alpha' in config) && !('max_value' in config)) return ['alpha', value]
      if (name === 'axis' && Array.isArray(value) && value.length === 1) return ['axis', value[0]]
      if (/activation/.test(name) && value === 'silu') return [camelCase(name), 'swish']
      const isWord = typeof value === 'string' && /activation|data_format/.test(name)
      return [camelCase(name), isWord ? camelCase(value) : value]
    }),
  )
}

function camelCase(name: string): string {
  return name.replace(/_([a-z0-9])/g, (_, letter: string) => letter.toUpperCase())
}
