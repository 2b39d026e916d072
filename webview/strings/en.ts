/** Every text of the panel in English; other languages have the same keys. Messages of the engine stay in English. */
export const en = {
  tabs: {
    label: 'Views',
    look: 'Look',
    architecture: 'Architecture',
    summary: 'Summary',
    filters: 'Filters',
  },
  untrained: 'untrained weights',
  waiting: 'Reading the network…',
  summary: {
    title: 'Summary',
    caption: 'The layers of the network, with what they give, hold and cost',
    layer: 'Layer',
    kind: 'Kind',
    shape: 'Output',
    parameters: 'Parameters',
    macs: 'MACs',
    memory: 'Memory',
    field: 'Receptive field',
    total: 'Total',
    layers: (count: string) => `${count} layers`,
    fixed: (count: string) => `+ ${count} not trainable`,
    peak: (memory: string) => `${memory} at the worst moment`,
    copyMarkdown: 'Copy as Markdown',
    copyCsv: 'Copy as CSV',
    hint: 'Arrow keys move among the layers and show their code.',
    units:
      'MACs are multiply-adds for one image; memory is that of the output in float32; receptive fields are in input pixels.',
  },
}

/** The shape of every language. */
export type Strings = typeof en
