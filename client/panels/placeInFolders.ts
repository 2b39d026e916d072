/**
 * The folder, among those that are open, that a file lies in, and the steps that lead from there to it; undefined where it lies
 * in none. Paths have forward slashes and are as a URI has them: a drive's letter in either case is the same.
 */
export function placeInFolders(
  file: string,
  folders: readonly string[],
): { readonly folder: string; readonly steps: readonly string[] } | undefined {
  if (file.split('/').includes('..')) return undefined
  const normal = (path: string) => path.replace(/^\/[a-z]:/i, drive => drive.toLowerCase()).replace(/\/+$/, '')
  const folder = folders.find(each => normal(file).startsWith(`${normal(each)}/`))
  if (folder === undefined) return undefined
  return {
    folder,
    steps: normal(file)
      .slice(normal(folder).length + 1)
      .split('/'),
  }
}
