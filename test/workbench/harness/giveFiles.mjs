/**
 * Drops or pastes files as a browser does it.
 *
 * @param {import('playwright-core').Frame} panel
 * @param {'drop' | 'paste'} event
 * @param {{ name: string, bytes: Buffer }[]} files
 */
export async function giveFiles(panel, event, files) {
  const plain = files.map(({ name, bytes }) => ({ name, base64: bytes.toString('base64') }))
  await panel.evaluate(
    ([kind, given]) => {
      const transfer = new DataTransfer()
      for (const { name, base64 } of given) {
        const bytes = Uint8Array.from(atob(base64), letter => letter.charCodeAt(0))
        transfer.items.add(new File([bytes], name))
      }
      const made =
        kind === 'drop'
          ? new DragEvent('drop', { dataTransfer: transfer, bubbles: true, cancelable: true })
          : new ClipboardEvent('paste', { clipboardData: transfer, bubbles: true, cancelable: true })
      document.body.dispatchEvent(made)
    },
    [event, plain],
  )
}
