import { fileURLToPath } from 'node:url'
import { defineConfig } from 'vitest/config'

// One worker, not isolated: TensorFlow.js and the TypeScript parser take seconds to import, once is enough.
export default defineConfig({
  resolve: { alias: { convolens: fileURLToPath(new URL('./builder/index.ts', import.meta.url)) } },
  test: {
    include: ['{builder,server,engine,webview,client,syntaxes,test,examples}/**/*.test.ts'],
    exclude: ['**/node_modules/**', '**/dist/**', 'test/workbench/**', 'test/extension/**'],
    pool: 'threads',
    isolate: false,
    maxWorkers: 2,
    testTimeout: 60_000,
  },
})
