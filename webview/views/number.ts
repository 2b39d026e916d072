import { html, nothing, type TemplateResult } from 'lit'

/** A number with its name, in a list of such. */
export function number(name: string, value: string, remarkable = false, means = ''): TemplateResult {
  return html`<div class=${remarkable ? 'remarkable' : ''} title=${means || nothing} data-number=${name}><dt>${name}</dt><dd>${value}</dd></div>`
}
