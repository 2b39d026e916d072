import { expect, test } from 'vitest'
import { formatShape } from '../../builder/shape'
import { Workspace } from '../workspace'
import { memoryFileSystem } from './memoryFileSystem'
import { pageScripts } from './pageScripts'

const PAGE = `<!doctype html>
<html>
  <head>
    <script src="https://example.org/tf.min.js">const ignored = 1</script>
    <script type="text/template">no <b>code</b></script>
    <!-- <script>const commented = 1</script> -->
    <script>const filters = 4 // é €</script>
  </head>
  <body onload="start()">
    <script type="module">
      import { input } from 'convolens'
      const a = '<p>' + "</p>"
      input(8, 8, 3).conv2d(filters, 3)
    </script>
  </body>
</html>
`

test('what is no inline script is blank, and every script keeps its place', () => {
  const text = pageScripts(PAGE)
  expect(text).toHaveLength(PAGE.length)
  expect(text.split('\n')).toHaveLength(PAGE.split('\n').length)
  expect(text.indexOf('const filters')).toBe(PAGE.indexOf('const filters'))
  expect(text.indexOf('input(8, 8, 3)')).toBe(PAGE.indexOf('input(8, 8, 3)'))
  expect(text).not.toMatch(/ignored|template|commented|onload|doctype/)
})

test.each([
  '<script>',
  '<script>const a = 1',
  '</script><script>1</script',
  '<',
  '',
  '<table><script>let x</script><td>',
  '\ufeff<script>\r\nlet y\r\n</script>',
])('a page that is half written keeps its length: %s', html => {
  expect(pageScripts(html)).toHaveLength(html.length)
})

test('layers in a page are found, in an open page and on the disk', () => {
  const workspace = new Workspace(memoryFileSystem({ '/w/page.html': PAGE }), ['/w'])
  const site = workspace.analysis('/w/page.html')!.sites.at(-1)!
  expect(site.nameSpan.start).toBe(PAGE.indexOf('conv2d'))
  expect(formatShape(site.instances[0].layer.outputShapes[0])).toBe('6×6×4')
  workspace.open('/w/page.html', PAGE, 'html')
  workspace.change('/w/page.html', PAGE.replace('filters = 4', 'filters = 5'))
  const [instance] = workspace.analysis('/w/page.html')!.sites.at(-1)!.instances
  expect(formatShape(instance.layer.outputShapes[0])).toBe('6×6×5')
})
