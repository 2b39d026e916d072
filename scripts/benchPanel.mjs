// The panel in a real workbench: how long it takes from the command "Visualize Activations" to the first activation maps, the
// median of several panels, each with an engine of its own; how long from a key in the code to the maps of the changed network;
// and how long the frames are in which wide layers are scrolled. Needs a build and Chromium: `npm run bench -- panel`
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { newPage } from '../test/workbench/harness/browser.mjs'
import { closePanel } from '../test/workbench/harness/closePanel.mjs'
import { Editor } from '../test/workbench/harness/editor.mjs'
import { poll } from '../test/workbench/harness/poll.mjs'
import { positionOf, readText } from '../test/workbench/harness/textFile.mjs'
import { webviewFrame } from '../test/workbench/harness/webview.mjs'
import { startWorkbench } from '../test/workbench/harness/workbench.mjs'
import { makeWorkspace } from '../test/workbench/harness/workspace.mjs'

const RUNS = 5
const LENET = { name: 'LeNet-5', file: 'digits/lenet.ts', hint: /28×28×6/ }
const MOBILE_NET = { name: 'MobileNetV2', file: 'mobile.ts', hint: /112×112×32/ }
const WIDE = { name: 'Wide', file: 'wide.ts', hint: /28×28×512/ }

const workspace = makeWorkspace()
writeFileSync(join(workspace.folder, MOBILE_NET.file), mobileNet())
writeFileSync(join(workspace.folder, WIDE.file), wide())
const workbench = await startWorkbench()
try {
  await inEditor(LENET, async (page, editor) => {
    await tellFirstMaps(page, editor, LENET, 2)
    await tellEdits(page, editor)
  })
  await inEditor(MOBILE_NET, (page, editor) => tellFirstMaps(page, editor, MOBILE_NET, 5))
  await inEditor(WIDE, tellScrolling)
} finally {
  await workbench.stop()
  workspace.remove()
}

/** A window with the file of the network, its hints shown. */
async function inEditor({ file, hint }, body) {
  const page = await newPage(workbench.browser)
  await page.goto(workbench.url({ folder: workspace.folder, file: join(workspace.folder, file) }))
  // What a command does begins with the click on it.
  await page.evaluate(() =>
    addEventListener(
      'click',
      () => {
        globalThis.lastClick = Date.now()
      },
      true,
    ),
  )
  const editor = new Editor(page)
  await editor.ready()
  await editor.lineMatching(hint)
  await body(page, editor)
  await page.context().close()
}

async function tellFirstMaps(page, editor, { name }, wanted) {
  const times = []
  for (let run = 0; run < RUNS; run++) {
    const { time } = await open(page, editor, name)
    times.push(time)
    await closePanel(page, `Convolens: ${name}`)
  }
  tell(`${name}: from the command to the first maps`, times, wanted)
}

/** Opens the panel; milliseconds from the choice of the command to drawn maps. */
async function open(page, editor, name) {
  await editor.command('Convolens: Visualize Activations')
  const panel = await webviewFrame(page, `Convolens: ${name}`)
  const drawn = await panel.waitForFunction(() => {
    const canvas = document.querySelector('[data-testid="activations"]')
    return canvas !== null && canvas.width > 0 && canvas.offsetHeight > 0 && Date.now()
  })
  const time = (await drawn.jsonValue()) - (await page.evaluate(() => globalThis.lastClick))
  return { panel, time }
}

/** Another number of filters of the first layer, over and over. */
async function tellEdits(page, editor) {
  const { panel } = await open(page, editor, LENET.name)
  const text = readText(workspace.folder, LENET.file)
  const { line, column } = positionOf(text, 'conv2d(6')
  await editor.goTo(line, column + 'conv2d('.length)
  const times = []
  for (let run = 0; run < RUNS; run++) {
    const filters = run % 2 === 0 ? 8 : 9
    await page.keyboard.press('Shift+ArrowRight')
    await panel.locator('#status[data-busy="false"]').waitFor({ state: 'attached' })
    const started = Date.now()
    await page.keyboard.press(String(filters))
    const drawn = await panel.waitForFunction(
      shape => document.querySelector('.numbers')?.textContent.includes(shape) && Date.now(),
      `28×28×${filters}`,
    )
    times.push((await drawn.jsonValue()) - started)
    await page.keyboard.press('Escape')
    await page.keyboard.press('ArrowLeft')
  }
  tell('LeNet-5: from a key in the code to the maps of the changed network', times, 1)
}

async function tellScrolling(page, editor) {
  const { panel } = await open(page, editor, WIDE.name)
  for (const [layer, channels] of [
    ['conv2d_1', 512],
    ['conv2d_2', 2048],
  ]) {
    await panel.locator('#layer').click()
    await panel.locator(`#layer vscode-option[value="${layer}"]`).click()
    await poll(layer, async () => (await panel.getByTestId('activations').getAttribute('data-layer')) === layer)
    await panel.locator('#status[data-busy="false"]').waitFor({ state: 'attached' })
    const { frames, work } = await panel.locator('.tiles').evaluate(scrollThrough)
    console.log(
      `${channels} channels scrolled in ${frames.length} frames: median ${median(frames).toFixed(1)} ms, longest ${Math.max(...frames).toFixed(1)} ms; of that the panel's own work ${median(work).toFixed(1)} and ${Math.max(...work).toFixed(1)} ms; wanted 50 ms`,
    )
  }
}

/** Runs in the page: from top to bottom, a step a frame. What it gives are milliseconds. */
async function scrollThrough(box) {
  const frame = () => new Promise(resolve => requestAnimationFrame(resolve))
  const frames = []
  const work = []
  let last = await frame()
  for (let top = 0; top < box.scrollHeight - box.clientHeight; top += 120) {
    box.scrollTop = top
    const now = await frame()
    frames.push(now - last)
    last = now
    // What the panel itself does for the frame, whatever else the machine is doing.
    const started = performance.now()
    box.dispatchEvent(new Event('scroll'))
    box.querySelector('canvas').getContext('2d').getImageData(0, 0, 1, 1)
    work.push(performance.now() - started)
  }
  return { frames, work }
}

function tell(what, milliseconds, wanted) {
  const seconds = milliseconds.map(time => (time / 1000).toFixed(2)).join(', ')
  console.log(`${what}: median ${(median(milliseconds) / 1000).toFixed(2)} s (${seconds}), wanted ${wanted} s`)
}

function median(numbers) {
  return numbers.toSorted((a, b) => a - b)[numbers.length >> 1]
}

/** Layers of more channels than a screen holds. */
function wide() {
  return `import { input, model } from 'convolens'

const image = input(28, 28, 1)
const x = image.conv2d(512, 3, { padding: 'same' }).maxPool2d(4).conv2d(2048, 1)
export default model('Wide', image, x.globalAveragePool2d().dense(3).softmax())
`
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
