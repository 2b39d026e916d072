import type { Dataset, File, Group } from 'h5wasm'
import { EngineError } from '../engineError'
import { hasEndlessHeap } from './globalHeaps'
import { lazyWeight } from './lazyWeight'
import type { SourceWeight } from './sourceWeight'

/**
 * Reads Keras's HDF5 files: `.h5` of whole models and of weights, and the `.weights.h5` of Keras 3.
 *
 * Throws {@link EngineError} for files that are no HDF5 inside, or hold something else.
 */
export async function readKerasH5(file: string, bytes: Uint8Array): Promise<SourceWeight[]> {
  const opened = await open(file, bytes)
  try {
    const root = (opened.get('model_weights') as Group | null) ?? opened
    if ('layer_names' in root.attrs) return readLayerNames(file, root, epsilons(opened))
    return readVariables(file, opened)
  } catch (error) {
    // What the library throws for damage deep inside a file names nothing that its owner knows.
    throw error instanceof EngineError ? error : broken(file, error)
  } finally {
    close(opened)
  }
}

/** The JSON in which Keras describes the network of a whole model; undefined where the file holds weights alone. */
export async function modelConfig(file: string, bytes: Uint8Array): Promise<string | undefined> {
  const opened = await open(file, bytes)
  try {
    const config = opened.attrs.model_config?.value
    return typeof config === 'string' ? config : undefined
  } finally {
    opened.close()
  }
}

let opened = 0

async function open(file: string, bytes: Uint8Array): Promise<File> {
  if (hasEndlessHeap(bytes)) throw broken(file)
  // Most networks never need it, and the library starts as soon as it is imported.
  const { default: h5wasm } = await import('h5wasm')
  const { FS } = await h5wasm.ready
  const path = `weights-${opened++}.h5`
  try {
    FS!.writeFile(path, bytes)
    const found = new h5wasm.File(path, 'r')
    if (found.file_id >= 0) return found
  } catch (error) {
    throw broken(file, error)
  } finally {
    FS!.unlink(path)
  }
  throw broken(file)
}

/** Damage may show only now; what was read before stays read. */
function close(opened: File): void {
  try {
    opened.close()
  } catch {
    // Nothing is written, so nothing is lost.
  }
}

function broken(file: string, cause?: unknown): EngineError {
  return new EngineError('truncated-shard', `${file} is a broken HDF5 file`, 'Copy or save it again.', { cause })
}

/** Keras 2's form: every layer's group names its weights. */
function readLayerNames(file: string, root: Group, ofLayers: ReadonlyMap<string, number>): SourceWeight[] {
  return names(root.attrs.layer_names.value).flatMap(layer => {
    const group = root.get(layer) as Group | null
    if (!group) throw broken(file)
    return names(group.attrs.weight_names?.value).map(name => {
      const dataset = group.get(name)
      if (!isDataset(dataset)) throw broken(file)
      return tensorOf(file, name, dataset, { epsilon: ofLayers.get(layer) })
    })
  })
}

/** Keras 3's form: layers by class and number, with their variables by number; a layer's own name is an attribute. */
function readVariables(file: string, root: Group): SourceWeight[] {
  const found: SourceWeight[] = []
  const walk = (group: Group): void => {
    for (const key of group.keys().sort(inNumericOrder)) {
      const child = group.get(key)
      if (!isGroup(child)) continue
      if (key === 'vars') found.push(...variables(file, child, group))
      else walk(child)
    }
  }
  walk(root)
  return found
}

function variables(file: string, vars: Group, { path }: Group): SourceWeight[] {
  const key = path.split('/').at(-1)!
  const name = vars.attrs.name?.value
  const layer = typeof name === 'string' ? name : key
  return vars
    .keys()
    .sort(inNumericOrder)
    .flatMap(number => {
      const dataset = vars.get(number)
      if (!isDataset(dataset)) return []
      return [tensorOf(file, `${layer}/${number}`, dataset, { layerClass: key.replace(/_\d+$/, '') })]
    })
}

function tensorOf(
  file: string,
  name: string,
  { shape, value }: Dataset,
  about: Pick<SourceWeight, 'epsilon' | 'layerClass'>,
): SourceWeight {
  const values = typeof value === 'number' ? [value] : (value as ArrayLike<number>)
  const numbers = values instanceof Float32Array ? values : Float32Array.from(values)
  const known = Object.fromEntries(Object.entries(about).filter(([, fact]) => fact !== undefined))
  return lazyWeight(file, { name, shape: shape ?? [], read: () => numbers, ...known })
}

/** What each batch normalisation of a whole model adds to the variance. */
function epsilons(opened: File): ReadonlyMap<string, number> {
  const config = opened.attrs.model_config?.value
  return typeof config === 'string' ? epsilonsIn(config) : new Map()
}

/** By layer name, from the JSON in which Keras describes a model. */
export function epsilonsIn(config: string): ReadonlyMap<string, number> {
  const found = new Map<string, number>()
  const walk = (value: unknown): void => {
    if (typeof value !== 'object' || value === null) return
    const { class_name: kind, config } = value as { class_name?: unknown; config?: Record<string, unknown> }
    if (kind === 'BatchNormalization' && typeof config?.name === 'string' && typeof config.epsilon === 'number')
      found.set(config.name, config.epsilon)
    for (const part of Object.values(value)) walk(part)
  }
  try {
    walk(JSON.parse(config))
  } catch {
    // Without its description the weights are still there.
  }
  return found
}

function isDataset(entity: ReturnType<Group['get']>): entity is Dataset {
  return entity !== null && 'type' in entity && entity.type === 'Dataset'
}

function isGroup(entity: ReturnType<Group['get']>): entity is Group {
  return entity !== null && 'type' in entity && entity.type === 'Group'
}

function names(value: unknown): string[] {
  return Array.isArray(value) ? value.filter(name => typeof name === 'string') : []
}

function inNumericOrder(a: string, b: string): number {
  return a.localeCompare(b, 'en', { numeric: true })
}
