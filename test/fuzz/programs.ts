import { recommended } from '../../server/configuration/configuration'
import { memoryFileSystem } from '../../server/files/memoryFileSystem'
import { Workspace } from '../../server/workspace'
import { askEverything } from './askEverything'
import { faultOf } from './faultOf'
import type { FuzzKind, Tried } from './fuzzKind'
import { mutateProgram } from './mutateProgram'
import type { Random } from './random'
import { seedPrograms } from './seedPrograms'
import { unclearTexts } from './unclearTexts'

/** Damaged programs, analysed and asked about as an editor does. */
export const programs: FuzzKind = {
  start() {
    const seeds = seedPrograms()
    const names = Object.keys(seeds)
    // The zoo's sources are many and large: what takes long is tried less often.
    const small = names.filter(name => !name.startsWith('zoo/'))
    const texts = Object.values(seeds)
    const disk = Object.fromEntries(Object.entries(seeds).map(([name, text]) => [`/w/${name}`, text]))
    const workspace = new Workspace(memoryFileSystem(disk), ['/w'])
    const globals = globalNames()
    return {
      try(random) {
        const name = random.pick(random.chance(0.97) ? small : names)
        const text = mutateProgram(seeds[name]!, texts, random)
        return tryProgram(workspace, `/w/${name}`, text, { random, globals })
      },
      end() {},
    }
  },
}

function tryProgram(
  workspace: Workspace,
  file: string,
  text: string,
  { random, globals }: { random: Random; globals: ReadonlySet<string> },
): Tried {
  const input = `// ${file}\n${text}`
  const failed = (fault: string): Tried => ({ input, fault })
  const language = { html: 'html', js: 'javascript', tsx: 'typescriptreact' }[file.split('.').at(-1)!] ?? 'typescript'
  try {
    workspace.open(file, text, language)
    const analysis = workspace.analysisWithCallers(file)
    if (!analysis) return failed('there is no analysis')
    const editing = {
      text,
      configuration: recommended,
      analyse: (changed: string) => workspace.analysisOf(file, changed),
    }
    const answers = askEverything(analysis, editing, random)
    const [unclear] = unclearTexts(answers)
    if (unclear) return failed(unclear)
    const added = [...globalNames()].filter(name => !globals.has(name))
    if (added.length > 0) return failed(`the program changed ${added}`)
    return { input }
  } catch (error) {
    return failed(faultOf(error))
  } finally {
    workspace.close(file)
  }
}

/** What a program would change that was run, or that reached a prototype of ours. */
function globalNames(): Set<string> {
  const owners = {
    Object: Object.prototype,
    Array: Array.prototype,
    Function: Function.prototype,
    String: String.prototype,
    globalThis,
  }
  return new Set(
    Object.entries(owners).flatMap(([name, owner]) => Reflect.ownKeys(owner).map(key => `${name}.${String(key)}`)),
  )
}
