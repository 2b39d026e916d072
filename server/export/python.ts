/** A value as Python writes it: `True`, `(3, 3)`, `"same"`. */
export function python(value: unknown): string {
  if (typeof value === 'boolean') return value ? 'True' : 'False'
  if (typeof value === 'string') return JSON.stringify(value)
  if (Array.isArray(value)) return `(${value.map(python).join(', ')}${value.length === 1 ? ',' : ''})`
  return String(value)
}

/** Arguments by name; those that are undefined are left out. */
export function keywords(values: Readonly<Record<string, unknown>>): string {
  return Object.entries(values)
    .filter(([, value]) => value !== undefined)
    .map(([name, value]) => `${name}=${python(value)}`)
    .join(', ')
}

/** One number where both are equal, as both libraries take it. */
export function pair([height, width]: readonly number[]): number | readonly number[] {
  return height === width ? height : [height, width]
}

/** Words that cannot name a variable, and the names that the written programs use themselves. */
export const PYTHON_NAMES: ReadonlySet<string> = new Set(
  `False None True and as assert async await break class continue def del elif else except finally for from global if import in is
  lambda nonlocal not or pass raise return try while with yield self torch nn F np json keras layers ops model path tensors
  build_model load_weights read_tensors Network WEIGHTS`.split(/\s+/),
)

/** The function with which the written programs read Convolens' file of weights. */
export const READ_TENSORS = `def read_tensors(path):
    """The arrays of a .safetensors file by name, such as "conv2d_1/kernel"."""
    with open(path, "rb") as file:
        header = json.loads(file.read(int.from_bytes(file.read(8), "little")))
        data = file.read()
    header.pop("__metadata__", None)
    return {
        name: np.frombuffer(data[slice(*entry["data_offsets"])], "<f4").reshape(entry["shape"])
        for name, entry in header.items()
    }`
