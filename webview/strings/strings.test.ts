import { readdirSync, readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { explanations } from '../../engine/explain/explanations'
import { en } from './en'
import { stringsOf } from './strings'
import { zh } from './zh'
import { zhFacts, zhMethods } from './zhMethods'

test.each(['zh', 'zh-cn', 'zh-CN', 'zh-Hans'])('%s is Simplified Chinese', language => {
  expect(stringsOf(language)).toBe(zh)
})

// Readers of traditional characters are better served by English than by the other script.
test.each(['en', 'de', 'zh-tw'])('%s is English', language => {
  expect(stringsOf(language)).toBe(en)
})

const MARKS = ['⟨a⟩', '⟨b⟩', '⟨c⟩', '⟨d⟩', '⟨e⟩', '⟨f⟩']

/** Every text with its path; functions are called with as many letters as they take. */
function texts(node: unknown, path: string): [string, string][] {
  if (typeof node === 'string') return [[path, node]]
  if (typeof node === 'function') return [[path, node(...MARKS.slice(0, node.length))]]
  return Object.entries(node as object).flatMap(([key, value]) => texts(value, `${path}.${key}`))
}

test('every text is translated, and says all that is put into it', () => {
  const chinese = new Map(texts(zh, ''))
  expect([...chinese.keys()].sort()).toEqual(
    texts(en, '')
      .map(([path]) => path)
      .sort(),
  )
  for (const [path, english] of texts(en, '')) {
    const translated = chinese.get(path)!
    expect(translated, path).not.toBe('')
    expect((translated.match(/⟨.⟩/g) ?? []).sort(), path).toEqual((english.match(/⟨.⟩/g) ?? []).sort())
  }
})

/** Names that are the same in every language, and texts that are nothing but what is put into them. */
const SAME = /^(\W|⟨.⟩|TensorFlow for Node|GPU|JavaScript|WebGPU|WebGL|WebAssembly)*$/

test('a translation is in Chinese characters', () => {
  const left = texts(zh, '').filter(([, text]) => !/\p{Script=Han}/u.test(text) && !SAME.test(text))
  expect(left).toEqual([])
})

test('every method of the engine has a title and a question in Chinese', () => {
  const names = [...explanations.keys()]
  expect(Object.keys(zhMethods).sort()).toEqual(names.sort())
})

test('every measure of the methods has a name in Chinese', () => {
  const folder = new URL('../../engine/explain/', import.meta.url)
  const written = readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter(file => file.endsWith('.ts') && !file.endsWith('.test.ts'))
    .flatMap(file => readFileSync(new URL(file, folder), 'utf8').match(/\bfacts\b\s*[:=]\s*\{[^}]*\}/g) ?? [])
    .flatMap(object =>
      [...object.matchAll(/[{,]\s*(?:'([^']+)'|(\w+))\s*:/g)].map(([, quoted, bare]) => quoted ?? bare),
    )
  expect(written.length).toBeGreaterThan(5)
  expect(written.filter(name => !Object.hasOwn(zhFacts, name))).toEqual([])
})
