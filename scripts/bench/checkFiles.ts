// `convolens check` on a folder of a thousand models, as a pipeline runs it.
import { spawnSync } from 'node:child_process'
import { join, resolve } from 'node:path'
import { decimals, median, newTimes, printTable, timed } from './figures'
import { MODEL_FILE, projects } from './project'
import { inProjectFolder } from './projectFolder'

const FILES = 1_000
const RUNS = 3
const THREADS = ['1', '2']

/** Prints files a second by the clock, with one thread and with two by turns. */
export async function checkFiles(): Promise<void> {
  const files: Record<string, string> = { 'src/blocks.ts': projects[1].files['src/blocks.ts'] }
  for (let number = 0; number < FILES; number++) {
    const { edit, files: texts } = projects[number % 2]
    files[`src/model${number}.ts`] = number % 10 < 2 ? texts[MODEL_FILE] : edit(number)
  }
  const times = THREADS.map(newTimes)
  await inProjectFolder(files, async folder => {
    for (let run = 0; run < RUNS; run++) {
      for (const [index, threads] of THREADS.entries()) {
        await timed(times[index], () => check(join(folder, 'src'), threads))
      }
    }
  })
  console.log(
    `convolens check of ${FILES} files, half of them LeNet-like and half ResNet-50; medians of ${RUNS} runs by turns\n`,
  )
  printTable([
    ['threads', 'seconds by the clock', 'files a second'],
    ...THREADS.map((threads, index) => {
      const wall = median(times[index].wall)
      return [threads, decimals(wall / 1000), decimals((1000 * FILES) / wall)]
    }),
  ])
}

function check(folder: string, threads: string): void {
  const args = [resolve('dist/cli.js'), 'check', folder, '--format', 'json', '--threads', threads]
  const { status, stderr } = spawnSync(process.execPath, args, { encoding: 'utf8', maxBuffer: 2 ** 28 })
  if (status !== 0) throw new Error(`check ended with ${status}: ${stderr}`)
}
