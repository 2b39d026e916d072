import { expect, test } from 'vitest'
import { en } from './en'
import { stringsOf } from './strings'
import { zh } from './zh'

test.each(['zh', 'zh-cn', 'zh-CN', 'zh-Hans'])('%s is Simplified Chinese', language => {
  expect(stringsOf(language)).toBe(zh)
})

// Readers of traditional characters are better served by English than by the other script.
test.each(['en', 'de', 'zh-tw'])('%s is English', language => {
  expect(stringsOf(language)).toBe(en)
})

/** Every text with its path; functions are called with as many letters as they take. */
function texts(node: unknown, path: string): [string, string][] {
  if (typeof node === 'string') return [[path, node]]
  if (typeof node === 'function') return [[path, node(...['⟨a⟩', '⟨b⟩', '⟨c⟩', '⟨d⟩'].slice(0, node.length))]]
  return Object.entries(node as object).flatMap(([key, value]) => texts(value, `${path}.${key}`))
}

test('every text is translated, and says all that is put into it', () => {
  const chinese = new Map(texts(zh, ''))
  for (const [path, english] of texts(en, '')) {
    const translated = chinese.get(path)!
    expect(translated, path).not.toBe('')
    expect((translated.match(/⟨.⟩/g) ?? []).sort(), path).toEqual((english.match(/⟨.⟩/g) ?? []).sort())
  }
})
