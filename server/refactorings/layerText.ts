import ts from 'typescript'
import { layerKinds } from '../../builder/layerKinds'
import type { LayerSite } from '../analysis'
import { methodCall } from '../rules/edits'

/** Options as a user writes them, by name: `filters` → `2 * n`. */
export type WrittenOptions = ReadonlyMap<string, string>

/** The options of a call as written, its own name left out; undefined where they cannot all be read off the text. */
export function writtenOptions({ call, kind, optionNodes }: LayerSite): WrittenOptions | undefined {
  const given = [...(call.arguments ?? [])]
  const nodes = new Set(optionNodes.values())
  const isReadable = given.every(
    argument =>
      nodes.has(argument) ||
      (ts.isObjectLiteralExpression(argument) && !argument.properties.some(ts.isSpreadAssignment)),
  )
  if (!isReadable || kind.inputs === 'several') return undefined
  return new Map([...optionNodes].filter(([name]) => name !== 'name').map(([name, node]) => [name, node.getText()]))
}

/** A layer of the builder as a method's call: `conv2d(64, 3, { padding: 'same' })`. Options that it does not have are left out. */
export function layerText(kindName: string, options: WrittenOptions): string {
  const kind = layerKinds.get(kindName)!
  const positional = kind.positional.flatMap(name => options.get(name) ?? [])
  const named = [...options].filter(([name]) => Object.hasOwn(kind.options, name) && !kind.positional.includes(name))
  const object = named.length > 0 ? [`{ ${named.map(([name, text]) => `${name}: ${text}`).join(', ')} }`] : []
  return `${kindName}(${[...positional, ...object].join(', ')})`
}

export function withOptions(
  options: WrittenOptions,
  changes: Readonly<Record<string, string | undefined>>,
): WrittenOptions {
  const changed = new Map(options)
  for (const [name, text] of Object.entries(changes)) {
    if (text === undefined) changed.delete(name)
    else changed.set(name, text)
  }
  return changed
}

/** Layers in a row in the place of a call in a chain, broken into lines as the chain is. */
export function chainText(site: LayerSite, layers: readonly string[]): string | undefined {
  const method = methodCall(site)
  return method && layers.join(`${method.gap}.`)
}

/**
 * What is done to a convolution's output behind its call, to be done to another one's too: the normalisation and activation in
 * the chain. Nothing where the call applies an activation itself; a rectifier where neither says more.
 */
export function activationBehind({ call, optionNodes }: LayerSite): string[] {
  if (optionNodes.has('activation')) return []
  const behind: string[] = []
  for (let node: ts.Node = call; ; ) {
    const access = node.parent
    if (!ts.isPropertyAccessExpression(access) || access.expression !== node || !ts.isCallExpression(access.parent))
      break
    const name = access.name.text
    if (!NORMALIZATIONS.has(name) && !ACTIVATIONS.has(name)) break
    node = access.parent
    behind.push(node.getText().slice(access.name.getStart() - node.getStart()))
    if (ACTIVATIONS.has(name)) return behind
  }
  return [...behind, 'relu()']
}

const NORMALIZATIONS: ReadonlySet<string> = new Set(['batchNorm', 'groupNorm', 'layerNorm', 'instanceNorm'])
const ACTIVATIONS: ReadonlySet<string> = new Set([
  ...['relu', 'relu6', 'leakyRelu', 'prelu', 'elu', 'gelu', 'swish', 'hardSwish', 'tanh', 'sigmoid'],
])
