import { readdirSync, readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { NetworkError } from '../builder/problem'
import { zoo } from '../builder/zoo/index'
import { memoryFileSystem } from './files/memoryFileSystem'
import { Workspace } from './workspace'

const builder = new URL('../builder/', import.meta.url)

/** The zoo and its blocks as a user would have written them, with the builder as a package. */
function userCode(): Record<string, string> {
  const texts: Record<string, string> = {}
  for (const room of ['zoo', 'blocks']) {
    for (const name of readdirSync(new URL(room, builder))) {
      const text = readFileSync(new URL(`${room}/${name}`, builder), 'utf8')
      texts[`/w/${room}/${name}`] = text.replaceAll(/'\.\.\/(tensor|model|input|problem)'/g, "'convolens'")
    }
  }
  return texts
}

test('every network of the zoo has the graph, or the mistake, that it has at run time', () => {
  const texts = userCode()
  const names = Object.keys(zoo)
  for (const name of names) texts[`/w/${name}.ts`] = `import { ${name} } from './zoo/${name}'\n${name}()\n`
  const workspace = new Workspace(memoryFileSystem(texts), ['/w'], { milliseconds: 60_000 })
  const differs = names.filter(name => {
    const { models, problems } = workspace.analysis(`/w/${name}.ts`)!
    const evaluated = problems.length > 0 ? problems[0].rule : JSON.stringify(models[0]?.graph)
    return evaluated !== graphAtRunTime(name)
  })
  expect(differs).toEqual([])
})

function graphAtRunTime(name: string): string {
  try {
    return JSON.stringify(zoo[name].make())
  } catch (error) {
    if (error instanceof NetworkError) return error.problem.rule
    throw error
  }
}
