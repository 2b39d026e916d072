import { formatDimension } from '../../builder/dimension'
import type { Edge, Graph, Layer } from '../../builder/graph'
import type { LayerKind } from '../../builder/layerKind'
import { layerKinds } from '../../builder/layerKinds'
import * as methods from '../../builder/layers/index'
import { isProblem, type Problem } from '../../builder/problem'
import type { Shape } from '../../builder/shape'
import { givenNames } from './givenNames'
import { layerArguments } from './layerArguments'
import { literalText } from './literalText'

/**
 * A network as a program that makes it: chains of layers, with a variable for whatever is read more than once. Analysed, it
 * gives the same graph again, layer by layer and name by name.
 *
 * A problem where something of the network cannot be written in the builder's words: a layer of another library, weights or
 * options that are not known, a size that is computed from others.
 */
export function modelSource(graph: Graph): string | Problem {
  const source = new Source(graph)
  for (const layer of graph.layers) {
    const problem = source.add(layer)
    if (problem) return { ...problem, message: `${layer.name}: ${problem.message}` }
  }
  return source.finished()
}

/** A chain that is being written: nothing is read yet but by the layer that comes next. */
interface Chain {
  readonly layer: string
  readonly start: string
  readonly calls: string[]
}

class Source {
  private readonly statements: string[] = []
  private readonly variables = new Map<string, string>()
  private readonly taken = new Set<string>(RESERVED)
  private readonly shared = new Map<string, string>()
  private readonly uses = new Map<string, number>()
  private readonly firsts: ReadonlySet<string>
  private readonly given: ReadonlySet<string>
  private chain: Chain | undefined
  private usesLayers = false

  constructor(private readonly graph: Graph) {
    const { layers, outputs } = graph
    for (const edge of [...layers.flatMap(({ inputs }) => inputs), ...outputs]) {
      this.uses.set(keyOf(edge), (this.uses.get(keyOf(edge)) ?? 0) + 1)
    }
    this.firsts = new Set(layers.flatMap(({ weightsOf }) => weightsOf ?? []))
    this.given = givenNames(graph)
  }

  add(layer: Layer): Problem | undefined {
    if (layer.kind === 'input') return this.addInput(layer)
    const kind = Object.hasOwn(methods, layer.kind) ? layerKinds.get(layer.kind) : undefined
    if (!kind) return { rule: 'unknown-layer', message: `the builder has no ${layer.kind}` }
    if (layer.weights && !isFrozen(layer))
      return { rule: 'invalid-option', message: 'its weights do not follow from its options' }
    if (layer.channelsFirst) return { rule: 'invalid-option', message: 'it takes channels before height and width' }
    if (layer.unknownOptions) {
      return { rule: 'unknown-option', message: `${layer.unknownOptions.join(' and ')} cannot be known` }
    }
    const args = this.argumentsOf(layer, kind)
    if (isProblem(args)) return args
    this.extend(layer, args)
    if (kind.outputs === 'several') this.endChain()
    return undefined
  }

  finished(): string {
    this.endChain()
    const { name, inputs, outputs, info } = this.graph
    const given = inputs.map(layer => this.variables.get(keyOf({ layer, output: 0 }))!)
    const results = outputs.map(edge => this.variables.get(keyOf(edge))!)
    const details = Object.keys(info).length > 0 ? [literalText(info)] : []
    const args = [literalText(name), listText(given), listText(results), ...details]
    const imports = this.usesLayers ? 'input, layers, model' : 'input, model'
    const call = `export default model(${args.join(', ')})`
    return `import { ${imports} } from 'convolens'\n\n${[...this.statements, ''].join('\n')}\n${call}\n`
  }

  private addInput({ name, outputShapes: [shape] }: Layer): Problem | undefined {
    this.endChain()
    const sizes = shape.map(inputSize)
    const wrong = sizes.find(isProblem)
    if (wrong) return wrong
    const word = ['vector', 'sequence', 'image', 'volume'][shape.length - 1] ?? 'tensor'
    const variable = this.newVariable(word)
    this.variables.set(keyOf({ layer: name, output: 0 }), variable)
    this.statements.push(`const ${variable} = input(${sizes.join(', ')})`)
    return undefined
  }

  /** The arguments of the layer's call; for a layer whose weights others use too, of the call that makes it. */
  private argumentsOf(layer: Layer, kind: LayerKind): string[] | Problem {
    const { name, kind: kindName, options, weightsOf } = layer
    const first = weightsOf ?? name
    if (weightsOf === undefined || !this.shared.has(weightsOf)) {
      const given = this.given.has(name) ? name : undefined
      const args = layerArguments(kind, options, { name: given, isFrozen: isFrozen(layer) })
      if (isProblem(args)) return args
      if (args.some(text => text.includes('layers.'))) this.usesLayers = true
      if (!this.firsts.has(name)) return args
      const variable = this.newVariable(identifier(`shared ${name}`))
      this.usesLayers = true
      this.statements.push(`const ${variable} = layers.${kindName}(${args.join(', ')})`)
      this.shared.set(name, variable)
    }
    return [this.shared.get(first)!]
  }

