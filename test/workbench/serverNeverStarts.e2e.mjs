import assert from 'node:assert/strict'
import { copyFileSync, renameSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { answerNotification, notifications } from './harness/notifications.mjs'

export const file = 'digits/lenet.ts'
export const language = 'zh-cn'
/** What is done to the extension is for no other tests. */
export const settings = {}

let server

/** A server that ends when it is asked for the first thing, its initialisation. */
export function prepare(_folder, extension) {
  server = join(extension, 'dist/server.js')
  copyFileSync(server, `${server}.whole`)
  writeFileSync(server, "process.once('message', () => process.exit(1))")
}

const STAYS_OFF = /Convolens 的语言服务器在三分钟内结束了 6 次/

export const tests = {
  'a server that ends while it is initialised is told as any other that ends, once and in Chinese': async ({
    page,
  }) => {
    await notifications(page, STAYS_OFF).waitFor()
    assert.equal(await notifications(page, /./).count(), 1)
    assert.match(await notifications(page, STAYS_OFF).textContent(), /重新启动.*重新加载窗口/s)
  },

  'mended and started again by the button, it works': async ({ page, editor }) => {
    renameSync(`${server}.whole`, server)
    await answerNotification(page, STAYS_OFF, '重新启动')
    await editor.lineMatching(/conv2d\(6.*28×28×6/)
  },
}
