// How long it takes from the command "Visualize Activations" to the first activation maps, in a real workbench: the median of
// several panels, each with an engine of its own. Needs a build and Chromium: `npm run bench -- panel`
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { newPage } from '../test/workbench/harness/browser.mjs'
import { Editor } from '../test/workbench/harness/editor.mjs'
import { webviewFrame } from '../test/workbench/harness/webview.mjs'
import { startWorkbench } from '../test/workbench/harness/workbench.mjs'
import { makeWorkspace } from '../test/workbench/harness/workspace.mjs'

const RUNS = 5

const NETWORKS = [
  { name: 'LeNet-5', file: 'digits/lenet.ts', hint: /28×28×6/, wanted: 2 },
  { name: 'MobileNetV2', file: 'mobile.ts', hint: /112×112×32/, wanted: 5 },
]

const workspace = makeWorkspace()
writeFileSync(join(workspace.folder, 'mobile.ts'), mobileNet())
const workbench = await startWorkbench()
try {
  for (const network of NETWORKS) {
    const page = await newPage(workbench.browser)
    const times = []
    for (let run = 0; run < RUNS; run++) times.push(await measure(page, network, run === 0))
    times.sort((a, b) => a - b)
    const seconds = times.map(time => (time / 1000).toFixed(2)).join(', ')
    console.log(
      `${network.name}: median ${(times[RUNS >> 1] / 1000).toFixed(2)} s (${seconds}), wanted ${network.wanted} s`,
    )
    await page.context().close()
  }
} finally {
  await workbench.stop()
  workspace.remove()
}

/** Milliseconds from the choice of the command to drawn maps. The panel is closed again. */
async function measure(page, { name, file, hint }, first) {
  const editor = new Editor(page)
  if (first) {
    await page.goto(workbench.url({ folder: workspace.folder, file: join(workspace.folder, file) }))
    await editor.ready()
    await editor.lineMatching(hint)
  }
  const title = `Convolens: ${name}`
  await editor.command('Convolens: Visualize Activations')
  const started = Date.now()
  const panel = await webviewFrame(page, title)
  await panel.waitForFunction(() => {
    const canvas = document.querySelector('[data-testid="activations"]')
    return canvas !== null && canvas.width > 0 && canvas.offsetHeight > 0
  })
  const time = Date.now() - started
  const tab = page.locator('.tabs-container .tab', { hasText: title })
  await tab.locator('.codicon-close').click()
  await tab.waitFor({ state: 'detached' })
  return time
}

/** MobileNetV2 at 224×224 (Sandler et al. 2018, table 2), as a user writes it. */
function mobileNet() {
  return `import { input, model, type Tensor } from 'convolens'

const image = input(224, 224, 3)
let x: Tensor = image.conv2d(32, 3, { strides: 2, padding: 'same', useBias: false }).batchNorm().relu6()
let channels = 32
for (const [expansion, filters, count, first] of [
  [1, 16, 1, 1], [6, 24, 2, 2], [6, 32, 3, 2], [6, 64, 4, 2], [6, 96, 3, 1], [6, 160, 3, 2], [6, 320, 1, 1],
]) {
  for (let i = 0; i < count; i++) {
    const strides = i === 0 ? first : 1
    let inside = x
    if (expansion > 1) inside = inside.conv2d(channels * expansion, 1, { useBias: false }).batchNorm().relu6()
    inside = inside.depthwiseConv2d(3, { strides, padding: 'same', useBias: false }).batchNorm().relu6()
    inside = inside.conv2d(filters, 1, { useBias: false }).batchNorm()
    x = strides === 1 && channels === filters ? inside.add(x) : inside
    channels = filters
  }
}
const last = x.conv2d(1280, 1, { useBias: false }).batchNorm().relu6()
export default model('MobileNetV2', image, last.globalAveragePool2d().dense(1000).softmax())
`
}
