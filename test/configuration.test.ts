import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { configurationSchema } from '../scripts/configurationSchema'
import { BUDGETS, LEVELS, PROFILES, readConfigurationFile } from '../server/configuration/configurationFile'
import { rules } from '../server/rules/index'
import { englishManifest } from './englishManifest'

const read = (path: string) => readFileSync(new URL(`../${path}`, import.meta.url), 'utf8')
const { contributes } = englishManifest()
const page = read('docs/configuration.md')

test('the schema of the project file is current: npm run docs', () => {
  const [{ fileMatch, url }] = contributes.jsonValidation
  expect(fileMatch).toBe('convolens.config.json')
  expect(read(url.slice(2))).toBe(configurationSchema(rules))
})

test('every setting, budget and profile is documented', () => {
  const settings = Object.keys(contributes.configuration.properties)
  expect(settings.length).toBeGreaterThan(3)
  expect([...settings, ...Object.keys(BUDGETS), ...PROFILES].filter(name => !page.includes(`${name}\``))).toEqual([])
})

test('every command is documented', () => {
  const readme = read('README.md') + page + read('docs/editor.md')
  const titles = contributes.commands.map(({ title }: { title: string }) => title)
  expect(titles.filter((title: string) => !readme.includes(title))).toEqual([])
})

test("the editor's settings allow the same words as the project file", () => {
  const { 'convolens.profile': profile, 'convolens.rules': levels } = contributes.configuration.properties
  expect(profile.enum).toEqual(PROFILES)
  expect(levels.additionalProperties.enum).toEqual(LEVELS)
})

test('the example of the page is a project file without mistakes', () => {
  const [, example] = /```jsonc\n(\{[\s\S]*?\n\})\n```/.exec(page)!
  const { settings, problems } = readConfigurationFile(
    example,
    rules.map(({ id }) => id),
  )
  expect(problems).toEqual([])
  expect(Object.keys(settings!)).toEqual(['profile', 'rules', 'budgets', 'exclude'])
  expect(Object.keys(settings!.budgets!)).toEqual(Object.keys(BUDGETS))
})
