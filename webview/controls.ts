import {
  provideVSCodeDesignSystem,
  vsCodeButton,
  vsCodeDropdown,
  vsCodeOption,
  vsCodeProgressRing,
} from '@vscode/webview-ui-toolkit'
import { html, nothing, type TemplateResult } from 'lit'
import { Directive, directive, type ElementPart, type PartInfo, PartType } from 'lit/directive.js'
import { repeat } from 'lit/directives/repeat.js'

/** Makes the elements known to the page. Once, before the first view is drawn. */
export function defineControls(): void {
  provideVSCodeDesignSystem().register(vsCodeButton(), vsCodeDropdown(), vsCodeOption(), vsCodeProgressRing())
}

export interface DropdownOptions {
  readonly id: string
  /** Shown in front, and read to those who cannot see. */
  readonly label: string
  readonly value: string
  readonly choices: readonly { readonly value: string; readonly label: string }[]
  readonly choose: (value: string) => void
}

export function dropdown({ id, label, value, choices, choose }: DropdownOptions): TemplateResult {
  const changed = ({ currentTarget }: Event) => {
    const chosen = (currentTarget as HTMLSelectElement).value
    if (chosen !== value) choose(chosen)
  }
  return html`
    <div class="field">
      <span class="label" aria-hidden="true">${label}</span>
      <vscode-dropdown id=${id} aria-label=${label} ?disabled=${choices.length === 0} @change=${changed} ${selected(value)}>
        ${repeat(
          choices,
          choice => choice.value,
          choice => html`<vscode-option value=${choice.value}>${choice.label}</vscode-option>`,
        )}
      </vscode-dropdown>
    </div>
  `
}

export function button(
  label: string,
  press: () => void,
  options: { id?: string; primary?: boolean; name?: string } = {},
): TemplateResult {
  return html`
    <vscode-button id=${options.id ?? nothing} aria-label=${options.name ?? nothing} title=${options.name ?? nothing} appearance=${options.primary ? 'primary' : 'secondary'} @click=${press}>
      ${label}
    </vscode-button>
  `
}

export interface SliderOptions {
  readonly id: string
  readonly label: string
  /** 0 to 1. */
  readonly value: number
  readonly change: (value: number) => void
}

/** The toolkit has none, so it is the browser's own. */
export function slider({ id, label, value, change }: SliderOptions): TemplateResult {
  const input = ({ currentTarget }: Event) => change(Number((currentTarget as HTMLInputElement).value) / 100)
  const percent = Math.round(100 * value)
  return html`
    <label class="field">
      <span class="label">${label}</span>
      <input id=${id} type="range" min="0" max="100" .value=${String(percent)} aria-valuetext="${percent} %" @input=${input} />
    </label>
  `
}

export function progressRing(): TemplateResult {
  return html`<vscode-progress-ring aria-hidden="true"></vscode-progress-ring>`
}

/**
 * Selects an option of the toolkit's dropdown, which forgets its value whenever its options change, and goes on showing what
 * the text of the chosen one was.
 */
class SelectedDirective extends Directive {
  constructor(part: PartInfo) {
    super(part)
    if (part.type !== PartType.ELEMENT) throw new Error('selected() stands in the tag of an element')
  }

  override render(_value: string): typeof nothing {
    return nothing
  }

  override update({ element }: ElementPart, [value]: [string]): typeof nothing {
    // The dropdown learns of new options in a microtask after this one.
    setTimeout(() => {
      const select = element as HTMLSelectElement & { open: boolean }
      if (!select.open && select.value !== value) select.value = value
      select.dispatchEvent(new Event('contentchange'))
    })
    return nothing
  }
}

const selected = directive(SelectedDirective)
