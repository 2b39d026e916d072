import { formatCount } from '../../builder/format'
import type { Analysis, LayerSite } from '../analysis'
import type { Span } from '../span'
import { blockFunctions } from './blockFunctions'
import { formatShapes } from './markdown'

export interface DocumentSymbol {
  readonly name: string
  readonly detail: string
  readonly kind: 'model' | 'block' | 'layer'
  readonly span: Span
  readonly nameSpan: Span
  readonly children: readonly DocumentSymbol[]
}

/** The models of a file, the functions that make layers with the layers in them, and the layers made outside of any. */
export function documentSymbols(analysis: Analysis): DocumentSymbol[] {
  const models = analysis.models.map(
    ({ name, span, costs }): DocumentSymbol => ({
      ...{ name, kind: 'model', span, nameSpan: span, children: [] },
      detail: `${formatCount(costs.parameters.trainable)} parameters, ${formatCount(costs.macs)} MACs`,
    }),
  )
  const blocks = blockFunctions(analysis).map(
    ({ name, span, nameSpan }): DocumentSymbol => ({
      ...{ name, kind: 'block', span, nameSpan, children: [] },
      detail: '',
    }),
  )
  const layers = analysis.sites.filter(({ activationOf }) => !activationOf).map(symbolOf)
  return nested([...models, ...blocks, ...layers])
}

function symbolOf({ kind, instances, callSpan, nameSpan }: LayerSite): DocumentSymbol {
  const [first, ...others] = instances
  const shape = first ? formatShapes(first.layer.outputShapes) : ''
  return {
    name: first && others.length === 0 ? first.name : kind.kind,
    detail: others.length > 0 ? `×${instances.length}: ${shape}` : shape,
    ...{ kind: 'layer', span: callSpan, nameSpan, children: [] },
  }
}

/** Each symbol in the smallest block around it; models and layers hold nothing. */
function nested(symbols: readonly DocumentSymbol[]): DocumentSymbol[] {
  const isIn = (inner: Span, outer: Span) => inner !== outer && outer.start <= inner.start && inner.end <= outer.end
  const blocks = symbols.filter(({ kind }) => kind === 'block')
  const holderOf = (symbol: DocumentSymbol) =>
    blocks
      .filter(block => isIn(symbol.span, block.span) && block !== symbol)
      .sort((a, b) => a.span.end - a.span.start - (b.span.end - b.span.start))[0]
  const holders = new Map(symbols.map(symbol => [symbol, holderOf(symbol)]))
  const within = (holder: DocumentSymbol | undefined): DocumentSymbol[] =>
    symbols
      .filter(symbol => holders.get(symbol) === holder)
      .sort((a, b) => a.span.start - b.span.start)
      .map(symbol => (symbol.kind === 'block' ? { ...symbol, children: within(symbol) } : symbol))
  return within(undefined)
}
