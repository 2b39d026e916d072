// Takes a picture of every view of the panel, in every language and theme, to be looked at: test-results/panel/ gets
// VIEW-LANGUAGE-THEME.png. Needs a build, Chromium and a font with Chinese characters
// (Debian's fonts-wqy-zenhei): `node scripts/panelPictures.mjs [part of a view's name …]`
import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { newPage } from '../test/workbench/harness/browser.mjs'
import { Editor } from '../test/workbench/harness/editor.mjs'
import { speak } from '../test/workbench/harness/language.mjs'
import { poll } from '../test/workbench/harness/poll.mjs'
import { changeSettings } from '../test/workbench/harness/settings.mjs'
import { positionOf, readText } from '../test/workbench/harness/textFile.mjs'
import { webviewFrame } from '../test/workbench/harness/webview.mjs'
import { startWorkbench } from '../test/workbench/harness/workbench.mjs'
import { makeWorkspace } from '../test/workbench/harness/workspace.mjs'
import { repositoryRoot } from './workbench/repositoryRoot.mjs'

const folder = join(repositoryRoot, 'test-results/panel')
const THEMES = {
  dark: ['Dark Modern', 'vscode-dark'],
  light: ['Light Modern', 'vscode-light'],
  contrast: ['Default High Contrast', 'vscode-high-contrast'],
}
const LANGUAGES = {
  en: { visualize: 'Convolens: Visualize Activations', backends: 'Convolens: Show Backends' },
  'zh-cn': { visualize: 'Convolens: 可视化激活', backends: 'Convolens: 显示后端' },
}

/** One window each: what is opened in it, and its views with what is done to see them. */
const WINDOWS = [
  {
    file: 'digits/lenet.ts',
    hint: /28×28×6/,
    title: 'Convolens: LeNet-5',
    views: {
      look: async panel => {
        await panel.getByTestId('explanation').waitFor()
        await panel.getByTestId('activations').click({ position: { x: 40, y: 40 } })
        await panel.locator('#field, [data-testid="field"]').first().waitFor()
      },
      ...tabs('architecture', 'summary', 'filters'),
      compare: async panel => {
        await panel.locator('#tab-compare').click()
        await panel.locator('#compare-none').click()
        for (const method of ['gradCam', 'layerCam', 'saliency', 'occlusion'])
          await panel.locator(`input[data-method="${method}"]`).check()
        await panel.locator('#compare-run').click()
        await panel.locator('#comparison figure[data-method="occlusion"]').waitFor()
        await panel.locator('#compare-run').waitFor()
      },
    },
  },
  {
    file: 'segmentation/uNet.ts',
    hint: /64×64×8/,
    title: 'Convolens: Shape U-Net',
    views: { mask: panel => panel.getByTestId('explanation').waitFor() },
  },
  {
    file: 'detection/ssd.ts',
    hint: /32×32×16/,
    title: 'Convolens: Shape SSD',
    views: { boxes: panel => panel.getByTestId('explanation').waitFor() },
  },
  {
    file: 'untrained.ts',
    hint: /conv2d\(8, 2/,
    title: 'Convolens: Generator',
    /** The quick fix of a finding opens the panel. */
    fix: ['conv2dTranspose', /Show me|棋盘/],
    views: { artefact: panel => panel.locator('#artefact-structure').waitFor() },
  },
  {
    file: 'digits/lenet.ts',
    hint: /28×28×6/,
    title: 'Convolens: Backends',
    command: 'backends',
    views: { backends: panel => panel.locator('#backends[aria-busy="false"]').waitFor({ timeout: 120_000 }) },
  },
]

const wanted = process.argv.slice(2)
const isWanted = view => wanted.length === 0 || wanted.some(part => view.includes(part))

mkdirSync(folder, { recursive: true })
const workspace = makeWorkspace()
writeFileSync(
  join(workspace.folder, 'untrained.ts'),
  `import { input, model } from 'convolens'

const code = input(16, 16, 4)
const gaps = code.conv2d(8, 2, { strides: 3 }).relu()
export default model('Generator', code, gaps.conv2dTranspose(4, 3, { strides: 2, padding: 'same' }).globalAveragePool2d().dense(2))
`,
)
const workbench = await startWorkbench()
try {
  for (const language of Object.keys(LANGUAGES)) for (const window of WINDOWS) await take(language, window)
} finally {
  await workbench.stop()
  workspace.remove()
}

/** Turns to a view by its tab; one that the panel does not have is passed over. */
function tabs(...names) {
  return Object.fromEntries(
    names.map(name => [
      name,
      async panel => {
        if ((await panel.locator(`#tab-${name}`).count()) === 0) return false
        await panel.locator(`#tab-${name}`).click()
        await panel
          .locator(name === 'architecture' ? '#architecture' : `#view[data-tab="${name}"] .card`)
          .first()
          .waitFor()
        return panel.locator('#status[data-busy="false"]').waitFor({ state: 'attached' })
      },
    ]),
  )
}

async function take(language, { file, hint, title, command = 'visualize', fix, views }) {
  if (!Object.keys(views).some(isWanted)) return
  // Tall, so that a view is seen whole.
  const page = await newPage(workbench.browser, { width: 1900, height: 2300 })
  await speak(page, language)
  await page.goto(workbench.url({ folder: workspace.folder, file: join(workspace.folder, file) }))
  const editor = new Editor(page)
  await editor.ready()
  await editor.lineMatching(hint)
  if (fix === undefined) await editor.command(LANGUAGES[language][command])
  else {
    await editor.squiggles('warning').first().waitFor()
    const { line, column } = positionOf(readText(workspace.folder, file), fix[0])
    await editor.goTo(line, column + 1)
    await editor.quickFix(fix[1])
  }
  const panel = await webviewFrame(page, title)
  for (const [view, show] of Object.entries(views)) {
    if (!isWanted(view) || (await show(panel)) === false) continue
    for (const [name, [theme, kind]] of Object.entries(THEMES)) {
      changeSettings(workspace.folder, { 'workbench.colorTheme': theme })
      await poll(theme, () =>
        panel.evaluate(
          wanted => document.body.classList.contains(wanted) && document.body.dataset.vscodeThemeKind === wanted,
          kind,
        ),
      )
      const clip = await (await panel.frameElement()).boundingBox()
      await page.screenshot({ path: join(folder, `${view}-${language}-${name}.png`), clip })
    }
  }
  await page.context().close()
}
