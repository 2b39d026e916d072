import { readFileSync } from 'node:fs'
import type { Rule } from '../server/rules/rule'

/** What a rule's file says of it in its doc comment. */
export interface RuleDocumentation {
  readonly finds: string
  readonly why: string
  readonly cure: string
  readonly example: string
  readonly source?: string
}

/** Reads the doc comment of a rule's file; throws where a heading is missing. */
export function ruleDocumentation({ id }: Rule): RuleDocumentation {
  const text = readFileSync(new URL(`../server/rules/${id}.ts`, import.meta.url), 'utf8')
  const comment = /\/\*\*\n([\s\S]*?)\n \*\/\nexport const \w+ = defineRule\(/.exec(text)?.[1]
  if (comment === undefined) throw new Error(`${id}: no doc comment before defineRule`)
  const lines = comment.split('\n').map(line => line.replace(/^ \* ?/, ''))
  const start = lines.indexOf('@example')
  const end = lines.indexOf('', start)
  const prose = lines.filter((_, line) => start < 0 || line < start || (end >= 0 && line > end)).join('\n')
  const sections = new Map(prose.split(/\n\s*\n/).map(section => headed(id, section)))
  const part = (heading: string) => {
    const found = sections.get(heading)
    if (!found) throw new Error(`${id}: no ${heading} in its doc comment`)
    return found
  }
  if (start < 0) throw new Error(`${id}: no @example in its doc comment`)
  const example = lines.slice(start + 1, end < 0 ? undefined : end).join('\n')
  return { finds: part('Finds'), why: part('Why'), cure: part('Do'), example, source: sections.get('Source') }
}

/** The documentation page of a rule, in Markdown. */
export function rulePage(rule: Rule): string {
  const { finds, why, cure, example, source } = ruleDocumentation(rule)
  const sections = [
    `# ${rule.id}`,
    `Severity: ${rule.severity}${rule.strict ? ', told in the profile `strict`' : ''}.`,
    `Finds ${finds}`,
    `## Why\n\n${why}`,
    `## What to do\n\n${cure}`,
    `## Example\n\n\`\`\`ts\n${example}\n\`\`\``,
    ...(source ? [`## Source\n\n${source}`] : []),
  ]
  return `${sections.join('\n\n')}\n`
}

/** The table of all rules, in Markdown. */
export function ruleTable(rules: readonly Rule[]): string {
  const rows = rules.map(rule => {
    const [sentence] = ruleDocumentation(rule).finds.split(/\.\s|\.$|: /)
    return `| [${rule.id}](rules/${rule.id}.md) | ${rule.severity}${rule.strict ? ' (strict)' : ''} | ${sentence} |`
  })
  return [
    '# Rules',
    '',
    'How well they do on damaged networks: [rules-measured.md](rules-measured.md).',
    '',
    '| rule | severity | finds |',
    '|:--|:--|:--|',
    ...rows,
    '',
  ].join('\n')
}

function headed(id: string, section: string): [string, string] {
  const text = section.replaceAll('\n', ' ').trim()
  const [, heading, rest] = /^(Finds|Why|Do|Source):? (.*)$/.exec(text) ?? []
  if (heading === undefined) throw new Error(`${id}: a paragraph without heading in its doc comment: ${text}`)
  return [heading, heading === 'Finds' || heading === 'Source' ? rest : rest[0].toUpperCase() + rest.slice(1)]
}
