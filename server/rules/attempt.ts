import { createNode, type LayerNode, type NodeOutput, UnknownOption } from '../../builder/node'
import type { Problem } from '../../builder/problem'
import type { LayerInstance, LayerSite } from '../analysis'
import { literalValue } from './edits'

/**
 * Makes an instance's layer again with some options or inputs changed, to see whether a fix helps before it is offered.
 *
 * The other options are read from the text; what is not written out there is unknown.
 */
export function attempt(
  { site, node }: LayerInstance,
  changes: Readonly<Record<string, unknown>> = {},
  inputs: readonly NodeOutput[] = node.inputs,
): LayerNode | Problem {
  return createNode(site.kind, { ...writtenOptions(site), ...changes }, inputs)
}

/** What the call's options are where they are written out, and {@link UnknownOption} where they are computed. */
export function writtenOptions(site: LayerSite): Record<string, unknown> {
  const entries = [...site.optionNodes].filter(([name]) => Object.hasOwn(site.kind.options, name))
  return Object.fromEntries(
    entries.map(([name, node]) => [name, literalValue(node) ?? new UnknownOption(`${name} is computed`)]),
  )
}
