import ts from 'typescript'
import { formatInput } from '../../builder/option'
import type { Analysis, LayerSite } from '../analysis'
import { isLiteral } from '../rules/edits'
import type { Span } from '../span'
import { siteAround } from './diagnostics'
import { forOneRequest } from './editing'
import type { Hover, HoverContext } from './hover'
import { layerLink } from './links'
import { code } from './markdown'
import { optionEffects } from './optionEffects'

/**
 * What an option is for and what neighbouring values would give: on its name, or on a value that is given by position and
 * written out.
 */
export function optionHover(analysis: Analysis, offset: number, { editing }: HoverContext): Hover | undefined {
  const site = siteAround(analysis, { start: offset, end: offset })
  if (!site) return undefined
  for (const [name, node] of site.optionNodes) {
    const option = site.kind.options[name]
    const span = spanOfOption(node, analysis.sourceFile)
    if (!option || !span || offset < span.start || span.end < offset) continue
    const given = option.required
      ? 'Required.'
      : option.defaultInput === undefined
        ? 'Optional.'
        : `Default ${code(formatInput(option.defaultInput))}.`
    const sections = [title(name, site), option.documentation, `${option.type}. ${given}`]
    const effects = optionEffects(site, name, analysis, editing && forOneRequest(editing))
    if (effects.length > 0) sections.push(effects.map(effect => `- ${effect}`).join('\n'))
    return { span, markdown: [...sections, ...layerLink(site.kind.kind)].join('\n\n') }
  }
  return undefined
}

function title(name: string, { kind }: LayerSite): string {
  return `**${name}** — option of ${kind.kind}`
}

function spanOfOption(node: ts.Expression, sourceFile: ts.SourceFile): Span | undefined {
  const { parent } = node
  if (ts.isPropertyAssignment(parent) && parent.initializer === node) {
    return { start: parent.name.getStart(sourceFile), end: parent.name.getEnd() }
  }
  const byName = ts.isShorthandPropertyAssignment(parent)
  return byName || isLiteral(node) ? { start: node.getStart(sourceFile), end: node.getEnd() } : undefined
}
