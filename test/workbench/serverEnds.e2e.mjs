import assert from 'node:assert/strict'
import { languageServer } from './harness/languageServer.mjs'
import { answerNotification, notifications } from './harness/notifications.mjs'
import { poll } from './harness/poll.mjs'

export const file = 'digits/lenet.ts'
/** What is typed stays unsaved. */
export const settings = { 'files.autoSave': 'off' }
const ended = []

const STAYS_OFF = /language server of Convolens ended 6 times within three minutes and stays off/
const OFF = /language server of Convolens is off/

async function endServer() {
  const pid = await languageServer(ended)
  ended.push(pid)
  process.kill(pid, 'SIGKILL')
}

/** Types before the first convolution, and waits for its shape behind that. */
async function typeUnsaved(editor, words) {
  const find = async () => (await editor.lines()).findIndex(text => /conv2d\(6/.test(text)) + 1
  const line = await poll('the first convolution', find)
  await editor.goTo(line, 1)
  await editor.type(`/* ${words} */ `)
  await editor.lineMatching(new RegExp(`${words}.*conv2d\\(6.*28×28×6`))
}

export const tests = {
  'a server that is killed is started again, and knows the text that is not saved': async ({ editor }) => {
    await editor.lineMatching(/conv2d\(6.*28×28×6/)
    await endServer()
    await languageServer(ended)
    await typeUnsaved(editor, 'first')
  },

  'so it is five times, also where it is killed while it starts': async ({ page, editor }) => {
    for (const words of ['second', 'third']) {
      await endServer()
      await typeUnsaved(editor, words)
    }
    await endServer()
    // The next one as soon as there is one.
    await endServer()
    await languageServer(ended)
    await typeUnsaved(editor, 'fifth')
    assert.equal(await notifications(page, /Convolens|server/i).count(), 0)
  },

  'the sixth time it stays off, and one message says so': async ({ page }) => {
    await endServer()
    await notifications(page, STAYS_OFF).waitFor()
    assert.equal(await notifications(page, /./).count(), 1)
  },

  'commands say so too': async ({ page, editor }) => {
    await editor.command('Convolens: Visualize Activations')
    await notifications(page, OFF).waitFor()
    assert.equal(await page.getByRole('tab', { name: /^Convolens/ }).count(), 0)
  },

  'started again by the button of the message, it knows the text that is not saved': async ({ page, editor }) => {
    await answerNotification(page, STAYS_OFF, 'Start Again')
    await typeUnsaved(editor, 'after all')
  },

  'a command starts another one': async ({ editor }) => {
    const before = await languageServer(ended)
    await editor.command('Convolens: Restart Language Server')
    await poll('another server', async () => (await languageServer([...ended, before])) !== before)
    await typeUnsaved(editor, 'on wish')
  },
}
