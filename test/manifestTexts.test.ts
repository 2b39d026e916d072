import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'

const read = (path: string) => JSON.parse(readFileSync(new URL(`../${path}`, import.meta.url), 'utf8'))
const manifest = read('package.json')
const english: Record<string, string> = read('package.nls.json')
const chinese: Record<string, string> = read('package.nls.zh-cn.json')

/** Members whose value people read in the editor. */
const TEXTS = /^(title|description|markdownDescription|contents|name|label|deprecationMessage|enumDescriptions)$/
/** A name is the same in every language. */
const NAMES = ['Convolens']

/** Every text for people in a part of the manifest, with its path. */
function texts(node: unknown, path: string): [string, string][] {
  if (typeof node !== 'object' || node === null) return []
  return Object.entries(node).flatMap(([key, value]): [string, string][] => {
    const here = `${path}.${key}`
    // Names of settings and of files stand where keys do; under `properties` none of them is a text itself.
    if (TEXTS.test(key) && typeof value === 'string') return [[here, value]]
    if (TEXTS.test(key) && Array.isArray(value)) return value.map((text, index) => [`${here}.${index}`, String(text)])
    return texts(value, here)
  })
}

// What tools tell of themselves is for language models, but for two texts.
const { languageModelTools: tools, ...others } = manifest.contributes
const shown = [
  ...texts(others, 'contributes'),
  ...tools.flatMap(({ name, displayName, userDescription }: Record<string, string>): [string, string][] => [
    [`${name}.displayName`, displayName],
    [`${name}.userDescription`, userDescription],
  ]),
  ...texts(manifest.capabilities, 'capabilities'),
  ['description', manifest.description] as [string, string],
]

test('no text for people is written in the manifest itself', () => {
  expect(shown.length).toBeGreaterThan(20)
  expect(shown.filter(([, text]) => !/^%[\w.-]+%$/.test(text) && !NAMES.includes(text))).toEqual([])
})

test('every key resolves, and every text is used', () => {
  const used = JSON.stringify(manifest)
    .match(/(?<=")%[\w.-]+%(?=")/g)!
    .map(key => key.slice(1, -1))
  expect([...new Set(used)].sort()).toEqual(Object.keys(english).sort())
})

test('every text is there in Simplified Chinese', () => {
  expect(Object.keys(chinese).sort()).toEqual(Object.keys(english).sort())
  const same = Object.keys(english).filter(key => chinese[key] === english[key] || chinese[key] === '')
  expect(same).toEqual([])
})

// Command links, settings' names and code are not translated.
test('links and code stay as they are', () => {
  const fixed = (text: string) => (text.match(/`[^`]+`|\((command|https):[^)]+\)/g) ?? []).sort()
  for (const [key, text] of Object.entries(english)) expect(fixed(chinese[key]), key).toEqual(fixed(text))
})
