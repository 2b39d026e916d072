import ts from 'typescript'
import type { LayerKind } from '../../builder/layerKind'
import * as kinds from '../../builder/layers/index'
import { formatInput, type OptionTable } from '../../builder/option'
import type { Analysis } from '../analysis'
import { methodCall } from '../rules/edits'
import type { Span } from '../span'
import { callPlace } from './callPlace'
import { layerLink } from './links'
import { optionValues } from './optionValues'

export interface Completion {
  readonly label: string
  readonly kind: 'layer' | 'option' | 'value'
  readonly detail: string
  readonly documentation: string
  /** What it replaces. */
  readonly span: Span
  /** What is put there; `$1` and `${2:3}` are places to fill in for a layer. */
  readonly text: string
}

/**
 * Behind the dot of a tensor: every layer, as a call to fill in. In the options object of a layer's call: the options that
 * are not given yet. As the value of an option: what fits the network, such as groups that divide and filters that match a
 * merge, and the words it may be.
 */
export function completion(analysis: Analysis, offset: number): Completion[] {
  const place = callPlace(analysis, offset)
  if (!place) return layersAt(analysis, offset)
  const { site, option, object, written, quoted } = place
  if (option !== undefined) {
    return optionValues(site, option).flatMap(({ text, reason }): Completion[] => {
      const isText = text.startsWith("'")
      if (quoted && !isText) return []
      const shown = quoted ? text.slice(1, -1) : text
      const { documentation } = site.kind.options[option]
      return [{ label: shown, kind: 'value', detail: reason, documentation, span: written, text: shown }]
    })
  }
  if (!object) return []
  const given = new Set(object.properties.flatMap(({ name }) => (name ? [name.getText()] : [])))
  const positional: readonly string[] = site.dialect === 'builder' ? site.kind.positional.slice(0, place.argument) : []
  return Object.entries(site.kind.options as OptionTable)
    .filter(([name]) => !given.has(name) && !positional.includes(name))
    .filter(([name]) => site.dialect === 'builder' || !BUILDERS_OWN.has(name))
    .map(([name, { documentation, type, defaultInput }]) => ({
      ...{ label: name, kind: 'option', documentation, span: written, text: `${name}: ` },
      detail: defaultInput === undefined ? type : `${type}; default ${formatInput(defaultInput)}`,
    }))
}

/** Options that the layers of TensorFlow.js do not take. */
const BUILDERS_OWN: ReadonlySet<string> = new Set(['groups', 'ceilMode', 'countIncludePadding'])

function layersAt(analysis: Analysis, offset: number): Completion[] {
  const access = accessAt(analysis.sourceFile, offset)
  if (!access || !isTensor(access.expression, analysis)) return []
  const start = access.expression.getEnd() + 1
  const span = { start: Math.max(start, offset - access.name.text.length), end: Math.max(offset, access.name.getEnd()) }
  return Object.values(kinds as unknown as Record<string, LayerKind>).map(kind => ({
    label: `${kind.kind}(${signatureOf(kind)})`,
    kind: 'layer',
    detail: kind.summary,
    documentation: layerLink(kind.kind).join(''),
    span,
    text: `${kind.kind}(${placesOf(kind)})`,
  }))
}

function signatureOf({ inputs, positional }: LayerKind): string {
  return inputs === 'several' ? '…tensors' : positional.join(', ')
}

function placesOf({ inputs, positional }: LayerKind): string {
  if (inputs === 'several') return '$1'
  return positional.map((name, index) => `\${${index + 1}:${name}}`).join(', ')
}

/** The property access whose name, written or still missing, an offset is in. */
function accessAt(file: ts.SourceFile, offset: number): ts.PropertyAccessExpression | undefined {
  let found: ts.PropertyAccessExpression | undefined
  const visit = (node: ts.Node): void => {
    if (node.pos > offset || node.end < offset) return
    if (ts.isPropertyAccessExpression(node) && node.expression.getEnd() < offset && offset <= node.name.getEnd() + 1) {
      found = node
    }
    ts.forEachChild(node, visit)
  }
  visit(file)
  return found
}

/** What a layer's call gives, a name that is given such a value or has the type, and a name that layers are called on. */
function isTensor(receiver: ts.Expression, { sites, sourceFile }: Analysis): boolean {
  const isMade = (node: ts.Expression | undefined) =>
    node !== undefined &&
    sites.some(
      ({ dialect, callSpan, kind }) =>
        dialect === 'builder' && kind.outputs === 'one' && callSpan.end === node.getEnd(),
    )
  if (isMade(receiver)) return true
  if (!ts.isIdentifier(receiver)) return false
  const calledOn = sites.some(
    site => site.dialect === 'builder' && methodCall(site)?.receiver.getText() === receiver.text,
  )
  if (calledOn) return true
  let declared = false
  const visit = (node: ts.Node): void => {
    const isNamed =
      (ts.isVariableDeclaration(node) || ts.isParameter(node)) && node.name.getText(sourceFile) === receiver.text
    if (isNamed && (isMade(node.initializer) || node.type?.getText(sourceFile) === 'Tensor')) declared = true
    ts.forEachChild(node, visit)
  }
  visit(sourceFile)
  return declared
}
