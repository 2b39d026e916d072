import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import type { LayerKind } from '../layerKind'
import * as kinds from './index'

const HEADINGS = ['Input', 'Output', 'Params', 'MACs', 'Source']

describe.each(Object.entries(kinds as Record<string, LayerKind>))('%s', (name, kind) => {
  test('has its name, a file of that name with the headings in order, and a test beside it', () => {
    expect(kind.kind).toBe(name)
    expect(existsSync(join(__dirname, `${name}.test.ts`))).toBe(true)
    const text = readFileSync(join(__dirname, `${name}.ts`), 'utf8')
    const headings = [...text.matchAll(/^ \* (Input|Output|Params|MACs|Source) {2,}/gm)].map(([, heading]) => heading)
    expect(headings).toEqual(HEADINGS)
  })

  test('says in one sentence what it does, and of every option what it is', () => {
    expect(kind.summary).toMatch(/^[A-Z].*\.$/)
    for (const option of Object.values(kind.options)) {
      expect(option.documentation).toMatch(/\.$/)
      expect(option.type).not.toBe('')
    }
  })

  test('takes its own defaults', () => {
    for (const option of Object.values(kind.options)) {
      if (option.defaultInput !== undefined) expect(typeof option.parse(option.defaultInput)).not.toBe('symbol')
    }
  })
})
