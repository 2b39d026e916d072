import { html, type TemplateResult } from 'lit'
import { TABS, type Tab } from '../../protocol'
import type { State } from '../../state'
import { strings } from '../../strings/strings'
import type { Actions } from '../actions'

/** The views to choose from. Arrow keys, Home and End move among the tabs, and show as they go. */
export function tabsView({ tab: shown }: State, { chooseTab }: Actions): TemplateResult {
  return html`
    <div class="tabs" role="tablist" aria-label=${strings.tabs.label} @keydown=${(event: KeyboardEvent) => move(event, shown, chooseTab)}>
      ${TABS.map(
        tab => html`<button
          id="tab-${tab}"
          class="tab"
          role="tab"
          aria-selected=${tab === shown ? 'true' : 'false'}
          aria-controls="view"
          tabindex=${tab === shown ? 0 : -1}
          @click=${() => chooseTab(tab)}
        >${strings.tabs[tab]}</button>`,
      )}
    </div>
  `
}

function move(event: KeyboardEvent, shown: Tab, chooseTab: (tab: Tab) => void): void {
  const next = tabAfter(shown, event.key)
  if (next === undefined) return
  event.preventDefault()
  chooseTab(next)
  const list = event.currentTarget as HTMLElement
  list.querySelector<HTMLElement>(`#tab-${next}`)?.focus()
}

/** The tab that a key leads to; undefined for other keys. */
export function tabAfter(shown: Tab, key: string): Tab | undefined {
  if (key === 'Home') return TABS[0]
  if (key === 'End') return TABS.at(-1)
  const step = { ArrowLeft: -1, ArrowRight: 1 }[key]
  return step === undefined ? undefined : TABS[(TABS.indexOf(shown) + step + TABS.length) % TABS.length]
}
