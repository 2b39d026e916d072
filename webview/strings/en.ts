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
  architecture: {
    title: 'Architecture',
    tint: 'Tint by',
    tints: { parameters: 'Parameters', macs: 'MACs', memory: 'Memory', field: 'Receptive field', none: 'Nothing' },
    search: 'Search',
    found: (count: string) => `${count} found`,
    zoomIn: 'Zoom in',
    zoomOut: 'Zoom out',
    fit: 'Fit',
    open: 'Open Blocks',
    collapse: 'Collapse Blocks',
    collapseBlock: (block: string) => `Collapse ${block}`,
    exportSvg: 'Export SVG…',
    hint: 'Arrow keys go from node to node, with Shift they move the drawing; +, − and 0 zoom, as the mouse wheel does. A double click or Enter opens a block.',
  },
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
