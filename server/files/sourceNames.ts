/** How the names of files end that may hold model code: TypeScript, JavaScript, and pages with inline scripts. */
export const SOURCE_ENDING = /\.([cm]?[jt]sx?|html?)$/i

/** Folders of what is installed or built: what they hold is not the user's to edit. */
export const SKIPPED_FOLDERS: ReadonlySet<string> = new Set(['node_modules', 'dist', 'build', 'out', 'coverage'])

/** Whether a file of that name may hold model code; declarations of types do not. */
export function isSource(name: string): boolean {
  return SOURCE_ENDING.test(name) && !/\.d\.[cm]?ts$/.test(name)
}
