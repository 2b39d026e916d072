/** One mistake in two ways to write it, and what the linter has to say of it. */
export interface Fault {
  /** The rules that find it: these and no others, as an error or a warning. */
  readonly rules: readonly string[] | { readonly builder: readonly string[]; readonly tfjs: readonly string[] }
  /** Left out where the builder has no words for it: it says nothing of losses and optimizers. */
  readonly builder?: string
  /** With `tf` imported. */
  readonly tfjs?: string
}
