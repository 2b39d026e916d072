import type { ExplanationMap, MaskClass, MaskReading, Target } from '../engine/requests'
import { explainedClass } from './selectors'
import { explainedBox } from './shownBoxes'
import type { State } from './state'

/** The class of a mask that is explained: the one chosen, else the largest that is no background. */
export function explainedMaskClass(state: State, { classes }: MaskReading): MaskClass | undefined {
  const chosen = classes.find(one => one.class !== undefined && one.class === state.class)
  if (chosen !== undefined) return chosen
  const bySize = classes.filter(one => one.class !== undefined).sort((a, b) => b.count - a.count)
  return bySize.find(one => !isBackground(one) && one.count > 0) ?? bySize[0]
}

/** The classes of a mask that are left out, by their place among them: at first the background, which hides the image. */
export function hiddenClasses({ reading: { hidden } }: State, { classes }: MaskReading): readonly number[] {
  return hidden ?? [...classes.keys()].filter(place => isBackground(classes[place]))
}

function isBackground({ class: index, label }: MaskClass): boolean {
  return index === undefined || /^(background|bg|void|unlabell?ed|背景)$/i.test(label)
}

/** What is explained, and its name where the engine has none for it; undefined where there is nothing to explain. */
export function explanationTarget(state: State): { readonly target: Target; readonly label?: string } | undefined {
  const { reading, output: number = 0 } = state.prediction ?? {}
  const output = number === 0 ? {} : { output: number }
  if (reading?.kind === 'boxes') {
    const box = explainedBox(state)
    return box && { target: { kind: 'element', output: box.output, element: box.element }, label: box.label }
  }
  if (reading?.kind === 'mask') {
    const explained = explainedMaskClass(state, reading)
    return explained && { target: { ...maskTarget(reading, explained), ...output } as Target, label: explained.label }
  }
  const index = explainedClass(state)
  return index === undefined ? undefined : { target: { kind: 'class', class: index, ...output } }
}

/** A class where the mask shows it; of one that is nowhere, its mean over all places. */
function maskTarget({ places, classes, width, height }: MaskReading, explained: MaskClass): Target {
  const index = explained.class!
  if (explained.count === 0) return { kind: 'class', class: index }
  const at = classes.indexOf(explained)
  return { kind: 'region', class: index, mask: Uint8Array.from(places, place => Number(place === at)), width, height }
}

/** An explanation with the name and the number of its target that people read. */
export function explanationTold(
  explanation: ExplanationMap,
  { label = explanation.label, target }: { readonly target: Target; readonly label?: string },
): ExplanationMap {
  // Of a region it is the sum over its places.
  const places = target.kind === 'region' ? target.mask.reduce((sum, one) => sum + one, 0) : 1
  return { ...explanation, label, score: explanation.score / places }
}
