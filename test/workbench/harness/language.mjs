/**
 * Makes the workbench that the page opens next say that its display language is this one. Its own texts stay English, since
 * no language pack is installed; extensions are asked for theirs.
 */
export function speak(page, language) {
  return page.addInitScript(name => {
    globalThis._VSCODE_NLS_LANGUAGE = name
  }, language)
}
