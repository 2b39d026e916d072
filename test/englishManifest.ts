import { readFileSync } from 'node:fs'

const read = (path: string) => JSON.parse(readFileSync(new URL(`../${path}`, import.meta.url), 'utf8'))

/** `package.json` as an English editor shows it: every `%key%` is its text. */
export function englishManifest() {
  const texts: Record<string, string> = read('package.nls.json')
  const resolve = (_: string, value: unknown) =>
    typeof value === 'string' ? value.replace(/^%([\w.-]+)%$/, (key, name) => texts[name] ?? key) : value
  return JSON.parse(JSON.stringify(read('package.json'), resolve))
}
