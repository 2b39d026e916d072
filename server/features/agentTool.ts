import type { Analysis, Finding } from '../analysis'
import { fileReport } from '../report'
import { hover } from './hover'
import { offsetOf } from './offsetOf'

/** What a coding agent asks of a file; lines and columns count from 1. */
export interface AgentQuestion {
  readonly tool: 'summary' | 'check' | 'layerAt'
  readonly line?: number
  readonly column?: number
}

/**
 * The answer to a coding agent, under the name that the file is to be called by: `summary` everything about models and layers
 * and `check` the findings, both as JSON in the form of the command line; `layerAt` the hover at a place, in Markdown.
 */
export function agentTool(
  { tool, line = 1, column = 1 }: AgentQuestion,
  analysis: Analysis,
  findings: readonly Finding[],
  name: string,
): string {
  const report = fileReport(analysis, name, findings)
  if (tool === 'summary') return JSON.stringify(report)
  if (tool === 'check') return JSON.stringify(report.problems)
  const offset = offsetOf(analysis.sourceFile, line, column)
  if (offset === undefined) return `${name} has ${analysis.sourceFile.getLineStarts().length} lines, not ${line}.`
  return hover(analysis, offset)?.markdown ?? NOTHING_THERE
}

/** For a place where the editor would show no hover of ours. */
export const NOTHING_THERE = 'There is no layer, option or model at this place.'
