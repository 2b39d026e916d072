import { html, type TemplateResult } from 'lit'
import type { Failure } from '../channel'
import { strings } from '../strings/strings'

/** What the engine answered, drawn; else that it is waited for, or why it did not come. */
export function awaited<Result>(
  answer: { readonly result: Result } | { readonly failure: Failure } | undefined,
  draw: (result: Result) => TemplateResult,
): TemplateResult {
  if (answer === undefined) return html`<p class="hint">${strings.waiting}</p>`
  if ('result' in answer) return draw(answer.result)
  const { message, action } = answer.failure
  return html`<p class="notice error" role="alert">${strings.failure(message, action)}</p>`
}
