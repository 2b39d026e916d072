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
  exportPng: 'Export PNG…',
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
  field: {
    title: 'Receptive field',
    whole: 'the whole image',
    hint: 'Point to read numbers, click to see what a place sees.',
    label: (layer: string, y: string, x: string, size: string) =>
      `What row ${y}, column ${x} of ${layer} sees: ${size}. Arrow keys move the place.`,
    caption: (layer: string, y: string, x: string, size: string) =>
      `Row ${y}, column ${x} of ${layer}. The frame is what its windows can see (${size}); bright pixels are those that matter for it in this image.`,
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
