import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { ACTION_KINDS } from '../server/features/codeActions'
import { rules } from '../server/rules/index'
import { englishManifest } from './englishManifest'

const root = new URL('../', import.meta.url)
const read = (path: string) => readFileSync(new URL(path, root), 'utf8')
const { contributes } = englishManifest()

/** The texts of all files of a room, with their tests or without. */
function texts(room: string, isWanted: (file: string) => boolean): string {
  return readdirSync(new URL(`${room}/`, root), { recursive: true, encoding: 'utf8' })
    .filter(file => /\.(ts|mjs)$/.test(file) && isWanted(file))
    .map(file => read(`${room}/${file}`))
    .join('\n')
}

const isTest = (file: string) => /\.(test|e2e)\.(ts|mjs)$/.test(file)
/** This file names commands without trying them. */
const isTrial = (file: string) => isTest(file) && file !== 'completeness.test.ts'
const code = ['client', 'server'].map(room => texts(room, file => !isTest(file))).join('\n')
const tests = ['client', 'server', 'test'].map(room => texts(room, isTrial)).join('\n')
const pages = readdirSync(new URL('docs/', root))
  .filter(file => file.endsWith('.md'))
  .map(file => read(`docs/${file}`))
  .join('\n')

/** What a setting is called where the tests try it. */
const triedAs: Readonly<Record<string, string>> = { 'convolens.enginePath': 'searchFolders' }

const commands: { command: string; title: string }[] = contributes.commands
const settings = Object.keys(contributes.configuration.properties)

/** Commands that are no titles of the palette but links, and what the tests click. */
const clickedAs: Readonly<Record<string, string>> = {
  'convolens.visualizeLayer': "name: 'visualizeLayer'",
  'convolens.showSummary': "{ hasText: 'Summary' }",
}

/** What a command lacks. A test that tries it runs it by the title of the palette, or by its name. */
function lacksOf({ command, title }: { command: string; title: string }): string[] {
  const isTried = [`Convolens: ${title}'`, `'${command}'`, clickedAs[command]].some(
    text => text && tests.includes(text),
  )
  return [
    ...(new RegExp(`registerCommand\\(\\s*'${command}'`).test(code) ? [] : ['not registered']),
    ...(pages.includes(`| Convolens: ${title} |`) ? [] : ['not documented']),
    ...(isTried ? [] : ['not tried']),
  ]
}

describe('commands', () => {
  test.each(commands)('$command is registered, documented and tried', command => {
    expect(lacksOf(command)).toEqual([])
  })

  test('one that is none of these would be told', () => {
    expect(lacksOf({ command: 'convolens.brewCoffee', title: 'Brew Coffee' })).toEqual([
      'not registered',
      'not documented',
      'not tried',
    ])
  })

  test('every command in a menu is one of them', () => {
    const used = Object.values<{ command: string }[]>(contributes.menus).flatMap(items =>
      items.map(item => item.command),
    )
    expect(used.filter(name => !commands.some(({ command }) => command === name))).toEqual([])
  })

  test('every command of the pages is there', () => {
    const named = [...read('docs/editor.md').matchAll(/^\| Convolens: ([^|]+) \|/gm)].map(([, title]) => title)
    expect(named.sort()).toEqual(commands.map(({ title }) => title).sort())
  })
})

describe('settings', () => {
  test.each(settings)('%s is documented, read and tried', setting => {
    const last = setting.split('.').at(-1)!
    expect(pages).toContain(`\`${setting}\``)
    expect(new RegExp(`\\b${last}\\b`).test(code)).toBe(true)
    expect(new RegExp(`\\b${triedAs[setting] ?? last}\\b`).test(tests)).toBe(true)
  })

  test('every setting of the pages is there', () => {
    const named = [...pages.matchAll(/`(convolens\.[\w.]+)`/g)].map(([, name]) => name)
    const known = [...settings, 'convolens.config.json']
    expect(named.filter(name => !known.includes(name))).toEqual([])
  })
})

test('every rule that a page names is there', () => {
  const known = new Set(rules.map(({ id }) => id))
  const named = [...pages.matchAll(/\(rules\/([a-z0-9-]+)\.md\)/g)].map(([, id]) => id)
  expect(named.filter(id => !known.has(id))).toEqual([])
})

test('every kind of action is documented', () => {
  const own = ACTION_KINDS.filter(kind => kind.startsWith('source.'))
  expect(own.length).toBeGreaterThan(0)
  expect(own.filter(kind => !pages.includes(`\`${kind}\``))).toEqual([])
})

test('every view is made and documented', () => {
  const views = Object.values<{ id: string; name: string }[]>(contributes.views).flat()
  for (const { id, name } of views) {
    expect(code).toContain(`createTreeView('${id}'`)
    expect(pages).toContain(`The view "${name}"`)
  }
})

describe('tools for language models', () => {
  const tools: { name: string; toolReferenceName: string }[] = contributes.languageModelTools

  test.each(tools)('$name is registered, documented and tried', ({ name, toolReferenceName }) => {
    expect(code).toMatch(new RegExp(`\\b${name}: '`))
    expect(pages).toContain(`\`${name}\``)
    expect(pages).toContain(`\`#${toolReferenceName}\``)
    expect(tests).toContain(`'${name}'`)
  })
})

test('every step of the walkthrough has its picture, and its commands are there', () => {
  for (const { steps } of contributes.walkthroughs) {
    for (const { media, description } of steps) {
      expect(existsSync(new URL(media.image, root)), media.image).toBe(true)
      const linked = [...description.matchAll(/\(command:([\w.]+)\)/g)].map(([, name]) => name)
      expect(linked.filter(name => !commands.some(({ command }) => command === name))).toEqual([])
    }
  }
})

describe('the pages', () => {
  const files = ['README.md', 'docs/README.md', ...readdirSync(new URL('docs/', root)).map(name => `docs/${name}`)]
  const markdown = [...new Set(files)].filter(file => file.endsWith('.md'))

  test('every page of docs is in its index', () => {
    const index = read('docs/README.md')
    const own = readdirSync(new URL('docs/', root)).filter(name => name.endsWith('.md') && name !== 'README.md')
    expect(own.filter(name => !index.includes(`(${name})`))).toEqual([])
  })

  test.each(markdown)('%s leads only to what is there', file => {
    const links = [...read(file).matchAll(/\]\((?!https?:|#)([^)#\s]+)[^)]*\)/g)].map(([, path]) => path)
    expect(links.filter(path => !existsSync(new URL(path, new URL(file, root))))).toEqual([])
  })
})
