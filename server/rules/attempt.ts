import { isExpression, unknownReason } from '../../builder/dimension'
import { createNode, type LayerNode, type NodeOutput, UnknownOption } from '../../builder/node'
import type { Problem } from '../../builder/problem'
import type { LayerInstance } from '../analysis'
import { literalValue } from './edits'

/** Makes an instance's layer again with some options or inputs changed, to see whether a fix helps before it is offered. */
export function attempt(
  instance: LayerInstance,
  changes: Readonly<Record<string, unknown>> = {},
  inputs: readonly NodeOutput[] = instance.node.inputs,
): LayerNode | Problem {
  return createNode(instance.site.kind, { ...optionsOf(instance), ...changes }, inputs)
}

/**
 * The options an instance was to be made with: as written out, else as evaluated, else {@link UnknownOption}.
 *
 * A layer with a problem has lost the option at fault; the text still has it, if it is not computed.
 */
export function optionsOf({ site, node }: LayerInstance): Record<string, unknown> {
  const options: Record<string, unknown> = {}
  for (const name of Object.keys(site.kind.options)) {
    const written = site.optionNodes.get(name)
    const literal = written && literalValue(written)
    const evaluated = node.unknownOptions.includes(name) ? undefined : node.options[name]
    if (literal !== undefined) options[name] = literal
    else if (evaluated !== undefined && isKnown(evaluated)) options[name] = evaluated
    else if (written) options[name] = new UnknownOption(`${name} is computed`)
  }
  return options
}

function isKnown(value: unknown): boolean {
  if (isExpression(value)) return unknownReason(value) === undefined
  if (typeof value === 'object' && value !== null) return Object.values(value).every(isKnown)
  return !Number.isNaN(value)
}
