import type { LayerNode } from '../../builder/node'
import type { Analysis, Finding } from '../analysis'
import type { Dataflow } from './dataflow'

/** Points to other layers that a finding is about, each call once, where they were made in the file. */
export function seeAlso(
  { file }: Analysis,
  flow: Dataflow,
  nodes: readonly LayerNode[],
  message: string,
): NonNullable<Finding['related']> {
  const sites = new Set(nodes.flatMap(node => flow.instanceOf(node)?.site ?? []))
  return [...sites].slice(0, MOST).map(({ nameSpan }) => ({ location: { file, ...nameSpan }, message }))
}

const MOST = 8
