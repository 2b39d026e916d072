/** The path of a file as another one names it; both absolute, with slashes. Downwards without `./`. */
export function relativePath(from: string, to: string): string {
  const folder = from.split('/').slice(0, -1)
  const target = to.split('/')
  let shared = 0
  while (shared < folder.length && shared < target.length - 1 && folder[shared] === target[shared]) shared += 1
  return [...folder.slice(shared).map(() => '..'), ...target.slice(shared)].join('/')
}
