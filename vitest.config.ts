import { fileURLToPath } from 'node:url'
import { defineConfig } from 'vitest/config'

/** Networks with hundreds of megabytes of weights: each of these files has a process, and WASM's 4 GB, to itself. */
const LARGE = ['test/zooRuns.test.ts', 'test/receptiveFields.test.ts', 'engine/publicModels.test.ts']

// All others share two threads, not isolated: TensorFlow.js and the TypeScript parser take seconds to import, once is enough.
export default defineConfig({
  resolve: { alias: { convolens: fileURLToPath(new URL('./builder/index.ts', import.meta.url)) } },
  test: {
    maxWorkers: 2,
    testTimeout: 60_000,
    hookTimeout: 60_000,
    projects: [
      {
        extends: true,
        test: {
          name: 'rooms',
          include: ['{builder,server,engine,webview,client,syntaxes,test,examples}/**/*.test.ts'],
          exclude: ['**/node_modules/**', '**/dist/**', 'test/workbench/**', 'test/extension/**', ...LARGE],
          pool: 'threads',
          isolate: false,
        },
      },
      {
        extends: true,
        test: { name: 'large networks', include: LARGE, pool: 'forks', isolate: true, testTimeout: 300_000 },
      },
    ],
  },
})
