import assert from 'node:assert/strict'
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { parse } from 'parse5'
import { poll } from './harness/poll.mjs'
import { save } from './harness/save.mjs'
import { webviewFrame } from './harness/webview.mjs'

export const file = 'named.ts'

const NAME = '<img src=x onerror=alert(1)>'

export function prepare(folder) {
  writeFileSync(
    join(folder, file),
    `import { input, model } from 'convolens'

const image = input(16, 16, 1)
const maps = image.conv2d(4, 3, { name: '${NAME}' })
export default model('Named', image, maps.relu().globalAveragePool2d().dense(3).softmax())
`,
  )
}

const panelOf = page => webviewFrame(page, 'Convolens: Named')

function elements(node) {
  return [...(node.tagName ? [node] : []), ...(node.childNodes ?? []).flatMap(elements)]
}

const textOf = node => node.value ?? (node.childNodes ?? []).map(textOf).join('')

export const tests = {
  'a name with markup is text in every view': async ({ page, editor }) => {
    await editor.lineMatching(/conv2d\(4, 3/)
    await editor.command('Convolens: Visualize Activations')
    const panel = await panelOf(page)
    await panel.getByTestId('activations').waitFor()
    for (const tab of ['summary', 'architecture']) {
      await panel.locator(`#tab-${tab}`).click()
      await poll(`${NAME} in ${tab}`, async () => (await panel.locator(`#${tab}`).textContent()).includes(NAME))
      assert.equal(await panel.locator('img[src="x"]').count(), 0)
    }
  },

  'the architecture is saved as a drawing of its own': async ({ page, folder }) => {
    const panel = await panelOf(page)
    const drawing = (await save(page, panel.locator('#export-svg'), join(folder, 'Named.svg'))).toString()
    const read = await panel.evaluate(text => {
      const { documentElement } = new DOMParser().parseFromString(text, 'image/svg+xml')
      const texts = [...documentElement.querySelectorAll('text')]
      return {
        tag: documentElement.tagName,
        errors: documentElement.querySelectorAll('parsererror').length,
        texts: texts.map(element => element.textContent.trim()),
        fills: texts.map(element => element.getAttribute('fill')),
        elements: [...new Set([...documentElement.querySelectorAll('*')].map(element => element.tagName))],
      }
    }, drawing)
    assert.deepEqual([read.tag, read.errors], ['svg', 0])
    for (const text of [NAME, 'relu_1', 'dense_1', '14×14×4', '16×16×1']) assert.ok(read.texts.includes(text), text)
    assert.deepEqual(
      read.fills.filter(fill => !/^rgb/.test(fill)),
      [],
    )
    assert.deepEqual(
      read.elements.filter(tag => /script|foreignObject|img|image/i.test(tag)),
      [],
    )
    assert.doesNotMatch(drawing.replace('http://www.w3.org/2000/svg', ''), /https?:|var\(|class=/)
  },

  'the report holds all views, and nothing from elsewhere': async ({ page, folder }) => {
    const panel = await panelOf(page)
    const html = (await save(page, panel.locator('#export-report'), join(folder, 'Named.html'))).toString()
    const all = elements(parse(html))
    const texts = tag => all.filter(({ tagName }) => tagName === tag).map(textOf)
    assert.deepEqual(texts('h1'), ['Named'])
    const wanted = ['Prediction', 'Grad-CAM', 'Activations', 'Architecture', 'Summary']
    assert.deepEqual(
      wanted.filter(title => !texts('h2').includes(title)),
      [],
      texts('h2').join(),
    )
    assert.ok(texts('td').includes(NAME))
    assert.ok(texts('p').some(text => /untrained weights/.test(text)))
    const pictures = all.filter(({ tagName }) => tagName === 'img').map(({ attrs }) => attrs[0].value)
    assert.ok(pictures.length >= 4, `${pictures.length} pictures`)
    assert.deepEqual(
      pictures.filter(address => !/^data:image\/(png|svg\+xml);base64,/.test(address)),
      [],
    )
    assert.equal(all.filter(({ tagName }) => tagName === 'script').length, 0)
    assert.equal(all.flatMap(({ attrs }) => attrs).filter(({ name }) => name.startsWith('on')).length, 0)
  },

  'opened in a browser, the report asks for nothing and shows every picture': async ({ page, folder }) => {
    const context = await page.context().browser().newContext()
    const opened = await context.newPage()
    const asked = []
    opened.on('request', request => asked.push(request.url()))
    opened.on('dialog', dialog => asked.push(dialog.message()))
    await opened.goto(`file://${join(folder, 'Named.html')}`)
    const widths = await poll('its pictures', () =>
      opened.evaluate(() =>
        [...document.images].every(({ complete }) => complete)
          ? [...document.images].map(({ naturalWidth }) => naturalWidth)
          : undefined,
      ),
    )
    assert.ok(
      widths.every(width => width > 0),
      widths.join(),
    )
    assert.deepEqual(
      asked.filter(address => !/^(file|data):/.test(address)),
      [],
    )
    await context.close()
  },
}
