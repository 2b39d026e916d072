import ts from 'typescript'
import type { Analysis, Finding, LayerSite } from '../analysis'
import { type Configuration, levelOf, recommended } from '../configuration/configuration'
import { withoutIgnored } from '../configuration/ignores'
import { spanOf } from '../rules/edits'
import { rules } from '../rules/index'
import type { Span } from '../span'

const known = new WeakMap<Analysis, WeakMap<Configuration, readonly Finding[]>>()
const byName = new Map(rules.map(rule => [rule.id, rule]))
const names = rules.map(({ id }) => id)

/**
 * What is wrong in a file, in the order of the text: what the analysis found, and what every design rule finds, as far as the
 * project wants to know it and no comment takes it back.
 *
 * A defect in a helper or a loop is told once for its place, with how often it occurs. Unknown numbers raise no finding.
 */
export function diagnostics(analysis: Analysis, configuration: Configuration = recommended): readonly Finding[] {
  const results = known.get(analysis) ?? new WeakMap()
  known.set(analysis, results)
  const seen = results.get(configuration)
  if (seen) return seen
  const isTold = (rule: string) => byName.has(rule) && levelOf(byName.get(rule)!, configuration) !== 'off'
  const found = once([...withFixes(analysis), ...ofRules(analysis, configuration)]).filter(({ rule }) => isTold(rule))
  const { left, unused } = withoutIgnored(found, analysis.sourceFile, names, isTold)
  const idle = unused.map(about => ({ rule: 'unused-ignore', severity: 'warning' as const, ...about }))
  const result = [...left, ...idle.filter(({ rule }) => isTold(rule))]
    .map(finding => atLevel(finding, configuration))
    .sort((a, b) => a.span.start - b.span.start || (a.rule < b.rule ? -1 : 1))
  results.set(configuration, result)
  return result
}

function atLevel(finding: Finding, configuration: Configuration): Finding {
  const severity = levelOf(byName.get(finding.rule)!, configuration)
  return severity === undefined || severity === 'off' ? finding : { ...finding, severity }
}

/** The innermost layer call around a stretch of the text. */
export function siteAround({ sites }: Analysis, { start, end }: Span): LayerSite | undefined {
  const around = sites.filter(({ callSpan }) => callSpan.start <= start && end <= callSpan.end)
  return around.sort((a, b) => length(a.callSpan) - length(b.callSpan))[0]
}

/** The call a finding is about: it marks the layer's name or an option, not just something between the brackets. */
export function siteOf({ sites }: Analysis, { span }: Finding): LayerSite | undefined {
  let marked = markedSites.get(sites)
  if (!marked) markedSites.set(sites, (marked = sitesByMarks(sites)))
  return marked.get(placeOf(span))
}

/** Where a place in the text is deep within others, to find it takes long: it is done once for all findings. */
const markedSites = new WeakMap<readonly LayerSite[], ReadonlyMap<string, LayerSite>>()

/** The first site that each place marks. */
function sitesByMarks(sites: readonly LayerSite[]): ReadonlyMap<string, LayerSite> {
  const found = new Map<string, LayerSite>()
  for (const site of sites) {
    for (const span of [site.nameSpan, ...[...site.optionNodes.values()].flatMap(spansOfOption)]) {
      const place = placeOf(span)
      if (!found.has(place)) found.set(place, site)
    }
  }
  return found
}

function placeOf({ start, end }: Span): string {
  return `${start} ${end}`
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

function ofRules(analysis: Analysis, configuration: Configuration): Finding[] {
  return rules.flatMap(rule => {
    if (!rule.check || levelOf(rule, configuration) === 'off') return []
    const { id, severity } = rule
    return [...rule.check(analysis, configuration)].map(found => ({ rule: id, severity, ...found }))
  })
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
