import { byClassName } from '../dialects/tfjs/layerClasses'
import { literalText } from '../literalText'

/** A file holds no model that can be written as a program; the message says what is in the way. */
export class ImportError extends Error {}

type Json = Readonly<Record<string, unknown>>

interface SavedLayer {
  readonly class_name: string
  readonly name?: string
  readonly config: Json
  readonly inbound_nodes?: readonly unknown[]
}

/** A tensor as saved models name it: the layer, its node, the output. */
type Source = readonly [layer: string, node: number, output: number]

/**
 * The TensorFlow.js program that makes the network a saved model describes: the text of a `model.json` of TensorFlow.js, or of the
 * `config.json` in a `.keras` file. How weights start and are regularised is left out, since they come from the file.
 *
 * Throws {@link ImportError} for other files, and for layers that TensorFlow.js lacks.
 */
export function kerasProgram(text: string): string {
  const lines = ["import * as tf from '@tensorflow/tfjs'"]
  new Writer(lines).model(topology(text), 'model')
  return `${lines.join('\n')}\n`
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

class Writer {
  private count = 0

  constructor(private readonly lines: string[]) {}

  /** Writes a model, and gives it the name as a variable. */
  model({ class_name: className, config }: SavedLayer, variable: string): void {
    if (className === 'Sequential') this.sequential(config, variable)
    else if (MODELS.has(className)) this.functional(config, variable)
    else throw new ImportError(`${className} is no kind of model that can be read; save a functional or sequential one`)
  }

  private sequential(config: Json, variable: string): void {
    const layers = [...((config.layers ?? config) as readonly SavedLayer[])]
    const shape = inputShape(layers[0])
    if (shape === undefined) throw new ImportError('the model has no input shape; build it before saving')
    if (layers[0].class_name === 'InputLayer') layers.shift()
    const input = this.input(shape, undefined)
    let tensor = input
    for (const layer of layers) tensor = this.applied(this.layer(layer), [tensor])
    this.finish(variable, config, [input], [tensor])
  }

  private functional(config: Json, variable: string): void {
    const saved = config.layers as readonly SavedLayer[]
    const tensors = new Map<string, string>()
    const made = new Map<string, string>()
    const waiting = saved.flatMap(layer => nodesOf(layer).map((sources, node) => ({ layer, sources, node })))
    while (waiting.length > 0) {
      const next = waiting.findIndex(({ sources }) =>
        sources.every(source => tensors.has(source.slice(0, 2).join('/'))),
      )
      if (next < 0) throw new ImportError(`${nameOf(waiting[0].layer)} reads a layer that the file does not describe`)
      const [{ layer, sources, node }] = waiting.splice(next, 1)
      const name = nameOf(layer)
      if (layer.class_name === 'InputLayer') {
        const shape = inputShape(layer)
        if (shape === undefined) throw new ImportError(`${name} has no shape`)
        tensors.set(`${name}/${node}`, this.input(shape, name))
        continue
      }
      if (!made.has(name)) made.set(name, this.layer(layer))
      const given = sources.map(source => outputOf(source, tensors))
      tensors.set(`${name}/${node}`, this.applied(made.get(name)!, given))
    }
    const named = (ends: unknown) => endsOf(ends).map(source => outputOf(source, tensors))
    this.finish(variable, config, named(config.input_layers), named(config.output_layers))
  }

  private layer(saved: SavedLayer): string {
    const variable = `layer${(this.count += 1)}`
    const { class_name: className, config } = saved
    if (MODELS.has(className)) {
      this.model(saved, variable)
      return variable
    }
    const known = byClassName.get(className)
    if (known === undefined || known.functions.length === 0) {
      throw new ImportError(`${nameOf(saved)}: layers of the class ${className} cannot be read`)
    }
    this.lines.push(`const ${variable} = tf.layers.${known.functions[0]}(${literalText(settings(config))})`)
    return variable
  }

  private input(shape: readonly unknown[], name: string | undefined): string {
    const variable = `tensor${(this.count += 1)}`
    this.lines.push(`const ${variable} = tf.input(${literalText({ shape, ...(name ? { name } : {}) })})`)
    return variable
  }

  private applied(layer: string, inputs: readonly string[]): string {
    const variable = `tensor${(this.count += 1)}`
    this.lines.push(`const ${variable} = ${layer}.apply(${inputs.length === 1 ? inputs[0] : `[${inputs.join(', ')}]`})`)
    return variable
  }

  private finish(variable: string, { name }: Json, inputs: readonly string[], outputs: readonly string[]): void {
    const named = typeof name === 'string' ? `, name: ${literalText(name)}` : ''
    this.lines.push(
      `const ${variable} = tf.model({ inputs: [${inputs.join(', ')}], outputs: [${outputs.join(', ')}]${named} })`,
    )
  }
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

function outputOf([layer, node, output]: Source, tensors: ReadonlyMap<string, string>): string {
  const tensor = tensors.get(`${layer}/${node}`)
  if (tensor === undefined) throw new ImportError(`the file does not describe ${layer}`)
  return output === 0 ? tensor : `${tensor}[${output}]`
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
  /initializer|regularizer|constraint|^(dtype|trainable|batch_input_shape|batch_shape|sparse|ragged|seed|build_config|renorm|fused|synchronized|autocast|virtual_batch_size|lora_\w+|quantization_\w+|optional)$/

function settings(config: Json): Json {
  const entries = Object.entries(config).filter(([name, value]) => !LEFT_OUT.test(name) && value !== null)
  return Object.fromEntries(
    entries.map(([name, value]) => {
      if (name === 'negative_slope' && !('alpha' in config) && !('max_value' in config)) return ['alpha', value]
      if (name === 'axis' && Array.isArray(value) && value.length === 1) return ['axis', value[0]]
      const isWord = typeof value === 'string' && /activation|data_format/.test(name)
      return [camelCase(name), isWord ? camelCase(value) : value]
    }),
  )
}

function camelCase(name: string): string {
  return name.replace(/_([a-z0-9])/g, (_, letter: string) => letter.toUpperCase())
}
