import { readdirSync, readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { join } from 'node:path'
import esbuild from 'esbuild'
import typescript from 'typescript'
import { beforeAll, expect, test } from 'vitest'
import { typescriptParts } from '../scripts/typescriptParts.mjs'

/** What the bundles take of TypeScript must do what the package itself does. */
let bundled: typeof typescript

beforeAll(async () => {
  const names = ['createSourceFile', 'updateSourceFile', 'forEachChild', 'resolveModuleName', 'readConfigFile']
  const others = [
    'parseJsonConfigFileContent',
    'parseJsonText',
    'preProcessFile',
    'getJSDocTags',
    'createTextChangeRange',
  ]
  const { outputFiles } = await esbuild.build({
    stdin: {
      contents: `export { ${[...names, ...others].join(', ')} } from 'typescript'`,
      resolveDir: import.meta.dirname,
    },
    ...{ bundle: true, write: false, platform: 'node', format: 'cjs', plugins: [typescriptParts] },
  })
  const module = { exports: {} }
  const run = new Function('module', 'require', '__filename', outputFiles[0].text)
  run(module, createRequire(import.meta.url), import.meta.filename)
  bundled = module.exports as typeof typescript
})

/** Every node of a tree with its place, text and parse errors. */
function tree(ts: typeof typescript, sourceFile: typescript.SourceFile): unknown {
  const visit = (node: typescript.Node): unknown => {
    const children: unknown[] = []
    ts.forEachChild(node, child => void children.push(visit(child)))
    const tags = ts.getJSDocTags(node).map(tag => [tag.tagName.text, tag.pos, tag.end])
    const text = node.getText().length
    return [node.kind, node.pos, node.getStart(), node.end, node.flags, node.parent?.kind, text, tags, children]
  }
  const { parseDiagnostics } = sourceFile as unknown as { parseDiagnostics: typescript.Diagnostic[] }
  return [
    visit(sourceFile),
    parseDiagnostics.map(({ code, start, length, messageText }) => [code, start, length, messageText]),
  ]
}

const PROGRAMS: readonly [string, string][] = [
  ...readdirSync('examples', { recursive: true, encoding: 'utf8' })
    .filter(name => /\.[tj]sx?$/.test(name))
    .map((name): [string, string] => [name, readFileSync(join('examples', name), 'utf8')]),
  ['view.tsx', 'export const View = ({ size = 3 }: { size?: number }) => <b title="a">{size}<i /></b>'],
  [
    'documented.js',
    '/** @param {number} filters @returns {import("./a").Tensor} */\nfunction make(filters) { return new.target }',
  ],
  [
    'odd.ts',
    'enum A { x = 1 << 2 } namespace B.C { export declare let y: A }\nlabel: for await (const z of q!) using r = [z]',
  ],
  [
    'expression.js',
    'const found = /(?<name>[\\p{L}--[a-z]])/v.exec(0b11_0n ?? text?.[`a`]); @decorated class K { #p; static {} }',
  ],
  ['template.ts', readFileSync('server/report.ts', 'utf8')],
  ['broken.ts', "import { input from 'convolens'\nconst x = input(3,\nexport default x.conv2d({ filters: "],
]

test.each(PROGRAMS)('%s is parsed as by the package', (name, text) => {
  const parsed = (ts: typeof typescript) => tree(ts, ts.createSourceFile(name, text, 99, true))
  expect(parsed(bundled)).toEqual(parsed(typescript))
})

test('an edit is parsed as by the package', () => {
  const [name, before] = ['net.ts', readFileSync('examples/digits/lenet.ts', 'utf8')]
  const place = before.indexOf('conv2d(')
  const after = `${before.slice(0, place)}batchNorm().${before.slice(place)}`
  const parsed = (ts: typeof typescript) => {
    const change = ts.createTextChangeRange({ start: place, length: 0 }, after.length - before.length)
    return tree(ts, ts.updateSourceFile(ts.createSourceFile(name, before, 99, true), after, change))
  }
  expect(parsed(bundled)).toEqual(parsed(typescript))
})

test('imports lead where the package finds them', () => {
  const texts: Record<string, string> = {
    '/w/tsconfig.json': '{ // paths\n"compilerOptions": { "paths": { "#/*": ["./lib/*"] }, "module": "nodenext" } }',
    '/w/lib/blocks.mts': '',
    '/w/src/near/index.js': '',
    '/w/node_modules/pack/package.json': '{ "exports": { "./part": { "import": "./part.js" } } }',
    '/w/node_modules/pack/part.js': '',
  }
  const readFile = (path: string) => texts[path]
  const fileExists = (path: string) => path in texts
  const found = (ts: typeof typescript) => {
    const { config } = ts.readConfigFile('/w/tsconfig.json', readFile)
    const host = { fileExists, readFile, readDirectory: () => [], useCaseSensitiveFileNames: true }
    const { options } = ts.parseJsonConfigFileContent(config, host, '/w')
    const asked = ['#/blocks.mjs', './near', 'pack/part', 'pack/other', './none']
    const settings = { ...options, moduleResolution: 100, allowJs: true, noDtsResolution: true }
    return asked.map(name => ts.resolveModuleName(name, '/w/src/a.ts', settings, host).resolvedModule?.resolvedFileName)
  }
  expect(found(typescript)).toEqual([
    '/w/lib/blocks.mts',
    '/w/src/near/index.js',
    expect.stringMatching(/part\.js$/),
    undefined,
    undefined,
  ])
  expect(found(bundled)).toEqual(found(typescript))
})

test('what refers to other files is found as by the package', () => {
  const text = "import a from './a'; export * from \"b\"; const c = require('c'), d = import('./d')"
  const named = (ts: typeof typescript) =>
    ts.preProcessFile(text, true, true).importedFiles.map(({ fileName }) => fileName)
  expect(named(bundled)).toEqual(['./a', 'b', 'c', './d'])
})
