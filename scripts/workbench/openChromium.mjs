import { readFileSync } from 'node:fs'
import { createServer } from 'node:http'
import { join } from 'node:path'
import { chromium } from 'playwright-core'
import { findChromium } from './findChromium.mjs'

/**
 * Chromium with an empty page, in which a script runs in workers, each call in one of its own: what it is sent is answered by one
 * message. TensorFlow.js's .wasm files lie under /wasm/. With `software`, GPUs are emulated on the CPU.
 */
export async function openChromium(script, { software }) {
  const server = createServer((request, response) => serve(request, response, script))
  await new Promise(resolve => server.listen(0, 'localhost', resolve))
  const browser = await chromium.launch({ executablePath: findChromium(), args: flags(software) })
  const context = await browser.newContext()
  return {
    version: browser.version(),
    call: message => callWorker(context, server.address().port, message),
    async close() {
      await browser.close()
      server.close()
    },
  }
}

function flags(software) {
  const common = ['--no-sandbox', '--enable-unsafe-webgpu']
  if (software)
    return [...common, '--use-webgpu-adapter=swiftshader', '--use-angle=swiftshader', '--enable-unsafe-swiftshader']
  // Without a window Chromium emulates a GPU unless it is told to take the real one.
  const linux = process.platform === 'linux' ? ['--enable-features=Vulkan', '--use-angle=vulkan'] : []
  return [...common, '--enable-gpu', '--ignore-gpu-blocklist', ...linux]
}

function serve({ url }, response, script) {
  const [, type, path] =
    /^\/(wasm)\/([\w.-]+)$/.exec(url) ?? (url === '/worker.js' ? ['', 'worker', ''] : ['', 'page', ''])
  const types = { wasm: 'application/wasm', worker: 'text/javascript; charset=utf-8', page: 'text/html' }
  response.setHeader('content-type', types[type])
  if (type === 'page') response.end('<!doctype html>')
  else if (type === 'worker') response.end(readFileSync(script))
  else response.end(readFileSync(join('node_modules/@tensorflow/tfjs-backend-wasm/dist', path)))
}

async function callWorker(context, port, message) {
  const page = await context.newPage()
  try {
    await page.goto(`http://localhost:${port}/`)
    return await page.evaluate(
      message =>
        new Promise(resolve => {
          const worker = new Worker('/worker.js')
          worker.onerror = ({ message }) => resolve({ error: message })
          worker.onmessage = ({ data }) => resolve(data)
          worker.postMessage(message)
        }),
      message,
    )
  } finally {
    await page.close()
  }
}
