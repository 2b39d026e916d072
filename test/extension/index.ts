import { readdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import Mocha from 'mocha'

/** Called by VS Code in the extension host: runs every test beside this file. Rejects when one fails. */
export function run(): Promise<void> {
  const mocha = new Mocha({ ui: 'tdd', color: false, timeout: 60_000 })
  for (const file of readdirSync(__dirname)) if (file.endsWith('.test.js')) mocha.addFile(join(__dirname, file))

  return new Promise((resolve, reject) => {
    const runner = mocha.run(failures => {
      const { passes = 0 } = runner.stats ?? {}
      const { CONVOLENS_TEST_COUNT } = process.env
      if (CONVOLENS_TEST_COUNT)
        writeFileSync(CONVOLENS_TEST_COUNT, JSON.stringify({ passed: passes, failed: failures }))
      if (failures > 0) reject(new Error(`${failures} failed`))
      else resolve()
    })
  })
}
