/** Milliseconds of one thing done several times. */
export interface Times {
  /** Of this process, all its threads: what other programs on the machine change least. */
  readonly cpu: number[]
  /** By the clock. */
  readonly wall: number[]
}

export function newTimes(): Times {
  return { cpu: [], wall: [] }
}

/** Does something and notes how long it took. */
export async function timed<T>(times: Times, action: () => T | Promise<T>): Promise<T> {
  const cpu = process.cpuUsage()
  const wall = performance.now()
  const result = await action()
  times.wall.push(performance.now() - wall)
  const { user, system } = process.cpuUsage(cpu)
  times.cpu.push((user + system) / 1000)
  return result
}

/** The value below which a share of the list lies. */
export function quantile(list: readonly number[], share: number): number {
  const sorted = list.toSorted((a, b) => a - b)
  return sorted[Math.min(sorted.length - 1, Math.floor(share * sorted.length))]
}

export function median(list: readonly number[]): number {
  return quantile(list, 0.5)
}

/** `12.3 / 45.6`: the median and the 95th percentile. */
export function spread(list: readonly number[]): string {
  return `${decimals(median(list))} / ${decimals(quantile(list, 0.95))}`
}

/** One figure behind the point below a hundred, none above. */
export function decimals(value: number): string {
  return value.toFixed(value < 0.1 ? 3 : value < 1 ? 2 : value < 100 ? 1 : 0)
}

/** Prints rows of cells under each other, the first column to the left and the others to the right. */
export function printTable(rows: readonly (readonly string[])[]): void {
  const widths = rows[0].map((_, column) => Math.max(...rows.map(row => row[column]?.length ?? 0)))
  for (const row of rows) {
    console.log(row.map((cell, column) => (column ? cell.padStart : cell.padEnd).call(cell, widths[column])).join('  '))
  }
  console.log()
}
