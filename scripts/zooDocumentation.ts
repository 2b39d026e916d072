import { readFileSync } from 'node:fs'
import { graphCosts } from '../builder/costs'
import { type Dimension, formatDimension } from '../builder/dimension'
import { formatCount } from '../builder/format'
import type { Model } from '../builder/model'
import { formatReceptiveField, receptiveFields } from '../builder/receptiveField'
import { zoo } from '../builder/zoo/index'
import { lastMapOf } from '../test/truth/lastMap'
import { networks, type Row, type Size } from '../test/truth/networks'
import rows from '../test/truth/zoo.json'

/** docs/zoo.md: every network of the zoo as it comes, and every published figure beside the one that is computed. */
export function zooPage(): string {
  return [
    '# The zoo',
    '',
    'Networks that come with Convolens, as `convolens zoo` lists them; the files in `builder/zoo/` are written to be read. Parameters',
    'are those that are learnt, MACs the multiply-adds of convolutions and dense layers for one image. The receptive field is that of',
    'the last map before a layer that sees the whole image.',
    '',
    '| network | paper | year | input | parameters | MACs | receptive field |',
    '|:--|:--|--:|:--|--:|--:|:--|',
    ...Object.keys(zoo).map(networkRow),
    '',
    '## Published figures',
    '',
    'What others have published of these networks, and of other variants and sizes of them, beside what Convolens computes. A',
    'difference stands only where the source rounds, or counts small operations too.',
    '',
    '| figure | input | published parameters | difference | published MACs | difference | published receptive field | source |',
    '|:--|:--|--:|--:|--:|--:|:--|:--|',
    ...(rows as readonly Row[]).map(publishedRow),
    '',
  ].join('\n')
}

function networkRow(name: string): string {
  const { graph } = (zoo[name].make as () => Model)()
  const { parameters, macs } = graphCosts(graph)
  const { title, year, url } = paperOf(name)
  const inputs = graph.inputs.map(input => graph.layers.find(layer => layer.name === input)!.outputShapes[0])
  return row([
    `[${graph.name}](../builder/zoo/${name}.ts)`,
    url ? `[${title}](${url})` : title,
    year,
    inputs.map(sizes).join(', '),
    formatCount(parameters.trainable),
    formatCount(macs),
    formatReceptiveField(receptiveFields(graph).get(lastMapOf(graph).name)!),
  ])
}

/** Authors, year and address, from the doc comment of the network's factory. */
function paperOf(name: string): { title: string; year: string; url?: string } {
  const text = readFileSync(new URL(`../builder/zoo/${name}.ts`, import.meta.url), 'utf8')
  const before = text.slice(0, text.indexOf(`export function ${name}(`))
  const comment = before
    .slice(before.lastIndexOf('/**'))
    .replaceAll(/\s*\n? ?\*+\/?/g, '')
    .slice(1)
    .trim()
  const [title, year] = /^.*?\b((?:19|20)\d\d)\b/.exec(comment)!
  return { title, year, url: /https:\/\/[^\s,;)]+[^\s,;.)]/.exec(comment.split(';')[0])?.[0] }
}

function publishedRow(published: Row): string {
  const made = networks[published.name](published.input as Size)
  const costs = graphCosts('macs' in made ? made.parameters.graph : made.graph)
  const { graph } = 'macs' in made ? made.macs : made
  const { parameters, parametersBeforeClassifier: partial, macs, receptiveField } = published
  const classifiers = graph.layers.filter(({ kind }) => kind === 'dense').map(({ name }) => costs.layers.get(name)!)
  const own = costs.parameters.trainable as number
  const ownPartial = classifiers.reduce((rest, { parameters: { trainable } }) => rest - (trainable as number), own)
  return row([
    published.name,
    sizes(published.input),
    parameters !== undefined
      ? formatCount(parameters)
      : partial === undefined
        ? ''
        : `${formatCount(partial)} before the classifier`,
    parameters !== undefined
      ? difference(own, parameters)
      : partial === undefined
        ? ''
        : difference(ownPartial, partial),
    macs === undefined ? '' : formatCount(macs),
    macs === undefined ? '' : difference(graphCosts(graph).macs as number, macs),
    receptiveField === undefined ? '' : `${receptiveField.size}, stride ${receptiveField.stride}`,
    published.source.replaceAll('|', '/'),
  ])
}

function difference(own: number, published: number): string {
  return own === published ? '0' : `${((own / published - 1) * 100).toFixed(2)} %`
}

function sizes(shape: readonly (Dimension | null)[]): string {
  return shape.map(size => (size === null ? '?' : formatDimension(size))).join('×')
}

function row(cells: readonly string[]): string {
  return `| ${cells.join(' | ')} |`
}
