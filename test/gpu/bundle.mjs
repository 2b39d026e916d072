import { readdirSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import esbuild from 'esbuild'

const here = dirname(fileURLToPath(import.meta.url))
const layers = join(here, '../../engine/layers')

/** All tests of layers as one module; what they import beside their layer are the collectors of `layerRows.ts`. */
const layerTests = {
  name: 'layer-tests',
  setup(build) {
    build.onResolve({ filter: /^layer-tests$/ }, ({ path }) => ({ path, namespace: 'tests' }))
    build.onLoad({ filter: /.*/, namespace: 'tests' }, () => {
      const files = readdirSync(layers).filter(file => file.endsWith('.test.ts'))
      return { contents: files.map(file => `import './${file}'`).join('\n'), resolveDir: layers }
    })
    build.onResolve({ filter: /^vitest$|\/checks\/(checkComputation|backend)$/ }, () => {
      return { path: join(here, 'layerRows.ts') }
    })
  },
}

/** Bundles one of the two homes of the checks: `worker.ts` for a browser, `process.ts` for Node. */
export async function bundle(entry, outfile) {
  const browser = entry === 'worker.ts'
  await esbuild.build({
    ...{ entryPoints: [join(here, entry)], outfile, bundle: true, charset: 'utf8', logLevel: 'warning' },
    ...(browser
      ? { platform: 'browser', target: 'es2022', format: 'iife' }
      : { platform: 'node', target: 'node20', format: 'cjs' }),
    define: { 'process.env.NODE_ENV': '"production"' },
    external: browser ? [] : ['@tensorflow/tfjs-backend-webgl', '@tensorflow/tfjs-backend-webgpu'],
    alias: { convolens: join(here, '../../builder/index.ts') },
    loader: { '.bin': 'binary' },
    plugins: [layerTests],
  })
}
