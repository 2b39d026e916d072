import type { Report } from '../../webview/protocol'

/** Addresses as the panel may fetch them, and the language that it speaks. */
export interface PanelPage {
  /** What the editor's own resources are served from, in the words of a content security policy. */
  readonly cspSource: string
  readonly script: string
  readonly styles: string
  /** Files that the script will fetch first of all, which are then on their way while it is read. */
  readonly fetched?: readonly string[]
  /** Of the editor, as a language tag: `zh-cn`. */
  readonly language: string
}

/**
 * The panel's document. Its policy lets in the extension's own files and nothing else: no inline script, no eval, no
 * remote source. WebAssembly needs `wasm-unsafe-eval`, and the engine's worker starts from a blob.
 */
export function panelHtml({ cspSource, script, styles, fetched = [], language }: PanelPage): string {
  const nonce = btoa(String.fromCharCode(...crypto.getRandomValues(new Uint8Array(16))))
  const policy = [
    "default-src 'none'",
    `script-src 'nonce-${nonce}' 'wasm-unsafe-eval'`,
    `style-src ${cspSource} 'nonce-${nonce}'`,
    `img-src ${cspSource} blob: data:`,
    `font-src ${cspSource}`,
    `connect-src ${cspSource} blob:`,
    'worker-src blob:',
    // These do not follow `default-src`.
    "base-uri 'none'",
    "form-action 'none'",
  ].join('; ')
  return `<!DOCTYPE html>
<html lang="${language}">
<head>
  <meta charset="utf-8">
  <meta name="viewport" content="width=device-width, initial-scale=1">
  <meta http-equiv="Content-Security-Policy" content="${policy}">
  <meta property="csp-nonce" content="${nonce}">
  <link rel="stylesheet" href="${styles}">
${fetched.map(file => `  <link rel="preload" as="fetch" crossorigin="anonymous" href="${file}">`).join('\n')}
  <title>Convolens</title>
</head>
<body>
  <div id="panel"></div>
  <script nonce="${nonce}" src="${script}"></script>
</body>
</html>`
}

/**
 * A report as a page that needs nothing else: pictures are in it, nothing runs in it, and its policy lets nothing in. What
 * the user named, layers say, is text in it whatever characters it has.
 */
export function reportHtml({ title, lines, sections }: Report, language: string): string {
  return `<!DOCTYPE html>
<html lang="${escapeHtml(language)}">
<head>
  <meta charset="utf-8">
  <meta name="viewport" content="width=device-width, initial-scale=1">
  <meta http-equiv="Content-Security-Policy" content="default-src 'none'; img-src data:; style-src 'unsafe-inline'">
  <title>${escapeHtml(title)}</title>
  <style>${REPORT_STYLES}</style>
</head>
<body>
  <h1>${escapeHtml(title)}</h1>
${lines.map(line => `  <p>${escapeHtml(line)}</p>`).join('\n')}
${sections.map(section => `  <h2>${escapeHtml(section.title)}</h2>\n${section.parts.map(reportPart).join('\n')}`).join('\n')}
</body>
</html>
`
}

const REPORT_STYLES = `
    body { max-width: 60em; margin: 2em auto; padding: 0 1em; font: 15px/1.5 system-ui, sans-serif; }
    img { display: block; max-width: 100%; margin: 0.5em 0; image-rendering: pixelated; }
    p { margin: 0.2em 0; }
    table { border-collapse: collapse; }
    td, th { padding: 2px 10px; border-bottom: 1px solid #ddd; text-align: left; }
  `

function reportPart(part: Report['sections'][number]['parts'][number]): string {
  switch (part.kind) {
    case 'text':
      return `  <p>${escapeHtml(part.text)}</p>`
    case 'picture':
      return image('image/png', part.data, part.text)
    case 'drawing':
      // As an image, a drawing can neither run nor fetch anything.
      return image('image/svg+xml', new TextEncoder().encode(part.svg), part.text)
    case 'table':
      return `  <table>\n${part.rows.map(tableRow).join('\n')}\n  </table>`
  }
}

function tableRow(cells: readonly string[], index: number): string {
  const tag = index === 0 ? 'th' : 'td'
  return `    <tr>${cells.map(cell => `<${tag}>${escapeHtml(cell)}</${tag}>`).join('')}</tr>`
}

function image(type: string, data: Uint8Array, text: string): string {
  return `  <img src="data:${type};base64,${base64(data)}" alt="${escapeHtml(text)}">`
}

function base64(data: Uint8Array): string {
  const parts: string[] = []
  // As arguments of a call, too many bytes at once would not fit.
  for (let at = 0; at < data.length; at += 8192) parts.push(String.fromCharCode(...data.subarray(at, at + 8192)))
  return btoa(parts.join(''))
}

function escapeHtml(text: string): string {
  const names: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' }
  return text.replace(/[&<>"']/g, character => names[character])
}
