import { readFileSync } from 'node:fs'
import ts from 'typescript'
import { docComment } from './docComment'

const blocks = new URL('../builder/blocks/', import.meta.url)

/** docs/blocks.md: every block that the builder offers, with its call and what its file says of it. */
export function blocksPage(): string {
  const intro = [
    '# Blocks',
    '',
    'Building blocks of published networks: plain functions from tensor to tensor, to import from `convolens`. Each is a short file in',
    '[`builder/blocks`](../builder/blocks), written to be read and to be copied where another variant is wanted.',
    '',
  ]
  const sections = offeredBlocks().map(({ name, file, signature }) => {
    const { prose, facts } = docComment(readFileSync(new URL(`${file}.ts`, blocks), 'utf8'), `export function ${name}(`)
    const list = facts.map(([heading, text]) => `- **${heading}**: ${text}`).join('\n')
    const code = `\`\`\`ts\n${signature}\n\`\`\``
    return `## [${name}](../builder/blocks/${file}.ts)\n\n${code}\n\n${prose}\n\n${list}\n`
  })
  return `${intro.join('\n')}\n${sections.join('\n')}`
}

interface OfferedBlock {
  readonly name: string
  readonly file: string
  /** As it is called: names and types of the parameters, and what is returned. */
  readonly signature: string
}

/** The blocks in the order of the index. */
function offeredBlocks(): OfferedBlock[] {
  const index = parsed('index')
  return index.statements.filter(ts.isExportDeclaration).flatMap(({ exportClause, moduleSpecifier }) => {
    const file = (moduleSpecifier as ts.StringLiteral).text.slice('./'.length)
    const names = (exportClause as ts.NamedExports).elements.map(element => element.name.text)
    return names.map(name => ({ name, file, signature: signatureOf(name, file) }))
  })
}

function signatureOf(name: string, file: string): string {
  const source = parsed(file)
  const made = source.statements.filter(ts.isFunctionDeclaration).find(statement => statement.name?.text === name)
  if (!made) throw new Error(`builder/blocks/${file}.ts makes no function ${name}`)
  const parameters = made.parameters.map(parameter => {
    const optional = parameter.initializer || parameter.questionToken ? '?' : ''
    // What is taken apart at once is called by what it is.
    const called = ts.isIdentifier(parameter.name) ? parameter.name.text : 'options'
    return `${called}${optional}: ${(parameter.type?.getText(source) ?? 'unknown').replace(/\s+/g, ' ')}`
  })
  return `${name}(${parameters.join(', ')}): ${made.type?.getText(source).replace(/\s+/g, ' ')}`
}

function parsed(file: string): ts.SourceFile {
  return ts.createSourceFile(file, readFileSync(new URL(`${file}.ts`, blocks), 'utf8'), ts.ScriptTarget.Latest, true)
}
