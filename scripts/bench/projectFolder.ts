import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join, resolve } from 'node:path'

/** The settings `tsc --init` writes, as far as they matter to one file. */
const TSCONFIG = JSON.stringify({
  compilerOptions: { target: 'esnext', module: 'esnext', moduleResolution: 'bundler', strict: true, types: [] },
  include: ['src'],
})

/** Writes a project into a folder of its own, with the built builder as an installed package, and does something there. */
export async function inProjectFolder<T>(
  files: Readonly<Record<string, string>>,
  action: (folder: string) => Promise<T> | T,
): Promise<T> {
  const folder = mkdtempSync(join(tmpdir(), 'convolens-bench-'))
  try {
    for (const [name, text] of Object.entries({ ...files, 'tsconfig.json': TSCONFIG })) {
      const file = join(folder, name)
      mkdirSync(dirname(file), { recursive: true })
      writeFileSync(file, text)
    }
    mkdirSync(join(folder, 'node_modules'))
    symlinkSync(resolve('builder'), join(folder, 'node_modules/convolens'))
    return await action(folder)
  } finally {
    rmSync(folder, { recursive: true })
  }
}
