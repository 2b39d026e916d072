import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'

const PACKAGE = createRequire(import.meta.url).resolve('typescript')
const DEFAULT_IMPORT = /^import ts from 'typescript'$/m

/**
 * Bundles of TypeScript what a program names, the parser and the resolution of modules, and not its checker, emitter and services,
 * which are nine tenths of it and take their time at every start: an esbuild plugin that presents the package, one CommonJS
 * function around everything, as the ES module it was made from, so that esbuild can leave out what nothing reaches.
 */
export const typescriptParts = {
  name: 'typescript-parts',
  setup(build) {
    build.onLoad({ filter: /[/\\]typescript[/\\]lib[/\\]typescript\.js$/ }, () => ({
      contents: asModule(readFileSync(PACKAGE, 'utf8')),
    }))
    // A namespace's members are followed one by one; a default import counts as one thing.
    build.onLoad({ filter: /[/\\](server|client|builder|engine)[/\\].*\.ts$/ }, ({ path }) => {
      const text = readFileSync(path, 'utf8')
      return DEFAULT_IMPORT.test(text)
        ? { contents: text.replace(DEFAULT_IMPORT, "import * as ts from 'typescript'"), loader: 'ts' }
        : undefined
    })
  },
}

/** What the services and TypeScript's server register as fixes, and the filling of their namespaces. */
const WITHOUT_USE = /^(?:register(?:CodeFix|Refactor)\(|\(\((\w+)\) => \{$)/gm

/** The constants of their classes. */
const STATICS = /^_\w+\.\w+ = (?:[^{\n].*;|\{\n[\s\S]*?^\};)$/gm

/** The package's text as an ES module. Throws where the text is not built as expected. */
function asModule(text) {
  const [, body] = cut(text, /^var ts = \{\}; \(\(module\) => \{\n([\s\S]*)^\}\)\(\{ get exports\(\)[^\n]*$/m)
  const [list, names] = cut(body, /^__export\(typescript_exports, \{\n([\s\S]*?)^\}\);$/m)
  const [commonJs] = cut(body, /^module\.exports = __toCommonJS\(typescript_exports\);$/m)
  const [forNode] = cut(body, /^0 && \(module\.exports = \{\n[\s\S]*?^\}\);$/m)
  const exported = [...names.matchAll(/^ {2}(\w+): \(\) => (\w+),?$/gm)].map(([, name, local]) => `${local} as ${name}`)
  const kept = body
    .replace(list, '')
    .replace(commonJs, '')
    .replace(forNode, '')
    // A list of what a part of the package exports does nothing by itself.
    .replace(/^var (\w+) = \{\};\n__export\(\1, /gm, 'var $1 = /* @__PURE__ */ __exported({}, ')
    // The services make the nodes of a tree, with methods that are used here; what they say of types is not.
    .replace(/(get(?:Symbol|Type|Signature)Constructor: \(\) => )(?:Symbol|Type|Signature)Object,/g, '$1undefined,')
    .replace(/^\/\/ src\/services\/[\s\S]*/m, services =>
      services.replace(STATICS, '').replace(WITHOUT_USE, '/* @__PURE__ */ $&'),
    )
  const helper = 'var __exported = (target, all) => (__export(target, all), target);'
  return `${helper}\n${kept}\nexport { ${exported.join(', ')} };\n`
}

function cut(text, pattern) {
  const found = pattern.exec(text)
  if (!found) throw new Error(`typescript.js has nothing like ${pattern}`)
  return found
}
