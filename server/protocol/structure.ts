import {
  type CodeLens,
  type DocumentSymbol,
  type FoldingRange,
  type Location as PlaceInFile,
  SymbolKind,
} from 'vscode-languageserver'
import { Model } from '../../builder/model'
import type { Analysis } from '../analysis'
import { codeLens } from '../features/codeLens'
import { definition } from '../features/definition'
import { documentSymbols, type DocumentSymbol as Outlined } from '../features/documentSymbols'
import { folding } from '../features/folding'
import { type OutlineItem, outline } from '../features/outline'
import { uriOf } from '../files/address'
import type { Location } from '../span'
import { rangeOf } from './places'

const symbolKinds = { model: SymbolKind.Class, block: SymbolKind.Function, layer: SymbolKind.Object } as const

export function lensesOf(analysis: Analysis, commands: boolean): CodeLens[] {
  return codeLens(analysis, commands).map(({ span, title, command }) => ({
    range: rangeOf(span, analysis.sourceFile),
    command: command
      ? { title, command: `convolens.${command.name}`, arguments: [command.argument] }
      : { title, command: '' },
  }))
}

export function symbolsOf(analysis: Analysis): DocumentSymbol[] {
  const symbol = ({ name, detail, kind, span, nameSpan, children }: Outlined): DocumentSymbol => ({
    // The protocol has no place for a symbol without a name.
    ...{ name: name || kind, detail, kind: symbolKinds[kind] },
    range: rangeOf(span, analysis.sourceFile),
    selectionRange: rangeOf(nameSpan, analysis.sourceFile),
    children: children.map(symbol),
  })
  return documentSymbols(analysis).map(symbol)
}

export function foldsOf(analysis: Analysis): FoldingRange[] {
  return folding(analysis).map(fold => ({ ...fold }))
}

export function definitionsAt(analysis: Analysis, offset: number): PlaceInFile[] {
  return definition(analysis, offset).map(location => placeOf(location, analysis))
}

/** The answer to `convolens/outline`: the tree of the side bar. */
export function outlineOf(analysis: Analysis) {
  const item = ({ location, children, ...rest }: OutlineItem): object => ({
    ...rest,
    uri: uriOf(analysis.file),
    place: placeOf(location, analysis),
    children: children.map(item),
  })
  return outline(analysis).map(item)
}

/** The answer to `convolens/summary`: the table of a model's layers as text; null where there is no such model. */
export function summaryOf({ models }: Analysis, name: string): string | null {
  const found = models.find(model => model.name === name)
  return found ? new Model(found.graph).summary() : null
}

function placeOf({ file, ...span }: Location, { files, sourceFile }: Analysis): PlaceInFile {
  return { uri: uriOf(file), range: rangeOf(span, files.get(file) ?? sourceFile) }
}
