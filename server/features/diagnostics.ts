import ts from 'typescript'
import type { Analysis, Finding, LayerSite } from '../analysis'
import { spanOf } from '../rules/edits'
import { rules } from '../rules/index'
import type { Span } from '../span'

const known = new WeakMap<Analysis, readonly Finding[]>()

/**
 * What is wrong in a file, in the order of the text: what the analysis found, and what every design rule finds.
 *
 * A defect in a helper or a loop is told once for its place, with how often it occurs. Unknown numbers raise no finding.
 */
export function diagnostics(analysis: Analysis): readonly Finding[] {
  const seen = known.get(analysis)
  if (seen) return seen
  const findings = [...withFixes(analysis), ...ofRules(analysis)]
  const result = once(findings).sort((a, b) => a.span.start - b.span.start || (a.rule < b.rule ? -1 : 1))
  known.set(analysis, result)
  return result
}

/** The innermost layer call around a stretch of the text. */
export function siteAround({ sites }: Analysis, { start, end }: Span): LayerSite | undefined {
  const around = sites.filter(({ callSpan }) => callSpan.start <= start && end <= callSpan.end)
  return around.sort((a, b) => length(a.callSpan) - length(b.callSpan))[0]
}

/** The call a finding is about: it marks the layer's name or an option, not just something between the brackets. */
export function siteOf({ sites }: Analysis, { span }: Finding): LayerSite | undefined {
  return sites.find(({ nameSpan, optionNodes }) => {
    const marked = [nameSpan, ...[...optionNodes.values()].flatMap(spansOfOption)]
    return marked.some(({ start, end }) => start === span.start && end === span.end)
  })
}

function spansOfOption(value: ts.Expression): Span[] {
  const { parent } = value
  return ts.isPropertyAssignment(parent) ? [spanOf(value), spanOf(parent.name)] : [spanOf(value)]
}

function withFixes(analysis: Analysis): Finding[] {
  return analysis.problems.map(finding => {
    const site = siteOf(analysis, finding)
    const fixes = site && rules.find(({ id }) => id === finding.rule)?.fixes?.(finding, site, analysis)
    return fixes ? { ...finding, fixes: [...finding.fixes, ...fixes] } : finding
  })
}

function ofRules(analysis: Analysis): Finding[] {
  return rules.flatMap(({ id, severity, check }) =>
    check ? [...check(analysis)].map(found => ({ rule: id, severity, ...found })) : [],
  )
}

function once(findings: readonly Finding[]): Finding[] {
  const places = new Map<string, Finding[]>()
  for (const finding of findings) {
    const place = `${finding.rule} ${finding.span.start} ${finding.span.end}`
    const there = places.get(place)
    if (!there) places.set(place, [finding])
    else if (there.every(({ message }) => message !== finding.message)) there.push(finding)
  }
  return [...places.values()].map(([first, ...others]) => {
    if (others.length === 0) return first
    return { ...first, message: `${first.message} (and ${others.length} more like it here)` }
  })
}

function length({ start, end }: Span): number {
  return end - start
}
