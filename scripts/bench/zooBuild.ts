// The networks of the zoo analysed from their source, beside the time real TensorFlow.js takes to build the same networks.
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { setFlagsFromString } from 'node:v8'
import { runInNewContext } from 'node:vm'
import * as core from '@tensorflow/tfjs-core'
import '@tensorflow/tfjs-backend-cpu'
import * as tfLayers from '@tensorflow/tfjs-layers'
import ts from 'typescript'
import { zoo } from '../../builder/zoo/index'
import { ExportError } from '../../server/export/step'
import { toTfjs } from '../../server/export/toTfjs'
import { diagnostics } from '../../server/features/diagnostics'
import { memoryFileSystem } from '../../server/files/memoryFileSystem'
import { Workspace } from '../../server/workspace'
import { decimals, median, newTimes, printTable, type Times, timed } from './figures'

const RUNS = 12
/** Runs at the end that count, when both programs are compiled: as they are in an editor that has been open for a while. */
const LATER = 5

/** Prints what all networks that TensorFlow.js has the layers for take, the first time in a process and later. */
export async function zooBuild(): Promise<void> {
  const texts = zooTexts()
  const names = Object.keys(zoo).filter(isExported)
  const [ours, theirs] = [new Map<string, Times>(), new Map<string, Times>()]
  for (let run = 0; run < RUNS; run++) {
    const workspace = new Workspace(memoryFileSystem(texts), ['/zoo'], { milliseconds: 60_000 })
    for (const name of names) {
      collect()
      await timed(timesOf(ours, name), () => diagnostics(workspace.analysis(`/zoo/${name}.ts`)!))
      const build = await builderOf(name)
      collect()
      await timed(timesOf(theirs, name), () => build().dispose())
    }
  }
  const first = ({ cpu }: Times) => cpu[0]
  const later = ({ cpu }: Times) => median(cpu.slice(-LATER))
  const total = (times: Map<string, Times>, of: (times: Times) => number) =>
    [...times.values()].reduce((sum, each) => sum + of(each), 0)
  const ratios = (of: (times: Times) => number) => names.map(name => of(theirs.get(name)!) / of(ours.get(name)!))
  console.log(
    `${names.length} of ${Object.keys(zoo).length} networks of the zoo, those TensorFlow.js has the layers for; CPU ms of all,`,
  )
  console.log(
    `of the first run of ${RUNS} by turns and the median of the last ${LATER}. TensorFlow.js fills its weights with zeros, which it does fastest.\n`,
  )
  const columns = [first, later]
  printTable([
    ['', 'first', 'later'],
    ['analysed from source, with findings', ...columns.map(of => decimals(total(ours, of)))],
    ['built by TensorFlow.js', ...columns.map(of => decimals(total(theirs, of)))],
    ['ratio of the sums', ...columns.map(of => (total(theirs, of) / total(ours, of)).toFixed(1))],
    ['ratio of the median network', ...columns.map(of => median(ratios(of)).toFixed(1))],
  ])
}

/** Collects garbage, so that neither program clears away what the other one left. */
const collect = (() => {
  setFlagsFromString('--expose-gc')
  return runInNewContext('gc') as () => void
})()

function timesOf(all: Map<string, Times>, name: string): Times {
  const times = all.get(name) ?? newTimes()
  all.set(name, times)
  return times
}

/** The zoo and its blocks as a user would have written them, and a file for each network that makes it. */
function zooTexts(): Record<string, string> {
  const texts: Record<string, string> = {}
  for (const room of ['zoo', 'blocks']) {
    for (const name of readdirSync(join('builder', room)).filter(name => !name.endsWith('.test.ts'))) {
      const text = readFileSync(join('builder', room, name), 'utf8')
      texts[`/zoo/${room}/${name}`] = text.replaceAll(/'\.\.\/(tensor|model|input|problem)'/g, "'convolens'")
    }
  }
  for (const name of Object.keys(zoo)) texts[`/zoo/${name}.ts`] = `import { ${name} } from './zoo/${name}'\n${name}()\n`
  return texts
}

function isExported(name: string): boolean {
  try {
    toTfjs(zoo[name].make().graph)
    return true
  } catch (error) {
    if (error instanceof ExportError) return false
    throw error
  }
}

/** What builds the network with TensorFlow.js, from the program that the export writes. */
async function builderOf(name: string): Promise<() => tfLayers.LayersModel> {
  const { outputText } = ts.transpileModule(toTfjs(zoo[name].make().graph), {
    compilerOptions: { module: ts.ModuleKind.ESNext },
  })
  const program = await import(`data:text/javascript,${encodeURIComponent(outputText)}`)
  return () => program.toTfjs({ ...core, ...tfLayers, layers: startingAtZero })
}

const startingAtZero = new Proxy(tfLayers.layers, {
  get: (layers, name) => (config: object) =>
    (layers as unknown as Record<PropertyKey, (config: object) => unknown>)[name]({ ...zeros(name), ...config }),
})

function zeros(layer: PropertyKey): object {
  if (layer === 'separableConv2d') return { depthwiseInitializer: 'zeros', pointwiseInitializer: 'zeros' }
  return layer === 'depthwiseConv2d' ? { depthwiseInitializer: 'zeros' } : { kernelInitializer: 'zeros' }
}
