import assert from 'node:assert/strict'
import { assertAccessible } from './harness/accessibility.mjs'
import { poll } from './harness/poll.mjs'
import { webviewFrame } from './harness/webview.mjs'

export const file = 'digits/lenet.ts'
export const language = 'zh-cn'

const READY = { look: '[data-testid="activations"]', compare: '#compare-run', filters: '#kernels' }

const panelOf = page => webviewFrame(page, 'Convolens: LeNet-5')

export const tests = {
  'the command has its Chinese title, and the panel speaks Chinese': async ({ page, editor }) => {
    await editor.lineMatching(/conv2d\(6.*28×28×6/)
    await editor.command('Convolens: 可视化激活')
    const panel = await panelOf(page)
    await panel.getByTestId('explanation').waitFor()
    assert.equal(await panel.evaluate(() => document.documentElement.lang), 'zh-cn')
    assert.deepEqual(await panel.locator('.tab').allTextContents(), ['观察', '对比', '卷积核', '结构', '概要'])
    await poll('the caption', async () => /明亮处支持/.test(await panel.locator('#panel').textContent()))
  },

  'no English words are left but names': async ({ page }) => {
    const panel = await panelOf(page)
    for (const tab of ['look', 'compare', 'filters', 'summary', 'architecture']) {
      await panel.locator(`#tab-${tab}`).click()
      await panel.locator(READY[tab] ?? `#${tab}`).waitFor()
      const text = await panel.evaluate(visibleText)
      // Three words in a row are a sentence; names have fewer.
      assert.deepEqual(text.match(/\b[A-Za-z]{2,} [a-z]{2,} [a-z]{2,}/g) ?? [], [])
      await assertAccessible(panel)
    }
  },

  'a message of the extension is Chinese': async ({ page }) => {
    const panel = await panelOf(page)
    await page.locator('.editor-instance .view-lines').click({ position: { x: 5, y: 5 } })
    await page.keyboard.press('Control+a')
    await page.keyboard.type('const x = 1')
    await poll('why', async () => /文件中没有该模型/.test(await panel.locator('#outdated').textContent()))
  },
}

/** Runs in the page: the text nodes of the view, one a line. */
function visibleText() {
  const walker = document.createTreeWalker(document.querySelector('#view'), NodeFilter.SHOW_TEXT)
  const lines = []
  for (let node = walker.nextNode(); node !== null; node = walker.nextNode()) lines.push(node.data)
  return lines.join('\n')
}
