import type { ObjectValue } from '../values'
import { namespace } from './methods'

/** Printing has no effect here. */
export function consoleGlobal(): ObjectValue {
  const names =
    'log info warn error debug table time timeEnd timeLog group groupEnd groupCollapsed trace dir assert count'
  return namespace(Object.fromEntries(names.split(' ').map(name => [name, () => undefined])))
}
