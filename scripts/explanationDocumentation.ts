import { readFileSync } from 'node:fs'
import { explanations } from '../engine/explain/explanations'
import { docComment } from './docComment'

/** docs/explanations.md: every explanation that the panel offers, with what its file says of it. */
export function explanationsPage(): string {
  const methods = [...explanations.values()]
  const anchors = anchorsOf(methods.map(({ title }) => title))
  const rows = methods.map(({ title, answers, needs }, index) => {
    return `| [${title}](#${anchors[index]}) | ${answers} | ${needs === 'layer' ? 'a layer' : 'the whole network'} |`
  })
  const sections = methods.map(({ name, title }) => {
    const text = readFileSync(new URL(`../engine/explain/${name}.ts`, import.meta.url), 'utf8')
    const { prose, facts } = docComment(text, `export const ${name}`)
    return `## ${title}\n\n${prose}\n\n${facts.map(([heading, fact]) => `- **${heading}**: ${fact}`).join('\n')}\n`
  })
  return [
    '# Explanations',
    '',
    'What the panel can show of why a network says what it says. A target is a class, a unit, or what the network predicts. Each has',
    'its price in passes through the network, and none is the truth: the panel measures how far each is to be believed.',
    '',
    '| explanation | answers | looks at |',
    '|:--|:--|:--|',
    ...rows,
    '',
    ...sections,
  ].join('\n')
}

/** As pages of Markdown name their headings: without signs, and numbered where that makes two alike. */
function anchorsOf(titles: readonly string[]): string[] {
  const words = titles.map(title =>
    title
      .toLowerCase()
      .replace(/[^\p{L}\p{N} -]/gu, '')
      .replaceAll(' ', '-'),
  )
  return words.map((word, index) => {
    const earlier = words.slice(0, index).filter(other => other === word).length
    return earlier === 0 ? word : `${word}-${earlier}`
  })
}
