import type { Analysis, LayerInstance } from './analysis'
import type { Made } from './contracts'
import type { Location } from './span'

/**
 * What calls of the program's own functions give: the tensors that leave the layers made within the call, each with its
 * shape. Calls of which more than one tensor leaves are left out.
 */
export function resultsOfCalls({ file, models, loose }: Analysis): Made[] {
  const found: Made[] = []
  for (const instances of [...models.map(model => model.instances), loose]) {
    const readers = readersOf(instances)
    for (const { location, turns } of callsIn(file, instances)) {
      const shapes = turns.flatMap(within => {
        const names = new Set(within.map(({ name }) => name))
        const leaving = within.filter(({ name, model }) => {
          const read = readers.get(name) ?? []
          return read.some(reader => !names.has(reader)) || (read.length === 0 && model !== undefined)
        })
        return leaving.length === 1 ? [leaving[0].layer.outputShapes] : []
      })
      if (shapes.length === turns.length) {
        found.push({ span: location, shapes, called: turns.flat().every(({ called }) => called) })
      }
    }
  }
  return found
}

interface Call {
  readonly location: Location
  /** The layers made within the call, apart for each chain of calls that led to it. */
  readonly turns: readonly (readonly LayerInstance[])[]
}

function callsIn(file: string, instances: readonly LayerInstance[]): Call[] {
  const calls = new Map<string, { location: Location; turns: Map<number, LayerInstance[]> }>()
  const chains = new Map<string, number>()
  for (const instance of instances) {
    // The calls that led to one of the chain are told apart by where they stand, the outermost first.
    let chain = 0
    for (let depth = instance.stack.length - 1; depth >= 0; depth--) {
      const location = instance.stack[depth]
      const behind = chain
      const longer = `${behind} ${location.start} ${location.file}`
      chain = chains.get(longer) ?? chains.size + 1
      chains.set(longer, chain)
      if (location.file !== file) continue
      const key = `${location.start} ${location.end}`
      const call = calls.get(key) ?? { location, turns: new Map<number, LayerInstance[]>() }
      calls.set(key, call)
      const turn = call.turns.get(behind)
      if (turn) turn.push(instance)
      else call.turns.set(behind, [instance])
    }
  }
  return [...calls.values()].map(({ location, turns }) => ({ location, turns: [...turns.values()] }))
}

function readersOf(instances: readonly LayerInstance[]): ReadonlyMap<string, readonly string[]> {
  const readers = new Map<string, string[]>()
  for (const { name, layer } of instances) {
    for (const { layer: source } of layer.inputs) {
      const known = readers.get(source)
      if (known) known.push(name)
      else readers.set(source, [name])
    }
  }
  return readers
}
