import { en, type Strings } from './en'
import { zh } from './zh'

/** The panel's texts in the editor's language, which the document declares; English where there is no translation. */
export const strings: Strings = stringsOf(globalThis.document?.documentElement.lang ?? 'en')

export function stringsOf(language: string): Strings {
  return /^zh(-cn|-sg|-hans.*)?$/i.test(language) ? zh : en
}
