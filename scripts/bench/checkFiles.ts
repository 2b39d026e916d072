// `convolens check` on a folder of a thousand models, as a pipeline runs it.
import { spawnSync } from 'node:child_process'
import { join, resolve } from 'node:path'
import { decimals, median, newTimes, printTable, timed } from './figures'
import { MODEL_FILE, projects } from './project'
import { inProjectFolder } from './projectFolder'

const FILES = 1_000
const RUNS = 3

/** Prints files a second, by the clock and by CPU time. */
export async function checkFiles(): Promise<void> {
  const files: Record<string, string> = { 'src/blocks.ts': projects[1].files['src/blocks.ts'] }
  for (let number = 0; number < FILES; number++) {
    const { edited, files: texts } = projects[number % 2]
    files[`src/model${number}.ts`] = number % 10 < 2 ? texts[MODEL_FILE] : edited(number)
  }
  const times = newTimes()
  await inProjectFolder(files, async folder => {
    for (let run = 0; run < RUNS; run++) {
      await timed(times, () => {
        const { status, stderr } = spawnSync(
          process.execPath,
          [resolve('dist/cli.js'), 'check', join(folder, 'src'), '--format', 'json'],
          { encoding: 'utf8', maxBuffer: 2 ** 28 },
        )
        if (status !== 0) throw new Error(`check ended with ${status}: ${stderr}`)
      })
    }
  })
  console.log(`convolens check of ${FILES} files, half of them LeNet-like and half ResNet-50; median of ${RUNS} runs\n`)
  const wall = median(times.wall)
  printTable([
    ['seconds by the clock', 'files a second'],
    [decimals(wall / 1000), decimals((1000 * FILES) / wall)],
  ])
}
