/** Addresses as the panel may fetch them, and the language that it speaks. */
export interface PanelPage {
  /** What the editor's own resources are served from, in the words of a content security policy. */
  readonly cspSource: string
  readonly script: string
  readonly styles: string
  /** Of the editor, as a language tag: `zh-cn`. */
  readonly language: string
}

/**
 * The panel's document. Its policy lets in the extension's own files and nothing else: no inline script, no eval, no
 * remote source. WebAssembly needs `wasm-unsafe-eval`, and the engine's worker starts from a blob.
 */
export function panelHtml({ cspSource, script, styles, language }: PanelPage): string {
  const nonce = btoa(String.fromCharCode(...crypto.getRandomValues(new Uint8Array(16))))
  const policy = [
    "default-src 'none'",
    `script-src 'nonce-${nonce}' 'wasm-unsafe-eval'`,
    `style-src ${cspSource} 'nonce-${nonce}'`,
    `img-src ${cspSource} blob: data:`,
    `font-src ${cspSource}`,
    `connect-src ${cspSource} blob:`,
    'worker-src blob:',
  ].join('; ')
  return `<!DOCTYPE html>
<html lang="${language}">
<head>
  <meta charset="utf-8">
  <meta name="viewport" content="width=device-width, initial-scale=1">
  <meta http-equiv="Content-Security-Policy" content="${policy}">
  <meta property="csp-nonce" content="${nonce}">
  <link rel="stylesheet" href="${styles}">
  <title>Convolens</title>
</head>
<body>
  <div id="panel"></div>
  <script nonce="${nonce}" src="${script}"></script>
</body>
</html>`
}