  private extend(layer: Layer, args: readonly string[]): void {
    const [receiver, ...others] = layer.inputs
    const isShared = this.firsts.has(layer.name) || layer.weightsOf !== undefined
    const method = isShared ? 'apply' : layer.kind
    const open = this.chain && this.usedOnce(this.chain.layer) ? this.chain : undefined
    if (open && open.layer === receiver.layer) {
      open.calls.push(callText(method, [...others.map(edge => this.variableOf(edge)), ...args]))
      this.chain = { ...open, layer: layer.name }
      return
    }
    // A short branch that only this merge reads stands in its call.
    const last = others.at(-1)
    const text =
      open && open.layer === last?.layer && open.calls.length <= SHORT ? open.start + open.calls.join('') : ''
    const isInlined = text !== '' && text.length <= INLINE_WIDTH
    if (!isInlined) this.endChain()
    const tensors = others.map(edge => (isInlined && edge === last ? text : this.variableOf(edge)))
    const call = callText(method, [...tensors, ...args])
    this.chain = { layer: layer.name, start: this.variableOf(receiver), calls: [call] }
  }

  private usedOnce(layer: string): boolean {
    const { outputs } = this.graph
    return this.uses.get(keyOf({ layer, output: 0 })) === 1 && outputs.every(edge => edge.layer !== layer)
  }

  private variableOf(edge: Edge): string {
    return this.variables.get(keyOf(edge))!
  }

  /** Gives what the chain ends in a name. */
  private endChain(): void {
    const { chain } = this
    if (!chain) return
    this.chain = undefined
    const { layer } = chain
    const { outputShapes, kind } = this.graph.layers.find(({ name }) => name === layer)!
    const isOnlyOutput = this.graph.outputs.length === 1 && this.graph.outputs[0].layer === layer
    const base = isOnlyOutput ? 'output' : identifier(layer)
    if (layerKinds.get(kind)!.outputs === 'one') {
      const variable = this.newVariable(base)
      this.variables.set(keyOf({ layer, output: 0 }), variable)
      this.statements.push(chainText(`const ${variable} = `, chain))
      return
    }
    const parts = outputShapes.map((_, output) => {
      const key = keyOf({ layer, output })
      if (!this.uses.has(key)) return ''
      const variable = this.newVariable(`${base}${String.fromCharCode(CODE_OF_A + output)}`)
      this.variables.set(key, variable)
      return variable
    })
    while (parts.at(-1) === '') parts.pop()
    this.statements.push(chainText(`const [${parts.join(', ')}] = `, chain))
  }

  private newVariable(base: string): string {
    let variable = base
    for (let number = 2; this.taken.has(variable); number += 1)
      variable = `${base}${/\d$/.test(base) ? '_' : ''}${number}`
    this.taken.add(variable)
    return variable
  }
}

const RESERVED = ['input', 'layers', 'model', 'function', 'switch', 'case', 'default', 'delete', 'new', 'with', 'class']
const SHORT = 3
const INLINE_WIDTH = 60
const WIDTH = 100
const CODE_OF_A = 65

function keyOf({ layer, output }: Edge): string {
  return `${output} ${layer}`
}

function callText(method: string, args: readonly string[]): string {
  return `.${method}(${args.join(', ')})`
}

function listText(texts: readonly string[]): string {
  return texts.length === 1 ? texts[0] : `[${texts.join(', ')}]`
}

/** On one line where it fits; else a line for each layer that has a window or weights, with what follows it. */
function chainText(before: string, { start, calls }: Chain): string {
  const whole = before + start + calls.join('')
  if (whole.length <= WIDTH) return whole
  const lines: string[] = []
  for (const call of calls) {
    const line = lines.at(-1)
    if (line === undefined || BEGINS_LINE.test(call) || line.length + call.length > WIDTH) lines.push(call)
    else lines[lines.length - 1] += call
  }
  return [before + start, ...lines.map(line => `  ${line}`)].join('\n')
}

const BEGINS_LINE = /^\.(\w*conv\w*|\w*pool\w*|dense|flatten|apply|upSampling\w*|resize\w*|concat)\(/i

function identifier(name: string): string {
  const camel = name.replace(/[^A-Za-z0-9]+(.?)/g, (_, letter: string) => letter.toUpperCase())
  return /^[A-Za-z]/.test(camel) ? camel[0].toLowerCase() + camel.slice(1) : `layer${camel}`
}

function inputSize(size: Shape[number], axis: number): string | Problem {
  if (typeof size === 'number') return String(size)
  const text = formatDimension(size)
  if (/^[A-Za-z]\w*$/.test(text)) return ['H', 'W'][axis] === text ? 'null' : literalText(text)
  return { rule: 'unknown-size', message: `its size ${text} cannot be written` }
}

/** Whether the layer has weights of its own, none of which training changes. */
function isFrozen({ weights = [] }: Layer): boolean {
  return weights.length > 0 && weights.every(({ trainable }) => !trainable)
}
