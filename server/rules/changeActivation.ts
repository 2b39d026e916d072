import type { LayerSite } from '../analysis'
import { type Edit, insertAfter, removeCall, setOption } from './edits'

/** Puts another activation in the place of the site's, where it is written out: as a call without arguments or as an option. */
export function changeActivation(site: LayerSite, to: string): Edit | undefined {
  const { activationOf, call, kind, nameSpan } = site
  const text = call.getSourceFile().text.slice(nameSpan.start, nameSpan.end)
  if (activationOf) return /^['"`]/.test(text) ? setOption(activationOf, 'activation', `'${to}'`) : undefined
  const isBare = text === kind.kind && !call.arguments?.length
  return isBare ? { span: nameSpan, text: to } : undefined
}

/** Activates what a layer puts out, in the way that its library's programs are written. */
export function addActivation(site: LayerSite, activation: string): Edit | undefined {
  const call = () => insertAfter(site, `.${activation}()`)
  const option = () =>
    'activation' in site.kind.options ? setOption(site, 'activation', `'${activation}'`) : undefined
  return site.dialect === 'tfjs' ? (option() ?? call()) : (call() ?? option())
}

/** Takes an activation away: its call, or the option. */
export function removeActivation(site: LayerSite): Edit | undefined {
  return site.activationOf ? changeActivation(site, 'linear') : removeCall(site)
}
