const PAGES = 'https://github.com/convolens/convolens/blob/main/docs/rules'

/** The address of a rule's documentation page. */
export function ruleUrl(rule: string): string {
  return `${PAGES}/${rule}.md`
}
