import { readFileSync } from 'node:fs'
import type { LayerKind } from '../builder/layerKind'
import * as kinds from '../builder/layers/index'
import { formatInput, type OptionTable } from '../builder/option'
import { docComment } from './docComment'

/** Every layer of the builder, by name. */
export const documentedLayers: readonly LayerKind[] = Object.values(kinds as unknown as Record<string, LayerKind>)

/** The reference page of a layer, in Markdown. */
export function layerPage(layer: LayerKind): string {
  const text = readFileSync(new URL(`../builder/layers/${layer.kind}.ts`, import.meta.url), 'utf8')
  const { prose, facts } = docComment(text, `export const ${layer.kind} = `)
  const cell = (text: string) => text.replaceAll('|', '\\|')
  const options = Object.entries(layer.options as OptionTable).map(([name, option]) => {
    const position = layer.positional.indexOf(name)
    const given = option.required
      ? 'required'
      : option.defaultInput === undefined
        ? ''
        : `\`${formatInput(option.defaultInput)}\``
    const cells = [`\`${name}\``, position < 0 ? '' : String(position + 1), option.type, given, option.documentation]
    return `| ${cells.map(cell).join(' | ')} |`
  })
  const table = ['| option | place | type | default | means |', '|:--|:--|:--|:--|:--|', ...options].join('\n')
  const sections = [
    `# ${layer.kind}`,
    `\`${callOf(layer)}\``,
    layer.summary,
    prose,
    facts.map(([heading, rest]) => `- **${heading}**: ${rest}`).join('\n'),
    ...(options.length > 0 ? ['## Options', table] : []),
    'Options with a place are given by position, the others by name in an object behind them; `name` names any layer,\nand `trainable: false` keeps its weights as they are in training.',
  ]
  return `${sections.join('\n\n')}\n`
}

/** The table of all layers, in Markdown. */
export function layerTable(): string {
  const rows = [...documentedLayers]
    .sort((a, b) => (a.kind < b.kind ? -1 : 1))
    .map(({ kind, summary }) => `| [${kind}](layers/${kind}.md) | ${summary} |`)
  return ['# Layers', '', '| layer | what it does |', '|:--|:--|', ...rows, ''].join('\n')
}

function callOf({ kind, positional, inputs }: LayerKind): string {
  const given = inputs === 'several' ? ['…tensors'] : positional
  return `x.${kind}(${[...given, '{ … }'].join(', ')})`
}
